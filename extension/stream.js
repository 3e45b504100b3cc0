// Pages cleaned as they arrive, before the browser parses them. Used where the browser can filter
// a response, and nowhere asked for by the browser's name.
//
// The danger: an exception in `ondata` loses that chunk, a filter that is never closed leaves the
// page loading for ever. So every handler is wrapped, the page's own bytes are kept until the
// core has let them out, and whatever goes wrong they are written and the filter lets go.

import { readyFor } from "./core.js";
import { api } from "./messages.js";

/** @typedef {import("./messages.js").Removal} Removal */

/** What was taken out of the document that a tab is about to show.
 * @type {Map<number, Removal[]>} */
const reports = new Map();

/** Hands a report out once. @param {number | undefined} tab @returns {Removal[]} */
export function takeReport(tab) {
  const report = (tab !== undefined && reports.get(tab)) || [];
  if (tab !== undefined) reports.delete(tab);
  return report;
}

/** Registers the listener, if this browser has what it takes. */
export function listen() {
  const requests = /** @type {any} */ (api.webRequest);
  if (!requests?.filterResponseData) return;
  requests.onHeadersReceived.addListener(
    (/** @type {any} */ details) => {
      try {
        begin(requests, details);
      } catch (error) {
        console.error("stream", error);
      }
      return {};
    },
    { urls: ["http://*/*", "https://*/*"], types: ["main_frame"] },
    ["blocking", "responseHeaders"],
  );
  api.tabs.onRemoved.addListener((tab) => void reports.delete(tab));
}

/** @param {any} requests @param {any} details */
function begin(requests, details) {
  const header = (/** @type {string} */ name) =>
    details.responseHeaders?.find((/** @type {any} */ h) => h.name.toLowerCase() === name)?.value ?? "";
  reports.delete(details.tabId);
  const contentType = header("content-type");
  // XHTML, text and PDF are left alone; so are redirections and files to keep.
  if (!/^text\/html\s*(;|$)/i.test(contentType.trim())) return;
  if (details.statusCode >= 300 && details.statusCode < 400) return;
  if (/^attachment/i.test(header("content-disposition"))) return;
  run(requests.filterResponseData(details.requestId), details.tabId, { url: details.url, contentType });
}

/**
 * @param {any} filter
 * @param {number} tab
 * @param {{url: string, contentType: string}} options
 */
function run(filter, tab, options) {
  /** What has come and is not known to have left: the page's own bytes. @type {Uint8Array[]} */
  let kept = [];
  /** @type {any} */
  let pass;
  let given = false;
  let stopped = false;

  const giveUp = (/** @type {unknown} */ error) => {
    if (error) console.error("stream", error);
    given = true;
    try {
      for (const chunk of kept) filter.write(chunk);
    } finally {
      kept = [];
      if (stopped) filter.close();
      else filter.disconnect();
    }
  };

  /** @param {Uint8Array} chunk */
  const take = (chunk) => {
    const out = pass.write(chunk);
    kept = tail(kept, pass.pending());
    if (out.length) filter.write(out);
  };

  const end = () => {
    const out = pass.end();
    kept = [];
    if (out.length) filter.write(out);
    try {
      const removals = pass.reading().removals();
      if (removals.length && tab >= 0) reports.set(tab, removals);
    } catch (error) {
      // The page is whole; only the popup knows less.
      console.error("report", error);
    }
    filter.close();
    given = true;
  };

  filter.ondata = (/** @type {{data: ArrayBuffer}} */ event) => {
    const chunk = new Uint8Array(event.data);
    kept.push(chunk);
    if (!pass) return;
    try {
      take(chunk);
    } catch (error) {
      giveUp(error);
    }
  };
  filter.onstop = () => {
    stopped = true;
    // Without a pass the core is still being compiled; what waits for it ends the page.
    if (given || !pass) return;
    try {
      end();
    } catch (error) {
      giveUp(error);
    }
  };
  // The filter is dead already when this is called; there is nobody to write to.
  filter.onerror = () => void (given = true);

  readyFor(options.url).then(
    (core) => {
      if (given) return;
      try {
        pass = new core.Pass({ ...options, liveFollows: true });
        // In one piece, so that at a fault `kept` still holds all of it.
        const early = joined(kept);
        kept = [early];
        if (early.length) take(early);
        if (stopped) end();
      } catch (error) {
        giveUp(error);
      }
    },
    giveUp,
  );
}

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The last `length` bytes of the chunks. @param {Uint8Array[]} chunks @param {number} length */
function tail(chunks, length) {
  const rest = [];
  for (let i = chunks.length - 1; i >= 0 && length > 0; i--) {
    const chunk = chunks[i].length > length ? chunks[i].subarray(chunks[i].length - length) : chunks[i];
    rest.unshift(chunk);
    length -= chunk.length;
  }
  return rest;
}
