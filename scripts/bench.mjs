// `npm run bench -- [FOLDER…] [--rounds N] [--limit N]`: how fast a page's whole pass is, as ratios of
// one run. Natively against lol_html with no handlers and an html5ever DOM; as wasm in Chromium
// against `DOMParser`. Absolute times are the machine's; the ratios are what to compare.
// The pages are the `.html` and `.html.gz` below the folders, by default the fixtures.

import { createReadStream, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import puppeteer from "puppeteer-core";
import { browsers } from "./lib/apt.mjs";
import { Told, main, must, root, say, targetDir } from "./lib/run.mjs";
import { packages, tools } from "./lib/setup.mjs";
import { buildWasm } from "./lib/wasm.mjs";

/** @param {string} folder @returns {string[]} */
function pagesBelow(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Told(`${folder} is no folder of pages.`);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.html(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** @param {number[]} values @param {number} part from 0 to 1 */
const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)];

/** @typedef {{bytes: number, seconds: Record<string, number>, held?: number[], pages: number[]}} Measured */

/** @param {string[]} pages @param {number} rounds @returns {Promise<Measured>} */
async function native(pages, rounds) {
  const manifest = join(root, "tests/bench/Cargo.toml");
  const env = { CARGO_TARGET_DIR: join(targetDir, "bench") };
  await must("cargo", ["build", "--release", "--quiet", "--manifest-path", manifest], { env });
  const output = await must(join(targetDir, "bench/release/bench"), [String(rounds), ...pages], { keep: true, quiet: true });
  const { bytes, held, pages: each, ...seconds } = JSON.parse(output);
  return { bytes, seconds, held, pages: each };
}

/** Runs in the page: everything on, in chunks as the browser delivers them, copying in and out included.
 * @param {number} count @param {number} rounds */
async function inBrowser(count, rounds) {
  // @ts-expect-error: an address of the little server below, not a module of this project
  const core = await import("/pkg/faircopy.js");
  await core.default({ module_or_path: "/pkg/faircopy_bg.wasm" });
  const CHUNK = 16 * 1024;
  const parser = new DOMParser();
  const times = { wasm: 0, DOMParser: 0 };
  const each = [];
  let bytes = 0;
  for (let n = 0; n < count; n++) {
    const page = new Uint8Array(await (await fetch(`/page/${n}`)).arrayBuffer());
    const text = new TextDecoder().decode(page);
    const best = { wasm: Infinity, DOMParser: Infinity };
    for (let round = 0; round < rounds; round++) {
      let start = performance.now();
      const pass = new core.Pass({ url: "https://news.example/story" });
      for (let at = 0; at < page.length; at += CHUNK) pass.write(page.subarray(at, at + CHUNK));
      pass.end();
      const reading = pass.reading();
      reading.article();
      best.wasm = Math.min(best.wasm, performance.now() - start);
      reading.free();
      start = performance.now();
      parser.parseFromString(text, "text/html");
      best.DOMParser = Math.min(best.DOMParser, performance.now() - start);
    }
    bytes += page.length;
    times.wasm += best.wasm / 1000;
    times.DOMParser += best.DOMParser / 1000;
    each.push(best.wasm / 1000);
  }
  return { bytes, seconds: times, pages: each };
}

/** @param {string[]} pages @param {number} rounds @returns {Promise<Measured>} */
async function chromium(pages, rounds) {
  const { CHROMIUM } = await browsers();
  const server = createServer((request, response) => {
    const [, kind, name] = (request.url ?? "").split("/");
    // Isolated from other origins, a page may read a clock of 5 µs steps.
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    if (kind === "page") {
      const bytes = readFileSync(pages[Number(name)]);
      response.end(pages[Number(name)].endsWith(".gz") ? gunzipSync(bytes) : bytes);
    } else if (kind === "pkg") {
      response.setHeader("content-type", name.endsWith(".wasm") ? "application/wasm" : "text/javascript");
      createReadStream(join(root, "pkg", name)).pipe(response);
    } else {
      response.setHeader("content-type", "text/html");
      response.end("<!doctype html><title>bench</title>");
    }
  });
  await new Promise((done) => server.listen(0, "localhost", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"], protocolTimeout: 3_600_000 });
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/`);
    return await page.evaluate(inBrowser, pages.length, rounds);
  } finally {
    await browser.close();
    server.close();
  }
}

/** @param {string} place @param {Measured} measured the first contender is ours */
function table(place, { bytes, seconds }) {
  const [[, ours]] = Object.entries(seconds);
  console.log(`\n${place}`);
  for (const [name, spent] of Object.entries(seconds)) {
    const speed = (bytes / 1e6 / spent).toFixed(0);
    console.log(`  ${name.padEnd(22)} ${speed.padStart(6)} MB/s   ${(spent / ours).toFixed(2).padStart(6)} × our time`);
  }
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: "5" }, limit: { type: "string" } },
  });
  const folders = positionals.length ? positionals.map((one) => resolve(one)) : [join(root, "tests/fixtures")];
  const all = folders.flatMap(pagesBelow);
  if (all.length === 0) throw new Told(`No .html or .html.gz below ${folders.join(", ")}.`);
  // With a limit, pages from all over the set.
  const limit = Math.min(Number(values.limit ?? all.length), all.length);
  const pages = all.filter((_, n) => Math.floor((n * limit) / all.length) !== Math.floor(((n - 1) * limit) / all.length));
  const rounds = Number(values.rounds);

  tools();
  await packages();
  await buildWasm();
  say(`${pages.length} pages, best of ${rounds} rounds a page`);
  const ours = await native(pages, rounds);
  const theirs = await chromium(pages, rounds);
  table(`Native, ${(ours.bytes / 1e6).toFixed(1)} MB`, ours);
  table(`Chromium, ${(theirs.bytes / 1e6).toFixed(1)} MB`, theirs);
  for (const [place, { pages: each }] of Object.entries({ native: ours, wasm: theirs })) {
    const [half, most, worst] = [0.5, 0.99, 1].map((part) => (quantile(each, part) * 1000).toFixed(1));
    console.log(`\nA page's whole pass, ${place}: p50 ${half} ms, p99 ${most} ms, max ${worst} ms`);
  }
  const held = ours.held ?? [];
  const [half, most, worst] = [0.5, 0.99, 1].map((part) => (quantile(held, part) / 1000).toFixed(1));
  console.log(`\nHeld back at once: p50 ${half} KB, p99 ${most} KB, max ${worst} KB`);
});
