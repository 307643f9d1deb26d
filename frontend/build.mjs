// Builds every static file of the portal from the npm packages into one folder that is never committed.
import { mkdir, rm, writeFile, copyFile, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "..", "src", "tongjian", "portal", "static", "built");

/** GOV.UK Frontend writes its spacing in px; every size here is in rem so that elder mode grows all of it. */
function pixelsToRem(css) {
  return css.replace(/(?<![\w#.])(\d*\.?\d+)px/g, (whole, number) =>
    Number(number) <= 3 ? whole : `${+(Number(number) / 16).toFixed(4)}rem`,
  );
}

function styles() {
  const sheet = compile(join(here, "styles", "portal.scss"), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
    style: "compressed",
    charset: false,
  });
  return pixelsToRem(sheet.css);
}

function bundle(name) {
  return build({
    entryPoints: [join(here, "scripts", `${name}.js`)],
    outfile: join(built, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2020"],
    legalComments: "none",
    logLevel: "warning",
  });
}

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await writeFile(join(built, "portal.css"), styles());
await Promise.all(["page", "live", "chart"].map(bundle));
await copyFile(join(here, "images", "mark.svg"), join(built, "mark.svg"));

for (const name of (await readdir(built)).sort()) {
  const bytes = await readFile(join(built, name));
  const small = brotliCompressSync(bytes).length;
  console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(8)} bytes  ${String(small).padStart(7)} brotli`);
}
