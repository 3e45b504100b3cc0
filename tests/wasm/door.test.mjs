// The wasm door: types cross it, nothing throws for what a page does, two passes do not meet.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Pass, formats, initSync, live, read, stylesheet, version } from "../../pkg/faircopy.js";

const at = (/** @type {string} */ path) => new URL(`../../${path}`, import.meta.url);

initSync({ module: readFileSync(at("pkg/faircopy_bg.wasm")) });

const page = readFileSync(at("tests/fixtures/founding/full-head.html"));
const url = "https://news.example/story";

/** @param {Uint8Array} bytes @param {number} size of a chunk */
function clean(bytes, size) {
  const pass = new Pass({ url });
  const out = [];
  for (let from = 0; from < bytes.length; from += size) out.push(pass.write(bytes.subarray(from, from + size)));
  out.push(pass.end());
  return { bytes: Buffer.concat(out), reading: pass.reading() };
}

test("a page gives the same bytes and the same reading however it is cut", () => {
  const whole = clean(page, page.length);
  for (const size of [1, 7, 777, 4096]) {
    const cut = clean(page, size);
    assert.ok(cut.bytes.equals(whole.bytes), `chunks of ${size}`);
    assert.deepEqual(cut.reading.removals(), whole.reading.removals(), `chunks of ${size}`);
    assert.deepEqual(cut.reading.article(), whole.reading.article(), `chunks of ${size}`);
  }
});

test("what leaves is the page less the bytes of its removals and the class that locked it", () => {
  const { bytes, reading } = clean(page, 1024);
  const removals = reading.removals();
  assert.ok(removals.length > 0);
  for (const removal of removals) {
    assert.deepEqual(Object.keys(removal).sort(), ["bytes", "kind", "reason", "selector", "serial"]);
  }
  const gone = removals.reduce((/** @type {number} */ sum, /** @type {{bytes: number}} */ one) => sum + one.bytes, 0);
  assert.equal(bytes.length, page.length - gone - "no-scroll".length);
  assert.equal(reading.fault(), undefined);
});

test("two passes at once keep their pages apart", () => {
  const [one, two] = [new Pass({ url }), new Pass({ url })];
  const out = [one.write(Buffer.from("<p>one")), one.write(Buffer.from("</p>"))];
  two.write(Buffer.from("<p>two</p>"));
  two.end();
  out.push(one.end());
  assert.equal(Buffer.concat(out).toString(), "<p>one</p>");
});

test("a pass takes whatever options it is given", () => {
  for (const options of [{}, undefined, null, 7, { url: "no address" }, { url, settings: { off: "x" } }]) {
    const pass = new Pass(/** @type {any} */ (options));
    const out = [pass.write(Buffer.from("<p>kept</p>")), pass.end()];
    assert.equal(Buffer.concat(out).toString(), "<p>kept</p>");
  }
});

test("writing after the end gives the bytes back", () => {
  const pass = new Pass({ url });
  pass.write(Buffer.from("<p>a</p>"));
  pass.end();
  assert.equal(Buffer.from(pass.write(Buffer.from("late"))).toString(), "late");
  assert.equal(pass.end().length, 0);
});

test("bytes that are no text, and none at all, go through", () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256).filter((byte) => byte !== 0x3c);
  assert.ok(clean(noise, 999).bytes.equals(noise));
  assert.equal(clean(new Uint8Array(), 1).bytes.length, 0);
});

test("an encoding that is no superset of ASCII passes with a fault", () => {
  const bytes = Buffer.from("\ufeff<p>page</p>", "utf16le");
  const { bytes: out, reading } = clean(bytes, 3);
  assert.ok(out.equals(bytes));
  assert.match(reading.fault() ?? "", /UTF-16/);
});

test("every format is named, and writes the article", () => {
  const reading = read(page.toString(), url);
  const { title } = reading.article();
  assert.ok(title);
  const all = formats();
  assert.equal(new Set(all.map((/** @type {{name: string}} */ format) => format.name)).size, all.length);
  for (const format of all) {
    assert.deepEqual(Object.keys(format).sort(), ["extension", "group", "label", "mediaType", "name"]);
    assert.notEqual(reading.export(format.name, "2026-11-25"), "", format.name);
    assert.ok(reading.fileName(format.name).endsWith(`.${format.extension}`), format.name);
  }
});

test("an unknown format is empty, not an error", () => {
  const reading = read("<h1>x</h1>", url);
  assert.equal(reading.export("nonsense", undefined), "");
  assert.equal(reading.export("bibtex", "not a day").includes("not a day"), false);
});

test("a live page is counted as the browser counts it", () => {
  const html = "<html><head><template><p>inside</p></template></head><body><noscript><img></noscript><p>a<br>b</p></body></html>";
  assert.equal(live(html, { url }).count, 7);
  assert.equal(live(html, null).count, 7);
});

test("the style sheet is text, also for a host that is none", () => {
  for (const host of ["news.example", "", "\u0000"]) assert.equal(typeof stylesheet(host), "string");
});

test("the version is the package's", () => {
  assert.equal(version(), JSON.parse(readFileSync(at("package.json"), "utf8")).version);
});
