// Registers its listeners at once, then routes. A sleeping background is woken by an event and
// must have its listeners in place by the end of its first turn, so nothing is awaited here.

import { readyFor } from "./core.js";
import { answer, api, askPage } from "./messages.js";
import * as sites from "./sites.js";
import { listen, takeReport } from "./stream.js";

listen();
sites.listen();

answer({
  live: async ({ html, request }) => (await readyFor(request.url, request.language)).live(html, request),
  streamed: (_, sender) => takeReport(sender.tab?.id),
  isOn: ({ url }) => sites.isOn(url),
  count: ({ count }, sender) => badge(sender.tab?.id, count),
});

// Compiled and filled now, so that the first page does not wait for it.
readyFor("").catch((error) => console.error("core", error));

/** @param {number | undefined} tabId @param {number} count */
async function badge(tabId, count) {
  if (tabId === undefined) return;
  const text = count > 999 ? "999+" : count > 0 ? String(count) : "";
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color: "#1f5f57" });
    await api.action.setBadgeText({ tabId, text });
  } catch {
    // The tab is gone.
  }
}

sites.onOff(async () => {
  // Only pages that ran our script answer; each asks by itself whether it may stay.
  for (const tab of await api.tabs.query({})) {
    if (tab.id !== undefined) void askPage(tab.id, { type: "recheck" });
  }
});
