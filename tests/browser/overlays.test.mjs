// What comes over a story goes, what the reader called stays; the same pages in both browsers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchers, until } from "./browsers.mjs";
import { CASES, LAST } from "./overlays.mjs";
import { serve } from "./server.mjs";

const paths = Object.entries(CASES).map(([name, one], n) => ({ name, ...one, path: one.path ?? `/${n}` }));

/** Of these selectors, what is seen? @param {string[]} selectors */
const seen = (selectors) =>
  selectors.filter((selector) =>
    [...document.querySelectorAll(selector)].some((e) => {
      const boxes = [e, ...e.querySelectorAll("*")].map((inner) => inner.getBoundingClientRect());
      return boxes.some((box) => box.width * box.height > 4) && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    }));

/** Is the paragraph with this text plainly there, and what the pointer meets? @param {string} text */
const readable = (text) => {
  const paragraph = [...document.querySelectorAll("p")].find((p) => p.textContent === text);
  if (!paragraph) return "missing";
  paragraph.scrollIntoView({ block: "center", behavior: "instant" });
  const box = paragraph.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + 10);
  if (hit !== paragraph) return `covered by ${hit?.outerHTML.slice(0, 80)}`;
  for (let e = /** @type {Element | null} */ (paragraph); e; e = e.parentElement) {
    if (/blur/.test(getComputedStyle(e).filter)) return "blurred";
  }
  return "readable";
};

for (const [browserName, launch] of Object.entries(launchers)) {
  describe(browserName, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    /** @type {Awaited<ReturnType<typeof serve>>} */
    let site;
    before(async () => {
      site = await serve((path) => {
        if (path === "/next") return { body: CASES["a wall in two pieces, and a class that locks"].page };
        const found = paths.find((one) => one.path === path);
        return found ? { body: found.page } : undefined;
      });
      browser = await launch();
      await browser.open(`${site.origin}/next`);
      await browser.popup.open();
      await browser.popup.turn(true);
      await browser.popup.close();
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });

    for (const { name, path, click, wheel, gone = [], visible = [], scrolls } of paths) {
      for (const asleep of scrolls && browserName === "Chromium" ? [false, true] : [false]) {
        test(asleep ? `${name}, with the background asleep` : name, async () => {
          if (asleep) await browser.sleepBackground();
          await browser.open(site.origin + path);
          if (wheel) await browser.wheel(wheel);
          if (click) await browser.click(click);
          if (gone.length) {
            await until("it has come", () => browser.run((/** @type {string[]} */ all) => all.every((s) => document.querySelector(s)), gone));
          }
          // Long enough for what comes late and for what comes back.
          await until("time has passed", () => browser.run(() => performance.now() > 2200));
          assert.deepEqual(await browser.run(seen, gone), []);
          assert.deepEqual(await browser.run(seen, visible), visible);
          if (!scrolls) return;
          assert.equal(await browser.run(readable, LAST), "readable");
          await browser.run(() => scrollTo(0, 0));
          await until("the wheel reaches the end", async () => {
            await browser.wheel(700);
            return browser.run(() => {
              const root = /** @type {Element} */ (document.scrollingElement);
              return root.scrollTop > 300 && root.scrollTop >= root.scrollHeight - root.clientHeight - 4;
            });
          });
          assert.deepEqual(await browser.run(seen, gone), []);
        });
      }
    }
  });
}
