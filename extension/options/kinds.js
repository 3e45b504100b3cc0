// Which kinds are removed. The core names them; a tick less is a kind that stays.

import { ready } from "../core.js";
import { byId, words } from "../shared.js";
import * as settings from "../settings.js";

export async function show() {
  const [core, chosen] = await Promise.all([ready(), settings.read()]);
  byId("kinds").replaceChildren(...core.kinds().map((/** @type {string} */ kind) => row(kind, !chosen.off.includes(kind))));
}

/** @param {string} kind @param {boolean} on */
function row(kind, on) {
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", checked: on, value: kind });
  box.addEventListener("change", async () => {
    const { off } = await settings.read();
    const others = off.filter((name) => name !== kind);
    await settings.write({ off: box.checked ? others : [...others, kind] });
  });
  const label = document.createElement("label");
  label.append(box, words(`kind_${kind}`));
  return label;
}
