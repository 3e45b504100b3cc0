// Both browsers behind one set of verbs, so that there is one list of cases.
//
// A case opens pages, reads what they show, moves the real wheel, and uses the popup. What it does
// not know is which browser it runs in.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import * as chromium from "./enable.mjs";
import { startFirefox } from "./marionette.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const shots = process.env.SHOTS;

/** Asks again until the answer is true; fails with what was waited for.
 * @param {string} what @param {() => Promise<unknown>} condition */
export async function until(what, condition, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** @param {string} name @param {string | Uint8Array} png */
function keepShot(name, png) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  writeFileSync(join(shots, `${name}.png`), png);
}

/** The one file that appears in a folder. @param {string} folder */
const download = (folder) => /** @type {Promise<{name: string, text: string}>} */ (
  until("a download", async () => {
    const names = readdirSync(folder).filter((name) => !/\.(part|crdownload|tmp)$/.test(name) && !name.startsWith("."));
    const text = names.length ? readFileSync(join(folder, names[0]), "utf8") : "";
    if (!text) return undefined;
    rmSync(join(folder, names[0]));
    return { name: names[0], text };
  }));

export async function launchChromium() {
  const downloads = mkdtempSync(join(tmpdir(), "faircopy-downloads-"));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    pipe: true,
    enableExtensions: [join(root, "dist/chrome")],
    defaultViewport: { width: 1280, height: 800 },
    args: ["--no-sandbox", "--disable-smooth-scrolling", "--window-size=1280,900", "--lang=en"],
  });
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  const { id } = await chromium.extensionOf(browser);
  await chromium.allowRequests(browser, id);
  const page = await browser.newPage();
  /** @type {import("puppeteer-core").Page | undefined} */
  let popup;

  const background = async () => {
    const target = await browser.waitForTarget((target) => target.type() === "service_worker" && target.url().includes(id));
    return target.worker();
  };
  return {
    name: "Chromium",
    streams: false,
    /** The popup opens as the reader's click opens it, with the rights of that click. */
    realPopup: true,
    open: async (/** @type {string} */ url) => void (await page.goto(url, { waitUntil: "load" })),
    back: async () => void (await page.goBack({ waitUntil: "load" })),
    run: (/** @type {any} */ f, /** @type {any[]} */ ...args) => page.evaluate(f, ...args),
    click: (/** @type {string} */ selector) => page.click(selector),
    wheel: async (/** @type {number} */ deltaY) => {
      await page.mouse.move(400, 430);
      await page.mouse.wheel({ deltaY });
    },
    move: (/** @type {number} */ x, /** @type {number} */ y) => page.mouse.move(x, y),
    key: (/** @type {any} */ key) => page.keyboard.press(key),
    shot: async (/** @type {string} */ name) => keepShot(`chromium-${name}`, await page.screenshot()),
    popup: {
      open: async () => void (popup = await chromium.openPopup(browser, page)),
      run: (/** @type {any} */ f, /** @type {any[]} */ ...args) => /** @type {any} */ (popup).evaluate(f, ...args),
      click: (/** @type {string} */ selector) => /** @type {any} */ (popup).click(selector),
      turn: (/** @type {boolean} */ on) => chromium.turn(/** @type {any} */ (popup), on),
      shot: async (/** @type {string} */ name, dark = false) => {
        const page = /** @type {import("puppeteer-core").Page} */ (popup);
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
        keepShot(`chromium-${name}`, await page.screenshot());
      },
      close: async () => {
        await popup?.close();
        popup = undefined;
        await page.bringToFront();
      },
    },
    download: () => download(downloads),
    badge: async () => (await background())?.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.action.getBadgeText({ tabId: tab.id });
    }),
    registered: async () => (await background())?.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length),
    sleepBackground: async () => {
      const target = browser.targets().find((target) => target.type() === "service_worker" && target.url().includes(id));
      await (await target?.worker())?.close();
    },
    close: async () => {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

const UUID = "4f0c1a52-7d0e-4a6b-9a51-3c1d5e8b2f70";
const ADDON = "faircopy@faircopy.org";

export async function launchFirefox() {
  const downloads = mkdtempSync(join(tmpdir(), "faircopy-downloads-"));
  const esr = "/usr/bin/firefox-esr";
  const firefox = await startFirefox({
    executable: process.env.FIREFOX ?? (existsSync(esr) ? esr : "/usr/bin/firefox"),
    prefs: {
      "extensions.webextensions.uuids": JSON.stringify({ [ADDON]: UUID }),
      "extensions.webextOptionalPermissionPrompts": false,
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.download.alwaysOpenPanel": false,
      "general.smoothScroll": false,
      "intl.accept_languages": "en",
    },
  });
  const { command, run, chrome } = firefox;
  await command("Addon:Install", { path: join(root, "dist/firefox"), temporary: true });
  const [page] = await command("WebDriver:GetWindowHandles");
  await command("WebDriver:SetWindowRect", { width: 1280, height: 900 });
  await command("WebDriver:SetTimeouts", { script: 60_000, pageLoad: 30_000 });
  /** @type {string | undefined} */
  let popup;

  /** @param {string} selector */
  const click = async (selector) => {
    const found = await command("WebDriver:FindElement", { using: "css selector", value: selector });
    const [id] = Object.values(found.value ?? found);
    await command("WebDriver:ElementClick", { id });
  };
  /** @param {string} handle */
  const focus = (handle) => command("WebDriver:SwitchToWindow", { handle });
  const inPopup = (/** @type {Function} */ f, /** @type {unknown[]} */ ...args) => run(f, args);

  return {
    name: "Firefox",
    streams: true,
    realPopup: false,
    open: (/** @type {string} */ url) => command("WebDriver:Navigate", { url }),
    back: () => command("WebDriver:Back"),
    run: (/** @type {Function} */ f, /** @type {unknown[]} */ ...args) => run(f, args),
    click,
    wheel: async (/** @type {number} */ deltaY) => {
      await command("WebDriver:PerformActions", {
        actions: [{
          type: "wheel",
          id: "wheel",
          actions: [{ type: "scroll", x: 400, y: 430, deltaX: 0, deltaY, duration: 0, origin: "viewport" }],
        }],
      });
    },
    move: async (/** @type {number} */ x, /** @type {number} */ y) => {
      await command("WebDriver:PerformActions", {
        actions: [{ type: "pointer", id: "mouse", actions: [{ type: "pointerMove", x, y, duration: 0 }] }],
      });
    },
    key: async (/** @type {string} */ key) => {
      const value = /** @type {Record<string, string>} */ ({ End: "\uE010", Escape: "\uE00C" })[key] ?? key;
      await command("WebDriver:PerformActions", {
        actions: [{ type: "key", id: "key", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] }],
      });
    },
    shot: async (/** @type {string} */ name) =>
      keepShot(`firefox-${name}`, Buffer.from(await command("WebDriver:TakeScreenshot", { full: false }), "base64")),
    popup: {
      // The popup as a page of its own, told which tab it is about.
      open: async () => {
        const address = await run(() => location.href, []);
        const tab = await chrome(() => {
          // @ts-ignore: the browser's own window
          const window = Services.wm.getMostRecentWindow("navigator:browser");
          // @ts-ignore: see above
          const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
          return ExtensionParent.apiManager.global.tabTracker.getId(window.gBrowser.selectedTab);
        });
        const { handle } = await command("WebDriver:NewWindow", { type: "tab", focus: true });
        popup = handle;
        await focus(handle);
        await command("WebDriver:Navigate", {
          url: `moz-extension://${UUID}/popup/popup.html?tab=${tab}&url=${encodeURIComponent(address)}`,
        });
        await until("the popup is filled", () => inPopup(() => "ready" in document.body.dataset));
      },
      run: inPopup,
      click,
      turn: async (/** @type {boolean} */ on) => {
        if ((await inPopup(() => document.getElementById("switch")?.ariaChecked)) !== String(on)) await click("#switch");
        await until("the switch has turned", () =>
          inPopup(async (/** @type {boolean} */ on) =>
            document.getElementById("switch")?.ariaChecked === String(on) &&
            // @ts-ignore: Firefox's own name
            (!on || (await browser.scripting.getRegisteredContentScripts()).length > 0), on));
      },
      shot: async (/** @type {string} */ name) =>
        keepShot(`firefox-${name}`, Buffer.from(await command("WebDriver:TakeScreenshot", { full: false }), "base64")),
      close: async () => {
        await command("WebDriver:CloseWindow");
        await focus(page);
        popup = undefined;
      },
    },
    download: () => download(downloads),
    badge: () => chrome((/** @type {string} */ addon) => {
      // @ts-ignore: the browser's own window
      const window = Services.wm.getMostRecentWindow("navigator:browser");
      // @ts-ignore: see above
      const { extension } = WebExtensionPolicy.getByID(addon);
      return extension.apiManager.global.browserActionFor(extension).action.getProperty(window.gBrowser.selectedTab, "badgeText") ?? "";
    }, ADDON),
    registered: () => chrome((/** @type {string} */ addon) => {
      // @ts-ignore: the browser's own
      return WebExtensionPolicy.getByID(addon).contentScripts.length;
    }, ADDON),
    sleepBackground: () => chrome(async (/** @type {string} */ addon) => {
      // @ts-ignore: the browser's own
      const { extension } = WebExtensionPolicy.getByID(addon);
      await extension.terminateBackground();
    }, ADDON),
    close: async () => {
      await firefox.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

export const launchers = { Chromium: launchChromium, Firefox: launchFirefox };
