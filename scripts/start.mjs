// `npm start`: sets up, builds all, shows what Faircopy does to the founding example, serves the demo.
// `npm start -- --once` ends after the example. PORT chooses another port than 8470.

import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { main, must, root, say } from "./lib/run.mjs";
import { serve } from "./lib/serve.mjs";
import { buildCli, cli, demo } from "./lib/setup.mjs";

const page = join(root, "tests/fixtures/founding/full-head.html");
const url = "https://www.timeshighereducation.com/news/vallance-targets-mutually-beneficial-research-china-trip";

/** Cleans the founding example with the program just built, and prints what happened. */
async function example() {
  const scratch = mkdtempSync(join(tmpdir(), "faircopy-"));
  try {
    const explain = join(scratch, "removed.json");
    const clean = await must(cli, ["clean", "--url", url, "--explain", explain, page], { keep: true, quiet: true });
    const report = JSON.parse(readFileSync(explain, "utf8"));
    const removals = Array.isArray(report) ? report : report.removals;
    console.log(`\nThe founding example: ${statSync(page).size} bytes, ${Buffer.byteLength(clean)} when clean.`);
    console.log(`Removed (${removals.length}):`);
    for (const { kind, bytes, selector, reason } of removals) {
      console.log(`  ${String(kind).padEnd(8)} ${String(bytes).padStart(6)} bytes  ${selector}  (${reason})`);
    }
    console.log("\nIts citation:\n");
    console.log(await must(cli, ["article", "--url", url, "--format", "bibtex", page], { keep: true, quiet: true }));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

await main(async () => {
  await build();
  await buildCli();
  await example();
  if (process.argv.includes("--once")) return;
  const { origin } = await serve(demo, Number(process.env.PORT) || 8470);
  say(`the demo is at ${origin}/ (Ctrl+C stops it)`);
});
