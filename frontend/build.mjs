// Builds what the browser needs into the Voila template: page.js and page.css for our own pages,
// activity.js and activity.css for JupyterLab (an anywidget). Everything is local; no outside address.
// And ink.js, which Python runs by itself and no browser ever asks for.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

const outdir = "course/serve/template/static";
await rm(outdir, { recursive: true, force: true });
const pages = await build({
  entryPoints: ["page.ts", "page.css", "activity.ts", "activity.css"].map((name) => `frontend/${name}`),
  outdir,
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
  metafile: true,
  logLevel: "warning",
});
const ink = await build({
  entryPoints: ["frontend/ink.ts"],
  outfile: "course/built/ink.js",
  bundle: true,
  format: "iife",
  platform: "neutral",
  target: "es2022",
  minify: true,
  metafile: true,
  logLevel: "warning",
});
for (const [file, { bytes }] of Object.entries({ ...pages.metafile.outputs, ...ink.metafile.outputs })) {
  console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
}
