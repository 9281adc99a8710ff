// Writes the typeface as TTF for Typst, which prints the course and does not read woff2.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

const { decompress } = createRequire(import.meta.url)("wawoff2");
const folder = "node_modules/@fontsource/atkinson-hyperlegible-next";
const styles = ["400-normal", "700-normal", "400-italic", "700-italic"];

/** Write regular, bold, italic and bold italic of both subsets, and the licence that goes with them. */
export async function writeFonts(out) {
  await mkdir(out, { recursive: true });
  await copyFile(`${folder}/LICENSE`, `${out}/OFL.txt`);
  for (const subset of ["latin", "latin-ext"]) {
    for (const style of styles) {
      const name = `atkinson-hyperlegible-next-${subset}-${style}`;
      const ttf = Buffer.from(await decompress(await readFile(`${folder}/files/${name}.woff2`)));
      await writeFile(`${out}/${name}.ttf`, subset === "latin" ? ttf : renamed(ttf));
    }
  }
}

/**
 * Call the family "Atkinson Hyperlegible More". Of two files with one family and style, Typst only ever
 * looks into one: letters such as š and ł would be printed in another typeface. The new name is as
 * long as the old one, so that it fits into its place; the licence reserves no name.
 */
function renamed(ttf) {
  const [from, to] = ["Next", "More"].map((word) => utf16(`Atkinson Hyperlegible ${word}`));
  for (let at = ttf.indexOf(from); at >= 0; at = ttf.indexOf(from, at)) to.copy(ttf, at);
  return ttf;
}

function utf16(text) {
  return Buffer.from(text, "utf16le").swap16(); // font tables are big-endian
}
