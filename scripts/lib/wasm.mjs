// The core as a module for browsers: finds or installs a way to compile it, compiles, binds.
//
// The panics of the shipped module unwind, so that the core can catch its own and let the page
// through. The standard library that rustup ships for wasm aborts instead; ours is therefore built
// from source (`-Z build-std`), from rustup's `rust-src` or from Debian's package.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { Told, ask, must, root, run, say, since, targetDir, which } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";
const debianRustc = "/usr/bin/rustc";

/** A way to compile: what to add to the environment and to cargo's arguments.
 * @typedef {{name: string, env: Record<string, string>, args: string[]}} Recipe */

const flags = (/** @type {string} */ more) => `-C target-feature=+simd128${more}`;
const unwinding = {
  env: { RUSTC_BOOTSTRAP: "1", RUSTFLAGS: flags(" -C panic=unwind") },
  args: ["-Z", "build-std=std,panic_unwind"],
};

/** @param {string} rustc @returns {string | undefined} its sysroot, if it holds the library's source */
function withSource(rustc) {
  const sysroot = ask(rustc, ["--print", "sysroot"]);
  return sysroot && existsSync(join(sysroot, "lib/rustlib/src/rust/library/std/Cargo.toml")) ? sysroot : undefined;
}

/** @returns {Recipe | undefined} */
function rustupSource() {
  const sysroot = withSource("rustc");
  const host = /host: (.*)/.exec(ask("rustc", ["-vV"]) ?? "")?.[1];
  if (!sysroot || !host || !existsSync(join(sysroot, "lib/rustlib", host, "bin/rust-lld"))) return undefined;
  return { name: "rustup's rust-src", ...unwinding };
}

/** @returns {Recipe | undefined} */
function debianSource() {
  // Debian's own rust-lld is a link to a version that its lld package does not bring; wasm-ld works.
  if (!existsSync(debianRustc) || !withSource(debianRustc) || !which("wasm-ld")) return undefined;
  const env = { ...unwinding.env, RUSTC: debianRustc, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: "wasm-ld" };
  return { ...unwinding, name: "Debian's rust-web-src", env };
}

/** @returns {Recipe | undefined} */
function rustupTarget() {
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  if (!sysroot || !existsSync(join(sysroot, "lib/rustlib", TARGET, "lib"))) return undefined;
  return { name: "rustup's own target, WITHOUT caught panics", env: { RUSTFLAGS: flags("") }, args: [] };
}

/** What is there already, else what can be had, the best first. @returns {Promise<Recipe>} */
async function recipe() {
  const there = rustupSource() ?? debianSource();
  if (there) return there;
  if (which("rustup")) {
    say("rustup: fetching the standard library's source, to build it for wasm");
    const added = await run("rustup", ["component", "add", "rust-src"], { seconds: 120, quiet: true });
    const found = added.code === 0 && rustupSource();
    if (found) return found;
    say("rustup cannot fetch it; trying Debian's packages");
  }
  let reason;
  try {
    await aptInstall(["rustc-web", "rust-web-src", "lld"], "the wasm toolchain");
    const found = debianSource();
    if (found) return found;
  } catch (error) {
    if (!(error instanceof Told)) throw error;
    reason = error.message;
  }
  if (which("rustup")) {
    say("no source to be had; falling back to rustup's own wasm target, whose panics cannot be caught");
    await run("rustup", ["target", "add", TARGET], { seconds: 120, quiet: true });
  }
  const last = rustupTarget();
  if (last) return last;
  throw new Told(
    `There is no way to compile for ${TARGET} here.\n` +
      `Run \`rustup component add rust-src\`, or install Debian's rustc-web, rust-web-src and lld.\n${reason ?? ""}`,
  );
}

/** Compiles the core and writes `pkg/`. What is up to date is left alone. */
export async function buildWasm() {
  const start = Date.now();
  const { name, env, args } = await recipe();
  const out = join(targetDir, "wasm");
  say(`wasm: compiling the core (${name})`);
  await must(
    "cargo",
    ["build", ...args, "--profile", "wasm", "--lib", "--no-default-features", "--features", "wasm", "--target", TARGET],
    { env: { ...env, CARGO_TARGET_DIR: out } },
  );
  const bindgen = join(targetDir, "bindgen/debug/bindgen");
  await must("cargo", ["build", "--quiet", "--manifest-path", join(root, "tools/bindgen/Cargo.toml")], {
    env: { CARGO_TARGET_DIR: join(targetDir, "bindgen") },
  });
  const module = join(out, TARGET, "wasm/faircopy.wasm");
  const stamp = join(out, "bound");
  const made = join(root, "pkg/faircopy_bg.wasm");
  const now = createHash("sha256").update(readFileSync(module)).update(readFileSync(bindgen)).digest("hex");
  if (!existsSync(made) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== now) {
    mkdirSync(join(root, "pkg"), { recursive: true });
    await must(bindgen, [module, join(root, "pkg")]);
    writeFileSync(stamp, now);
  }
  say(`wasm: pkg/ is ready, ${Math.round(statSync(made).size / 1000)} KB (${since(start)})`);
}
