// `node scripts/screenshots.mjs [FOLDER]`: the pictures of the README, taken from the running demo.
// `--all` adds the states that only their maker needs to look at.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import puppeteer from "puppeteer-core";
import { browsers } from "./lib/apt.mjs";
import { main, root, say } from "./lib/run.mjs";
import { serve } from "./lib/serve.mjs";
import { demo } from "./lib/setup.mjs";

const views = [
  { name: "demo", width: 1280, height: 1000, scheme: "light" },
  { name: "demo-dark", width: 1280, height: 1000, scheme: "dark", full: true, all: true },
  { name: "demo-full", width: 1280, height: 1000, scheme: "light", full: true, all: true },
  { name: "demo-zoomed", width: 640, height: 500, scheme: "light", full: true, all: true },
  { name: "demo-empty", width: 1280, height: 800, scheme: "light", empty: true, all: true },
];

await main(async () => {
  const all = process.argv.includes("--all");
  const folder = resolve(process.argv.slice(2).find((one) => !one.startsWith("--")) ?? join(root, "docs"));
  mkdirSync(folder, { recursive: true });
  const { CHROMIUM } = await browsers();
  const { origin, close } = await serve(demo);
  const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  try {
    for (const { name, width, height, scheme, full = false, empty = false } of views.filter((view) => all || !view.all)) {
      const page = await browser.newPage();
      page.on("console", (message) => all && console.log(`  ${name}: ${message.text()}`));
      page.on("pageerror", (error) => console.log(`  ${name}: ${/** @type {Error} */ (error).message}`));
      await page.setViewport({ width, height });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(`${origin}/`, { waitUntil: "networkidle0" });
      if (!empty) {
        await page.click("#example");
        await page.waitForSelector("#result:not([hidden])");
        await page.waitForNetworkIdle();
        if (!full) await page.$eval("#status", (line) => line.scrollIntoView());
      }
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
      await page.close();
      say(join(folder, `${name}.png`));
    }
  } finally {
    await browser.close();
    close();
  }
});
