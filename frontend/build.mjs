// Builds what the browser needs into the Voila template: page.js and page.css for our own pages,
// preview.js and preview.css for the preview of authors,
// scene_editor.js and scene_editor.css for trainers who write scenes,
// kiosk.js, kiosk.css and kiosk_mode.css for screens that anybody may use,
// activity.js and activity.css for JupyterLab (an anywidget). Everything is local; no outside address.
// And ink.js, which Python runs by itself and no browser ever asks for.
import { readFile, rm } from "node:fs/promises";
import { build } from "esbuild";
import { writeFonts } from "./fonts.mjs";

const outdir = "course/serve/template/static";
await rm(outdir, { recursive: true, force: true });
const entries = ["page.ts", "page.css", "preview.ts", "preview.css", "kiosk.ts", "kiosk.css", "kiosk_mode.css", "scene_editor.ts", "scene_editor.css", "activity.ts", "activity.css"];
const pages = await build({
  entryPoints: entries.map((name) => `frontend/${name}`),
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
  banner: { js: `/*! inkjs\n${await readFile("node_modules/inkjs/LICENSE.md", "utf8")}*/` },
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
await writeFonts("course/built/fonts");
