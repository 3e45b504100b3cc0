// The notice of whose work is inside the package. It is made from what cargo links, so it cannot rot.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Told, ask, root } from "./run.mjs";

/** @typedef {{id: string, name: string, version: string, license: string | null, repository: string | null,
 *   manifest_path: string, targets: {kind: string[]}[]}} Package */

/** The crates that end up in the wasm: normal dependencies, no build helpers, no macros. @returns {Package[]} */
function linked() {
  const answer = ask("cargo", [
    ...["metadata", "--format-version", "1", "--locked", "--no-default-features", "--features", "wasm"],
    ...["--filter-platform", "wasm32-unknown-unknown"],
  ]);
  if (!answer) throw new Told("`cargo metadata --locked` failed; is Cargo.lock up to date?");
  const { packages, resolve } = JSON.parse(answer);
  const byId = new Map(packages.map((/** @type {Package} */ p) => [p.id, p]));
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ n) => [n.id, n]));
  const isMacro = (/** @type {string} */ id) => byId.get(id).targets.some((/** @type {any} */ t) => t.kind.includes("proc-macro"));
  const seen = new Set([resolve.root]);
  for (const id of seen) {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some((/** @type {any} */ k) => k.kind === null) && !isMacro(pkg)) seen.add(pkg);
    }
  }
  seen.delete(resolve.root);
  return [...seen].map((id) => byId.get(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The licence texts that a package carries. Where MIT may be chosen, Apache's long text is left out.
 * @param {string} folder */
function texts(folder) {
  const all = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name)).sort();
  const mit = all.some((name) => /mit/i.test(name));
  return all.filter((name) => !(mit && /apache/i.test(name))).map((name) => readFileSync(join(folder, name), "utf8").trim());
}

/** The whole notice as text. */
export function notice() {
  const crates = linked();
  /** @type {Map<string, string[]>} one text, all who use it */
  const users = new Map();
  for (const crate of crates) {
    for (const text of texts(dirname(crate.manifest_path))) {
      users.set(text, [...(users.get(text) ?? []), crate.name]);
    }
  }
  const list = crates.map((c) => `  ${c.name} ${c.version}: ${c.license ?? "see its text"}, ${c.repository ?? ""}`.trimEnd());
  const data = readFileSync(join(root, "scripts/third-party-data.txt"), "utf8").trim();
  return [
    "Faircopy is licensed under Apache-2.0 or MIT, as you choose. Its module contains these works of others:",
    `${list.join("\n")}\n  the Rust standard library: MIT OR Apache-2.0, https://github.com/rust-lang/rust`,
    data,
    ...[...users].map(([text, names]) => `${"-".repeat(80)}\n${names.join(", ")}\n\n${text}`),
  ].join("\n\n") + "\n";
}
