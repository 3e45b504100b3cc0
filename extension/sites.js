// Which sites are on. The browser's own permissions are the only record: a site is on exactly
// while its origin is granted, whoever granted it and wherever it is taken away.

import { api } from "./messages.js";

const SCRIPT = "page";
const SCRIPTS = ["page/elements.js", "page/facts.js", "page/invited.js", "page/scroll.js", "page.js"];
const STYLES = ["page/core.css", "page/page.css"];
/** A page waits unseen for the first answer. */
const CLOAK = ["page/cloak.js"];

/** A page that can be switched on: its site's name and the pattern that is asked for.
 * @param {string | undefined} address @returns {{name: string, pattern: string} | undefined} */
export function siteOf(address) {
  let url;
  try {
    url = new URL(address ?? "");
  } catch {
    return undefined;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  const name = url.hostname.replace(/^www\./, "");
  // An address in numbers has no subdomains, nor has a name without a dot.
  const single = !name.includes(".") || /^[\d.]+$/.test(name) || name.startsWith("[");
  return { name, pattern: single ? `*://${name}/*` : `*://*.${name}/*` };
}

/** @param {string} pattern */
export const nameOf = (pattern) => /^[^:]+:\/\/(?:\*\.)?([^/]*)/.exec(pattern)?.[1] || pattern;

/** @param {string} url */
export function isOn(url) {
  const site = siteOf(url);
  return site ? api.permissions.contains({ origins: [site.pattern] }) : Promise.resolve(false);
}

/** The patterns of all sites that are on. */
export async function all() {
  return (await api.permissions.getAll()).origins ?? [];
}

/** Must be called in the very event handler of a click, or the browser refuses to ask.
 * @param {string} pattern */
export const turnOn = (pattern) => api.permissions.request({ origins: [pattern] });

/** @param {string} pattern */
export const turnOff = (pattern) => api.permissions.remove({ origins: [pattern] });

/** @type {() => void} */
let told = () => {};

/** @param {() => void} callback called when a site was switched off */
export const onOff = (callback) => void (told = callback);

/** Registers the listeners; called in the background's first turn. */
export function listen() {
  api.permissions.onAdded.addListener(async ({ origins }) => {
    await register();
    await begin(origins ?? []);
  });
  api.permissions.onRemoved.addListener(async ({ origins }) => {
    if (!origins?.length) return;
    await register();
    told();
  });
  api.runtime.onInstalled.addListener(() => register());
  api.runtime.onStartup.addListener(() => register());
}

let last = Promise.resolve();

/** Brings the registered scripts in line with the permissions. One after the other: two grants in
 * a row must not overwrite each other. */
function register() {
  last = last.then(async () => {
    const matches = await all();
    const there = (await api.scripting.getRegisteredContentScripts({ ids: [SCRIPT] })).length > 0;
    if (!matches.length) {
      if (there) await api.scripting.unregisterContentScripts({ ids: [SCRIPT] });
      return;
    }
    /** @type {chrome.scripting.RegisteredContentScript} */
    const script = { id: SCRIPT, matches, js: [...CLOAK, ...SCRIPTS], css: STYLES, runAt: "document_start" };
    await (there ? api.scripting.updateContentScripts([script]) : api.scripting.registerContentScripts([script]));
  }).catch((error) => console.error("register", error));
  return last;
}

/** Cleans the pages of a site that are open already, so that nobody has to reload.
 * @param {string[]} origins */
async function begin(origins) {
  if (!origins.length) return;
  for (const { id } of await api.tabs.query({ url: origins })) {
    if (id === undefined) continue;
    try {
      await api.scripting.insertCSS({ target: { tabId: id }, files: STYLES });
      await api.scripting.executeScript({ target: { tabId: id }, files: SCRIPTS });
    } catch {
      // A page of the browser's own, or gone.
    }
  }
}
