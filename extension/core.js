// The only import of the wasm. Compiled once for each context that asks: a wake of the
// background, an opening of the popup.

import init, * as core from "./pkg/faircopy.js";

/** @type {Promise<typeof core> | undefined} */
let started;

/** The core, ready to be called. */
export function ready() {
  started ??= init({ module_or_path: new URL("pkg/faircopy_bg.wasm", import.meta.url) }).then(
    () => core,
    (error) => {
      // Not kept: the next question tries again.
      started = undefined;
      throw error;
    },
  );
  return started;
}
