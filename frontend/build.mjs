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

function styles(name) {
  const sheet = compile(join(here, "styles", `${name}.scss`), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
    style: "compressed",
    charset: false,
  });
  return pixelsToRem(sheet.css);
}

const pdf = join(here, "node_modules", "pdfjs-dist");

/** What PDF pages are drawn with beside the viewer: its worker, and what files leave out (maps of Chinese
 *  characters, a decoder of JPEG 2000), fetched only for a file that needs them. */
async function pdfParts() {
  await build({
    entryPoints: [join(pdf, "legacy", "build", "pdf.worker.mjs")],
    outfile: join(built, "pdf.worker.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022"],
    legalComments: "none",
    logLevel: "error",
  });
  const parts = [
    ["cmaps", "cmaps", /^(GB|UniGB|Adobe-GB1|ETen|UniCNS|Adobe-CNS1|B5pc|HK|Uni.*UTF16|Identity|[HV]\.)/],
    ["wasm", "wasm", /_fallback\.js$/],
  ];
  for (const [from, to, wanted] of parts) {
    await mkdir(join(built, "pdf", to), { recursive: true });
    for (const name of (await readdir(join(pdf, from))).filter((one) => wanted.test(one))) {
      await copyFile(join(pdf, from, name), join(built, "pdf", to, name));
    }
  }
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
for (const name of ["portal", "desk"]) await writeFile(join(built, `${name}.css`), styles(name));
await Promise.all([...["page", "live", "chart", "desk", "viewer"].map(bundle), pdfParts()]);
await copyFile(join(here, "images", "mark.svg"), join(built, "mark.svg"));

for (const name of (await readdir(built)).filter((one) => one.includes(".")).sort()) {
  const bytes = await readFile(join(built, name));
  const small = brotliCompressSync(bytes).length;
  console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(8)} bytes  ${String(small).padStart(7)} brotli`);
}
