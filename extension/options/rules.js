// The reader's own filter rules, checked as they are typed. The whole text is saved, notes and
// mistakes too; the core takes the good lines and says of the others why it does not.

import { ready } from "../core.js";
import { byId, make, words } from "../shared.js";
import * as settings from "../settings.js";

export async function show() {
  const [core, chosen] = await Promise.all([ready(), settings.read()]);
  const text = /** @type {HTMLTextAreaElement} */ (byId("rules"));
  const undo = /** @type {HTMLButtonElement} */ (byId("undo"));
  /** Texts to go back to: what stood there whenever the reader came to the box. @type {string[]} */
  const before = [];
  text.value = chosen.rules;

  const save = async () => {
    const refused = core.checkRules(text.value);
    byId("refused").replaceChildren(
      ...refused.map(({ line, reason }) => make("li", {}, words("rulesLine", [String(line), reason]))),
    );
    text.setAttribute("aria-invalid", String(refused.length > 0));
    const state = text.value.trim() ? (refused.length ? "rulesBad" : "rulesGood") : "rulesNone";
    await settings.write({ rules: text.value });
    byId("rules-state").textContent = words(state);
    undo.disabled = !before.length;
  };
  text.addEventListener("focus", () => {
    if (before.at(-1) !== text.value) before.push(text.value);
  });
  text.addEventListener("input", save);
  undo.addEventListener("click", async () => {
    text.value = before.pop() ?? text.value;
    await save();
  });
  await save();
}
