// The demo: the example comes out clean, and nothing of a hostile page runs, loads or leads away.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import puppeteer from "puppeteer-core";
import { serve } from "../../scripts/lib/serve.mjs";
import { demo } from "../../scripts/lib/setup.mjs";

/** A page that tries to run, to load and to lead away. @param {string} elsewhere an origin */
const hostile = (elsewhere) => `<!doctype html><html><head>
<title>&lt;img src=x onerror="top.ran=1"&gt;</title>
<base href="${elsewhere}/">
<meta http-equiv="refresh" content="0; url=${elsewhere}/refresh">
<link rel="preconnect" href="${elsewhere}"><link rel="stylesheet" href="${elsewhere}/style.css">
<style>@import "${elsewhere}/more.css"; body { background: url(${elsewhere}/back.png) }</style>
<script>top.ran = 1; alert(1)</script></head>
<body onload="top.ran = 1"><h1>&lt;img src=x onerror="top.ran=1"&gt;</h1>
<img src="${elsewhere}/pixel.png" onerror="top.ran = 1"><video src="${elsewhere}/film.mp4" autoplay></video>
<iframe src="${elsewhere}/frame"></iframe><iframe srcdoc="<script>top.ran = 1</script>"></iframe>
<object data="${elsewhere}/object"></object><embed src="${elsewhere}/embed">
<a href="${elsewhere}/link" style="position:fixed;inset:0">a link over all</a>
<div class="ad-slot" id='"><img src=x onerror=top.ran=1>'><ins class="adsbygoogle" data-ad-slot="1"></ins></div>
<p>Text that stays.</p></body></html>`;

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {string[]} */
let errors;

before(async () => {
  site = await serve(demo);
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  await browser.defaultBrowserContext().overridePermissions(site.origin, ["clipboard-read", "clipboard-sanitized-write"]);
});
after(async () => {
  await browser?.close();
  site?.close();
});

beforeEach(async () => {
  errors = [];
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("dialog", (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(`${site.origin}/`);
  await page.waitForSelector('input[name="format"]');
});
afterEach(() => page.close());

const shown = () => page.waitForSelector("#result:not([hidden])");
const text = (/** @type {string} */ selector) => page.$eval(selector, (element) => element.textContent ?? "");

/** The text of one of the two framed pages, once it is there. @param {string} id @param {string} awaited */
async function framed(id, awaited) {
  const frame = await (await page.waitForSelector(`#${id}`))?.contentFrame();
  await frame?.waitForFunction((wanted) => document.body?.innerText.includes(wanted), {}, awaited);
  return frame?.evaluate(() => document.body.innerText);
}

/** @param {string} html */
async function paste(html) {
  await page.$eval("#source", (area, value) => {
    /** @type {HTMLTextAreaElement} */ (area).value = value;
  }, html);
  await page.click('button[type="submit"]');
  await shown();
}

test("the example is shown before and after, with what went, the article and its citation", async () => {
  await page.click("#example");
  await shown();
  assert.match((await framed("before", "Register to continue")) ?? "", /ADVERTISEMENT/);
  assert.doesNotMatch((await framed("after", "Related universities")) ?? "", /ADVERTISEMENT|Register to continue/);
  assert.ok((await page.$$("#removals tr")).length >= 7);
  assert.match(await text("#fields"), /Vallance targets ‘mutually beneficial’ research with China trip/);
  assert.match(await text("#exported"), /^@\w+\{/);
  await page.click('input[value="ris"]');
  assert.match(await text("#exported"), /^TY {2}- /);
  assert.match(await text("#file-name"), /\.ris$/);
  assert.deepEqual(errors, []);
});

test("an export goes to the clipboard as it is shown", async () => {
  await page.click("#example");
  await shown();
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#copied")?.textContent === "Copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text("#exported"));
});

test("a page opened as a file is read in its own encoding", async () => {
  const folder = mkdtempSync(join(tmpdir(), "faircopy-demo-"));
  const file = join(folder, "page.html");
  writeFileSync(file, Buffer.from('<meta charset="iso-8859-1"><h1>Caf\u00e9 cr\u00e8me</h1><p>D\u00e9j\u00e0 vu.</p>', "latin1"));
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("#file"));
  await input.uploadFile(file);
  await shown();
  assert.match((await framed("after", "Déjà vu")) ?? "", /Café crème/);
  rmSync(folder, { recursive: true });
});

test("nothing of a hostile page runs, and no server but the demo's own hears of it", async (context) => {
  const elsewhere = createServer((_, response) => response.end());
  context.after(() => elsewhere.close());
  let connections = 0;
  elsewhere.on("connection", () => connections++);
  await new Promise((done) => elsewhere.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (elsewhere.address());
  await paste(hostile(`http://127.0.0.1:${port}`));
  await framed("before", "Text that stays");
  await framed("after", "Text that stays");
  // A reader who clicks a link in a frame stays here too.
  await page.click("#after");
  await page.click('input[value="ris"]');
  assert.match((await framed("after", "Text that stays")) ?? "", /Text that stays/);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).ran), undefined);
  assert.deepEqual(errors, []);
  assert.equal(connections, 0);
  assert.equal(await page.$("#result img, #result script, #removals :not(tr, td, code)"), null);
});

test("both frames are sandboxed without exception, and the page has no inline script", async () => {
  const sandboxes = await page.$$eval("iframe", (frames) => frames.map((frame) => frame.getAttribute("sandbox")));
  assert.deepEqual(sandboxes, ["", ""]);
  const inline = await page.$$eval("script", (scripts) => scripts.filter((script) => !script.src).length);
  assert.equal(inline, 0);
});

test("every control has a name, and the keyboard alone gets to the citation", async () => {
  await page.click("#example");
  await shown();
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input:not([hidden]), textarea, iframe, summary, [tabindex]")]
      .filter((element) => {
        const label = /** @type {HTMLInputElement} */ (element).labels?.[0]?.textContent;
        const named = element.ariaLabel ?? element.getAttribute("aria-labelledby") ?? element.getAttribute("title");
        return !(label || named || element.textContent)?.trim();
      })
      .map((element) => element.outerHTML),
  );
  assert.deepEqual(nameless, []);
  const reached = new Set();
  await page.focus("#source");
  for (let n = 0; n < 40 && !reached.has("copy"); n++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.id));
  }
  assert.ok(reached.has("example") && reached.has("marks") && reached.has("copy"), [...reached].join(" "));
});

test("at twice the size nothing is cut off sideways", async () => {
  await page.setViewport({ width: 640, height: 500 });
  await page.click("#example");
  await shown();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0);
});

test("a core that cannot be had is said where the reader looks", async () => {
  const broken = await browser.newPage();
  await broken.setRequestInterception(true);
  broken.on("request", (request) => (request.url().endsWith(".wasm") ? request.abort() : request.continue()));
  await broken.goto(`${site.origin}/`);
  await broken.waitForFunction(() => document.querySelector("#status")?.textContent?.includes("did not work"));
  await broken.close();
});

test("the demo's policy and the fixtures it links exist", () => {
  const html = readFileSync(new URL("../../www/index.html", import.meta.url), "utf8");
  assert.match(html, /default-src 'none'/);
  assert.doesNotMatch(html, /\son\w+=|javascript:/);
});
