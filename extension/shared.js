// Words for the pages of the extension itself.

import { api } from "./messages.js";

/** A string of `_locales`. @param {string} key @param {string | string[]} [parts] */
export const words = (key, parts) => api.i18n.getMessage(key, parts);

/** Fills the elements that name their words. */
export function translate() {
  document.documentElement.lang = api.i18n.getUILanguage();
  for (const element of document.querySelectorAll("[data-i18n]")) {
    element.textContent = words(/** @type {HTMLElement} */ (element).dataset.i18n ?? "");
  }
}

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
export const byId = (id) => /** @type {T} */ (document.getElementById(id));

/**
 * An element with its text; text never becomes markup.
 *
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name @param {Partial<HTMLElementTagNameMap[N]>} [properties] @param {(Node | string)[]} children
 */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
