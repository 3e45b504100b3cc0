// The only import of the wasm. Compiled once for each context that asks: a wake of the
// background, an opening of the popup. What the core needs to judge a page by, the reader's
// settings and the filter lists, is given to it here.

import init, * as core from "./pkg/faircopy.js";
import * as settings from "./settings.js";

/** @type {Promise<typeof core> | undefined} */
let started;

/** The core, ready to be called. */
export function ready() {
  started ??= init({ module_or_path: new URL("pkg/faircopy_bg.wasm", import.meta.url) }).then(
    async () => {
      configure(await settings.read());
      settings.onChange(configure);
      return core;
    },
    (error) => {
      // Not kept: the next question tries again.
      started = undefined;
      throw error;
    },
  );
  return started;
}

/** @param {settings.Settings} chosen */
const configure = ({ off, rules }) => core.configure({ off }, rules);

/** The core with the lists that a page needs. A list that cannot be read is done without.
 * @param {string} url @param {string} [language] */
export async function readyFor(url, language = "") {
  await ready();
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  await Promise.all(core.missingLists(language, host).map(load));
  return core;
}

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** @param {string} name */
function load(name) {
  let load = loading.get(name);
  if (!load) {
    load = fetch(new URL(`lists/${name}.bin`, import.meta.url))
      .then((response) => response.arrayBuffer())
      .then((bytes) => void core.addList(name, new Uint8Array(bytes)))
      .catch((error) => console.error("list", name, error));
    loading.set(name, load);
  }
  return load;
}
