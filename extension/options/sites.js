// The sites that are on, and a way to switch each off.

import { api } from "../messages.js";
import { byId, make, words } from "../shared.js";
import * as sites from "../sites.js";

export async function show() {
  api.permissions.onAdded.addListener(list);
  api.permissions.onRemoved.addListener(list);
  await list();
}

async function list() {
  const patterns = (await sites.all()).sort((a, b) => sites.nameOf(a).localeCompare(sites.nameOf(b)));
  byId("none").hidden = patterns.length > 0;
  byId("sites").replaceChildren(...patterns.map(row));
}

/** @param {string} pattern */
function row(pattern) {
  const name = sites.nameOf(pattern);
  const remove = make("button", { type: "button" }, words("switchOff"));
  remove.setAttribute("aria-label", words("switchOffSite", name));
  remove.addEventListener("click", async () => {
    await sites.turnOff(pattern);
    byId("status").textContent = words("switchedOff", name);
  });
  return make("li", {}, make("span", {}, name), remove);
}
