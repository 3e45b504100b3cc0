// `npm run build`: `dist/firefox` and `dist/chrome`, each also as a zip, from `extension/` and `pkg/`.
// The sources go in as they are, so that a reviewer reads what runs; only the manifest is put together.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ship } from "./lib/lists.mjs";
import { Told, main, root, say } from "./lib/run.mjs";
import { packages, tools } from "./lib/setup.mjs";
import { notice } from "./lib/third-party.mjs";
import { buildWasm } from "./lib/wasm.mjs";

export const browsers = ["firefox", "chrome"];
const source = join(root, "extension");

/** JSON Merge Patch (RFC 7396): objects merge, null takes a key out, all else replaces.
 * @param {any} target @param {any} patch @returns {any} */
export function merge(target, patch) {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const made = typeof target === "object" && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete made[key];
    else made[key] = merge(made[key], value);
  }
  return made;
}

/** @param {string} path */
function json(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Told(`${relative(root, path)} is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string} folder @returns {string[]} all files below it, sorted, relative to it */
const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

/** The same content gives the same bytes: sorted names, one date. @param {string} folder @param {string} out */
async function zip(folder, out) {
  const { zipSync } = await import("fflate");
  const entries = Object.fromEntries(files(folder).map((name) => [name, readFileSync(join(folder, name))]));
  writeFileSync(out, zipSync(entries, { level: 9, mtime: new Date(2020, 0, 1) }));
}

/** The core's style sheet. It is in effect only until a page is told that its site was switched off.
 * @returns {Promise<string>} */
async function stylesheet() {
  const core = await import(join(root, "pkg/faircopy.js"));
  core.initSync({ module: readFileSync(join(root, "pkg/faircopy_bg.wasm")) });
  return `:root:not([data-faircopy="off"]) {\n${core.stylesheet("")}\n}\n`;
}

/** @param {string} browser @param {string} version @param {string} licences */
export async function assemble(browser, version, licences) {
  const out = join(root, "dist", browser);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(source, out, { recursive: true, filter: (path) => !/^manifest(\.\w+)?\.json$|\.d\.ts$/.test(relative(source, path)) });
  for (const name of ["faircopy.js", "faircopy_bg.wasm"]) cpSync(join(root, "pkg", name), join(out, "pkg", name));
  writeFileSync(join(out, "page/core.css"), await stylesheet());
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) cpSync(join(root, name), join(out, name));
  writeFileSync(join(out, "THIRD-PARTY.txt"), licences);
  await ship(join(out, "lists"));
  const manifest = merge(json(join(source, "manifest.json")), json(join(source, `manifest.${browser}.json`)));
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  await zip(out, join(root, "dist", `faircopy-${browser}.zip`));
}

/** Everything that leaves this repository. */
export async function build() {
  tools();
  await packages();
  await buildWasm();
  if (!existsSync(join(source, "manifest.json"))) throw new Told("extension/manifest.json is missing.");
  const { version } = json(join(root, "package.json"));
  const licences = notice();
  for (const browser of browsers) await assemble(browser, version, licences);
  say("dist/firefox, dist/chrome and a zip of each are ready");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
