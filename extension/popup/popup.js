// The popup: the site's switch, what went, the article, its exports. It reads the page once, as
// the page is now, with a core of its own; nothing is stored.

import { ready } from "../core.js";
import { api, askPage } from "../messages.js";
import { byId, make, translate, words } from "../shared.js";
import * as sites from "../sites.js";

/** @typedef {import("../messages.js").Removal} Removal */
/** @typedef {import("../messages.js").PageState & {contentType?: string}} Page */

const KINDS = ["ad", "label", "sponsored", "wall", "newsletter", "consent", "app", "own", "lock"];

translate();
const tab = await currentTab();
const site = sites.siteOf(tab?.url);
await Promise.all([showSite(), showPage()]);
document.body.dataset.ready = "";

/** The tab that the reader looks at. Where the popup is shown as a page of its own, its address
 * says which one, and may say what that tab shows. */
async function currentTab() {
  const asked = new URLSearchParams(location.search);
  if (asked.has("tab")) {
    const tab = await api.tabs.get(Number(asked.get("tab")));
    return { ...tab, url: tab.url ?? asked.get("url") ?? undefined };
  }
  const [active] = await api.tabs.query({ active: true, currentWindow: true });
  return active;
}

async function showSite() {
  const button = byId("switch");
  byId("site").textContent = site?.name ?? words("noSite");
  if (!site) {
    byId("site-state").textContent = words("noSiteState");
    return;
  }
  draw(await api.permissions.contains({ origins: [site.pattern] }));
  /** @type {HTMLButtonElement} */ (button).disabled = false;
  button.addEventListener("click", () => {
    // Nothing may be awaited before the request: the browser wants it in the click itself.
    const change = button.ariaChecked === "true" ? turnOff() : sites.turnOn(site.pattern).then((on) => on || refused());
    change.then(settle, (error) => say(words("switchFailed", String(error?.message ?? error)), true));
  });
}

/** @param {boolean} on */
function draw(on) {
  byId("switch").ariaChecked = String(on);
  byId("site-state").textContent = words(on ? "siteOn" : "siteOff");
}

function refused() {
  say(words("permissionRefused"), true);
}

async function turnOff() {
  const before = await pageState();
  await sites.turnOff(site?.pattern ?? "");
  // What never reached the browser cannot be put back; the page is fetched as it is.
  if (before?.streamed && tab?.id !== undefined) await api.tabs.reload(tab.id);
}

async function settle() {
  const on = await api.permissions.contains({ origins: [site?.pattern ?? ""] });
  draw(on);
  if (on) say(words("nowOn"));
  showRemoved(on ? ((await pageState())?.removals ?? []) : [], on);
}

async function showPage() {
  const page = await readPage();
  const core = await ready();
  const formats = core.formats();
  if (!page) {
    showRemoved([], false);
    byId("title").textContent = words("unreadable");
    byId("byline").textContent = words("unreadableHelp");
    showFormats(formats, undefined);
    return;
  }
  const reading = core.read(page.html, page.url);
  const on = site ? await sites.isOn(page.url) : false;
  showRemoved(page.removals, on);
  const article = reading.article();
  showArticle(article);
  showFormats(formats, article.title ? reading : undefined);
}

/** @returns {Promise<Page | undefined>} */
async function pageState() {
  return tab?.id === undefined ? undefined : askPage(tab.id, { type: "state" });
}

/** The page from our own script where it runs, else through the click that opened the popup.
 * @returns {Promise<Page | undefined>} */
async function readPage() {
  const told = await pageState();
  if (told) return told;
  if (tab?.id === undefined) return undefined;
  try {
    const [frame] = await api.scripting.executeScript({
      target: { tabId: tab.id },
      func: () => ({
        html: document.documentElement.outerHTML,
        url: location.href,
        removals: [],
        contentType: document.contentType,
      }),
    });
    const page = /** @type {Page | undefined} */ (frame?.result);
    return page && /html/.test(page.contentType ?? "") ? page : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Removal[]} removals @param {boolean} on */
function showRemoved(removals, on) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind } of removals) {
    const known = kind && KINDS.includes(kind) ? kind : "other";
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  const items = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) =>
    make("li", {}, make("b", {}, String(count)), ` ${words(`kind_${kind}`)}`));
  if (!items.length) items.push(make("li", {}, words(on ? "nothingRemoved" : "offRemoved")));
  byId("removed-list").replaceChildren(...items);
}

/** @param {any} article */
function showArticle(article) {
  if (!article.title) {
    byId("title").textContent = words("noArticle");
    byId("byline").textContent = words("noArticleHelp");
    return;
  }
  byId("title").textContent = article.title;
  byId("title").title = article.title;
  const authors = (article.authors ?? []).map((/** @type {{name: string}} */ a) => a.name);
  const names = new Intl.ListFormat(api.i18n.getUILanguage(), { type: "conjunction" }).format(authors);
  const parts = [names, day(article.published), article.site_name ?? article.publisher];
  byId("byline").textContent = parts.filter(Boolean).join(" · ");
  if (article.is_article === false) say(words("perhapsNoArticle"));
}

/** A date as precise as it is known, in the reader's language. @param {string | undefined} date */
function day(date) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date ?? "");
  if (!found) return "";
  const [, year, month, dayOfMonth] = found;
  /** @type {Intl.DateTimeFormatOptions} */
  const shape = { year: "numeric", timeZone: "UTC" };
  if (month) shape.month = "long";
  if (dayOfMonth) shape.day = "numeric";
  const utc = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(dayOfMonth ?? 1));
  return new Intl.DateTimeFormat(api.i18n.getUILanguage(), shape).format(utc);
}

/** @param {any[]} formats @param {any} reading undefined where there is nothing to export */
function showFormats(formats, reading) {
  /** @type {HTMLElement[]} */
  const rows = [];
  let group = "";
  for (const format of formats) {
    if (format.group && format.group !== group) {
      group = format.group;
      rows.push(make("h3", {}, words(`group_${group}`)));
    }
    const name = make("span", { id: `format-${format.name}` }, format.label);
    const copy = make("button", { type: "button", disabled: !reading }, words("copy"));
    const save = make("button", { type: "button", disabled: !reading }, words("save"));
    copy.setAttribute("aria-label", words("copyAs", format.label));
    save.setAttribute("aria-label", words("saveAs", format.label));
    copy.addEventListener("click", () => attempt(() => copyText(reading, format)));
    save.addEventListener("click", () => attempt(() => saveFile(reading, format)));
    const row = make("div", { className: "format" }, name, copy, save);
    row.dataset.format = format.name;
    rows.push(row);
  }
  byId("formats").replaceChildren(...rows);
}

/** Today where the reader is: the day of access in a citation. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {any} reading @param {any} format */
async function copyText(reading, format) {
  const text = reading.export(format.name, today());
  const rich = reading.rich(format.name, today());
  if (rich) {
    const blob = (/** @type {string} */ type, /** @type {string} */ part) => new Blob([part], { type });
    await navigator.clipboard.write([
      new ClipboardItem({ "text/plain": blob("text/plain", text), "text/html": blob("text/html", rich) }),
    ]);
  } else {
    await navigator.clipboard.writeText(text);
  }
  say(words("copied", format.label));
}

/** @param {any} reading @param {any} format */
function saveFile(reading, format) {
  const blob = new Blob([reading.export(format.name, today())], { type: format.mediaType });
  const href = URL.createObjectURL(blob);
  const name = reading.fileName(format.name);
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  say(words("saved", name));
}

/** @param {() => unknown} work */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    say(words("exportFailed", String(/** @type {any} */ (error)?.message ?? error)), true);
  }
}

/** @param {string} text @param {boolean} [wrong] */
function say(text, wrong = false) {
  const status = byId("status");
  status.classList.toggle("wrong", wrong);
  status.textContent = text;
}
