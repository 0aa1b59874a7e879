// Builds the page's program and looks into src/export/html, with the licences of what it contains.
import { build } from "esbuild";
import { copyFile, readFile, writeFile } from "node:fs/promises";

const OUT = "../src/export/html";
const LIBRARIES = ["sigma", "graphology", "graphology-utils", "events"];

await build({
  entryPoints: { page: "src/main.js" },
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
});
await build({ entryPoints: ["src/page.css"], outdir: OUT, minify: true });
await copyFile("src/page.html", `${OUT}/page.html`);

const licence = async (name) => {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  const file = name === "events" ? "LICENSE" : "LICENSE.txt";
  return `${name} ${version}\n\n${(await readFile(`node_modules/${name}/${file}`, "utf8")).trim()}\n`;
};
await writeFile(`${OUT}/LICENCES.txt`, (await Promise.all(LIBRARIES.map(licence))).join("\n\n"));
