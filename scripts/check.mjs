// `npm run check`: types, formatting and lints; what a reviewer should not have to say.

import { join } from "node:path";
import { main, must, root, say } from "./lib/run.mjs";
import { packages, tools } from "./lib/setup.mjs";
import { buildWasm } from "./lib/wasm.mjs";

await main(async () => {
  tools();
  await packages();
  await buildWasm(); // the types of pkg/ come from here
  // Two worlds: what runs in browsers must not lean on Node's types.
  for (const project of [".", "scripts"]) await must(join(root, "node_modules/.bin/tsc"), ["--project", project]);
  say("types: extension/, www/, scripts/ and tests/ agree");
  await must("cargo", ["fmt", "--check"], { remedy: "Run `cargo fmt`." });
  await must("cargo", ["fmt", "--check", "--manifest-path", "tools/bindgen/Cargo.toml"], { remedy: "Run `cargo fmt` there." });
  await must("cargo", ["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]);
  await must("cargo", ["clippy", "--quiet", "--lib", "--no-default-features", "--features", "wasm", "--", "-D", "warnings"]);
  say("Rust: formatted, no lint");
});
