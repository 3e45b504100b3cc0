// Switches clean reading on for an origin the way a reader does: the toolbar button on a page of
// the site, then the popup's own switch. The browser's prompt, which a headless Chromium cannot
// show, is answered in advance on its page of extensions.

/** @typedef {import("puppeteer-core").Browser} Browser @typedef {import("puppeteer-core").Page} Page */

/** The extension under test; right after the start it may still be loading. @param {Browser} browser */
export async function extensionOf(browser) {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    for (const [id, extension] of await browser.extensions()) if (extension.name === "Faircopy") return { id, extension };
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("Faircopy is not loaded in this browser");
}

/** Lets any later request for a site be granted without a prompt. It grants nothing by itself.
 * @param {Browser} browser @param {string} id */
export async function allowRequests(browser, id) {
  const page = await browser.newPage();
  await page.goto("chrome://extensions");
  await page.evaluate((id) => /** @type {any} */ (globalThis).chrome.developerPrivate.addHostPermission(id, "*://*/*"), id);
  await page.close();
}

/** Clicks the toolbar button on a page and waits for the popup to be filled.
 * @param {Browser} browser @param {Page} page @returns {Promise<Page>} */
export async function openPopup(browser, page) {
  const { id, extension } = await extensionOf(browser);
  await page.bringToFront();
  const address = `chrome-extension://${id}/popup/popup.html`;
  const before = new Set(browser.targets());
  const [target] = await Promise.all([
    browser.waitForTarget((target) => !before.has(target) && target.url() === address, { timeout: 10_000 }),
    page.triggerExtensionAction(extension),
  ]);
  const popup = await target.asPage();
  await popup.waitForSelector("body[data-ready]", { timeout: 10_000 });
  return popup;
}

/** Turns the switch of an open popup. @param {Page} popup @param {boolean} on */
export async function turn(popup, on) {
  const state = await popup.$eval("#switch", (e) => e.getAttribute("aria-checked"));
  if (state !== String(on)) await popup.click("#switch");
  await popup.waitForSelector(`#switch[aria-checked="${on}"]`, { timeout: 10_000 });
  // The scripts are registered in the background, a moment later.
  await popup.waitForFunction(
    async (on) => (await chrome.scripting.getRegisteredContentScripts()).length > 0 || !on,
    { timeout: 10_000 },
    on,
  );
}

/** @param {Browser} browser @param {string} origin */
export async function setup(browser, origin) {
  const { id } = await extensionOf(browser);
  await allowRequests(browser, id);
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  const popup = await openPopup(browser, page);
  await turn(popup, true);
  await popup.close();
  await page.close();
}
