// What a reader sees, from the first click to the citation; the same cases in both browsers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { parse } from "@retorquere/bibtex-parser";
import { launchers, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const founding = new URL("../fixtures/founding/", import.meta.url);
const page = readFileSync(new URL("full-head.html", founding), "utf8");
const expected = JSON.parse(readFileSync(new URL("expected.json", founding), "utf8"));
/** What the founding page shows and a clean page must not. */
const UNWANTED = [".ph__label", ".block-label", "#slot-top", "section.gate", ".wall", ".wall-backdrop"];

/** Runs in the page from its first script on: was any of it ever painted? */
const sampler = `<script>
  globalThis.seen = {};
  (function look() {
    for (const selector of ${JSON.stringify(UNWANTED)}) for (const e of document.querySelectorAll(selector)) {
      const box = e.getBoundingClientRect();
      if (box.width && box.height && e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        seen[selector] = (seen[selector] ?? 0) + 1;
    }
    requestAnimationFrame(look);
  })();
</script>`;
const pages = {
  "/news": page,
  "/empty": "<!doctype html><html lang=en><body></body></html>",
  "/plain": "Advertisement\n<div class=ad-slot>",
  "/xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><div class="ad-slot">Advertisement</div></body></html>',
  "/sampled": page.replace("<head>", `<head>${sampler}`),
};

/** Which of the unwanted are visible now? @param {string[]} selectors */
const shown = (selectors) =>
  selectors.filter((selector) =>
    [...document.querySelectorAll(selector)].some((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    }));

for (const [name, launch] of Object.entries(launchers)) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    /** @type {Awaited<ReturnType<typeof serve>>} */
    let site;
    before(async () => {
      site = await serve((path) => {
        const body = /** @type {Record<string, string>} */ (pages)[path];
        const type = /** @type {Record<string, string>} */ ({ "/plain": "text/plain", "/xhtml": "application/xhtml+xml" })[path];
        return body === undefined ? undefined : { body, type };
      });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("off by default: the page is as the server sent it and no script of ours runs", async () => {
      assert.equal(await browser.registered(), 0);
      await browser.open(`${site.origin}/news`);
      assert.deepEqual(await browser.run(shown, UNWANTED), UNWANTED);
      assert.equal(await browser.run(() => document.querySelectorAll("[data-faircopy]").length), 0);
      await browser.wheel(600);
      await until("two frames", () => browser.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))));
      assert.equal(await browser.run(() => scrollY), 0);
      await browser.shot("1-off");
    });

    test("the popup's switch turns the site on and the open page is cleaned at once", async () => {
      await browser.popup.open();
      assert.equal(await browser.popup.run(() => document.getElementById("switch")?.ariaChecked), "false");
      assert.equal(await browser.popup.run(() => document.getElementById("site")?.textContent), "localhost");
      await browser.popup.turn(true);
      await browser.popup.close();
      await until("the open page is clean", async () => !(await browser.run(shown, UNWANTED)).length);
      assert.equal(await browser.registered(), 1);
    });

    test("a page of the site arrives clean, without a flash, and scrolls", async () => {
      await browser.open(`${site.origin}/sampled`);
      await until("the page is clean", async () => !(await browser.run(shown, UNWANTED)).length);
      assert.deepEqual(await browser.run(() => /** @type {any} */ (globalThis).seen), {});
      await until("the wheel moves the page", async () => {
        await browser.wheel(200);
        return browser.run(() => scrollY > 100);
      });
      const text = await browser.run(() => document.body.innerText);
      for (const words of expected.must_stay_on_page) assert.ok(text.includes(words), words);
      for (const words of expected.must_be_gone) assert.ok(!text.includes(words), words);
      for (const paragraph of expected.body.split("\n")) assert.ok(text.includes(paragraph), paragraph);
      await browser.run(() => scrollTo(0, 0));
      await browser.shot("2-on");
      assert.match(String(await until("a badge", () => browser.badge())), /^[1-9]/);
    });

    test("the popup's BibTeX, read back by a library, is the article", async () => {
      await browser.popup.open();
      const label = await browser.popup.run(() => document.getElementById("title")?.textContent);
      assert.equal(label, expected.title);
      assert.ok((await browser.popup.run(() => document.getElementById("removed-list")?.innerText)).match(/[1-9]/));
      await browser.popup.shot("3-popup");
      await browser.popup.shot("3-popup-dark", true);
      await browser.popup.click('[data-format="bibtex"] button:last-of-type');
      const { name, text } = await browser.download();
      await browser.popup.close();
      assert.match(name, /\.bib$/);
      const { entries, errors } = parse(text);
      assert.deepEqual(errors, []);
      assert.equal(entries.length, 1);
      const { fields } = entries[0];
      const plain = (/** @type {unknown} */ value) => String(value).replace(/<\/?[^>]*>/g, "");
      assert.equal(plain(fields.title), expected.title);
      assert.deepEqual(
        fields.author?.map((/** @type {any} */ who) => `${who.firstName} ${who.lastName}`),
        expected.authors.map((/** @type {{name: string}} */ who) => who.name),
      );
      assert.equal(String(fields.year ?? fields.date).slice(0, 4), expected.published.slice(0, 4));
    });

    test("an export works on a page of a site that is off", async () => {
      await browser.open(`${site.other}/news`);
      await browser.popup.open();
      assert.equal(await browser.popup.run(() => document.getElementById("switch")?.ariaChecked), "false");
      if (browser.realPopup) {
        assert.equal(await browser.popup.run(() => document.getElementById("title")?.textContent), expected.title);
      }
      await browser.popup.close();
      assert.deepEqual(await browser.run(shown, UNWANTED), UNWANTED);
    });

    test("a page that is no article says so", async () => {
      await browser.open(`${site.origin}/empty`);
      await browser.popup.open();
      assert.match(await browser.popup.run(() => document.getElementById("title")?.textContent), /No article/);
      assert.equal(await browser.popup.run(() => document.querySelectorAll("#formats button:enabled").length), 0);
      await browser.popup.shot("4-no-article");
      await browser.popup.close();
    });

    test("text and XHTML are left alone", async () => {
      await browser.open(`${site.origin}/plain`);
      assert.equal(await browser.run(() => document.body.innerText.trim()), pages["/plain"].trim());
      await browser.open(`${site.origin}/xhtml`);
      assert.equal(await browser.run(() => document.querySelectorAll(".ad-slot").length), 1);
    });

    test("switched off again, the page is its old self", async () => {
      await browser.open(`${site.origin}/news`);
      await until("the page is clean", async () => !(await browser.run(shown, UNWANTED)).length);
      await browser.popup.open();
      await browser.popup.turn(false);
      await browser.popup.close();
      await until("the page is as it was", async () => (await browser.run(shown, UNWANTED)).length === UNWANTED.length);
      assert.equal(await browser.registered(), 0);
      await browser.open(`${site.origin}/news`);
      assert.deepEqual(await browser.run(shown, UNWANTED), UNWANTED);
      await browser.shot("5-off-again");
    });
  });
}
