// `npm test`: sets up what is missing, runs every test, and says on the last line how many passed.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { browsers } from "./lib/apt.mjs";
import { main, root, run, say, since } from "./lib/run.mjs";
import { buildCli, cli } from "./lib/setup.mjs";

/** @typedef {{passed: number, failed: number}} Count */

/** @param {string} text @param {RegExp} pattern with one group, a number */
const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, found) => total + Number(found[1]), 0);

/** A runner that fails without naming a failed test (it did not compile, it crashed) counts as one.
 * @param {Count} count @param {number} code */
const honest = (count, code) => (code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count);

/** @returns {Promise<Count>} */
async function cargo() {
  // The release profile, whose library the command line program has just been built from.
  const { code, output } = await run("cargo", ["test", "--release", "--no-fail-fast"], { keep: true });
  const count = {
    passed: sum(output, /^test result: .*? (\d+) passed/gm),
    failed: sum(output, /^test result: .*? (\d+) failed/gm),
  };
  return honest(count, code);
}

/** Runs the `*.test.mjs` of a folder, one file at a time.
 * @param {string} folder @param {Record<string, string>} env @returns {Promise<Count>} */
async function node(folder, env) {
  const files = existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.mjs")).sort()
    : [];
  if (files.length === 0) {
    say(`${folder} holds no *.test.mjs`);
    return { passed: 0, failed: 1 };
  }
  const scratch = mkdtempSync(join(tmpdir(), "faircopy-test-"));
  const tap = join(scratch, "out.tap");
  try {
    const { code } = await run(
      process.execPath,
      [
        ...["--test", "--test-concurrency=1"],
        ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
        ...["--test-reporter=tap", `--test-reporter-destination=${tap}`],
        ...files.map((name) => join(folder, name)),
      ],
      { env },
    );
    const output = readFileSync(tap, "utf8");
    const count = {
      passed: sum(output, /^# pass (\d+)$/gm),
      failed: sum(output, /^# fail (\d+)$/gm) + sum(output, /^# cancelled (\d+)$/gm),
    };
    return honest(count, code);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** What addons.mozilla.org would refuse. @returns {Promise<Count>} */
async function lint() {
  const webExt = join(root, "node_modules/.bin/web-ext");
  const { code } = await run(webExt, ["lint", "--source-dir", "dist/firefox", "--no-config-discovery"]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

await main(async () => {
  const begun = Date.now();
  await build();
  await buildCli();
  const env = { ...(await browsers()), FAIRCOPY: cli };
  say(`set up (${since(begun)})`);
  const total = { passed: 0, failed: 0 };
  for (const [name, stage] of Object.entries({
    Rust: cargo,
    "the filter lists": () => node("tests/lists", env),
    "the wasm door": () => node("tests/wasm", env),
    "the browsers": () => node("tests/browser", env),
    "web-ext lint": lint,
  })) {
    const start = Date.now();
    const { passed, failed } = await stage();
    say(`${name}: ${passed} passed, ${failed} failed (${since(start)})`);
    total.passed += passed;
    total.failed += failed;
  }
  say(`all in ${since(begun)}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed ? 1 : 0;
});
