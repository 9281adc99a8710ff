// Builds what the browser needs into the Voila template: page.js and page.css for our own pages,
// activity.js and activity.css for JupyterLab (an anywidget). Everything is local; no outside address.
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { writeFonts } from "./fonts.mjs";

const outdir = "course/serve/template/static";
await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
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
for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
}
await writeFonts("course/built/fonts");
