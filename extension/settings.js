// What the reader chose, in the browser's local storage and nowhere else. What is read back is
// checked: a broken value counts as never set.

import { api } from "./messages.js";

/** @typedef {{off: string[], rules: string}} Settings kinds to keep, and filter rules as text */

const KEY = "settings";

/** @param {any} value @returns {Settings} */
function checked(value) {
  const off = Array.isArray(value?.off) ? value.off.filter((/** @type {unknown} */ name) => typeof name === "string") : [];
  return { off, rules: typeof value?.rules === "string" ? value.rules : "" };
}

/** @returns {Promise<Settings>} */
export const read = async () => checked((await api.storage.local.get(KEY))[KEY]);

/** @param {Partial<Settings>} change */
export const write = async (change) => api.storage.local.set({ [KEY]: checked({ ...(await read()), ...change }) });

/** @param {(settings: Settings) => void} callback */
export const onChange = (callback) =>
  api.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes[KEY]) callback(checked(changes[KEY].newValue));
  });
