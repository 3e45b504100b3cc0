// What every script needs first: the tools, the npm packages, the command line program.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Told, must, root, say, since, targetDir, which } from "./run.mjs";

/** The compiled command line program. */
export const cli = join(targetDir, "release/faircopy");

/** Refuses early what cannot work. */
export function tools() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) throw new Told(`This is Node ${process.versions.node}; Faircopy needs 20 or later.`);
  if (!which("cargo")) {
    throw new Told("cargo is not on the PATH. Install Rust from https://rustup.rs and open a new shell.");
  }
}

/** The npm packages of the lock file, installed once; none of them may run a script of its own. */
export async function packages() {
  const lock = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  const stamp = join(root, "node_modules/.faircopy");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const start = Date.now();
  await must("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    quiet: true,
    remedy: "npm needs its registry; check the network and run this again.",
  });
  writeFileSync(stamp, lock);
  say(`npm: packages installed (${since(start)})`);
}

/** The command line program, optimised as its users have it. */
export async function buildCli() {
  const start = Date.now();
  say("cargo: compiling the command line program");
  await must("cargo", ["build", "--release", "--bin", "faircopy"]);
  say(`cargo: ${relative(root, cli)} is ready (${since(start)})`);
}

/** What the demo's address serves, the first prefix that fits. */
export const demo = {
  "/pkg/": join(root, "pkg"),
  "/example/": join(root, "tests/fixtures/founding"),
  "/": join(root, "www"),
};
