// Every message between the parts of the extension, in one table.
//
// A question carries all that its answer needs: the background may have been put to sleep and
// woken between any two of them, and remembers nothing but streams in flight.

/**
 * @typedef {"hide" | "unlock" | "unclip" | "remove"} Action
 *
 * @typedef {object} Removal what went, as the core says it
 * @property {string} [kind] ad, label, wall …: what the popup counts by
 * @property {string} reason
 * @property {string} selector short, for people
 *
 * @typedef {object} Edit
 * @property {number} n the element's number in document order
 * @property {Action} action
 * @property {string} [kind]
 * @property {string} reason
 * @property {string} selector
 * @property {Record<string, string>} [style] what to set instead
 * @property {string[]} [dropClasses]
 * @property {string[]} [dropAttributes]
 * @property {boolean} [unfade] what is drawn before and after it goes
 * @property {boolean} [measured] judged by what the browser measured, not by markup alone
 *
 * @typedef {object} LiveRequest
 * @property {string} url
 * @property {string} [language] of the page, by which regional filter lists are chosen
 * @property {number} [shells] how many of the first elements are empty ancestors
 * @property {object} [facts] what only a browser knows
 *
 * @typedef {{count: number, edits: Edit[]}} LiveAnswer
 *
 * @typedef {object} PageState what a page answers to the popup
 * @property {string} html
 * @property {string} url
 * @property {Removal[]} removals
 * @property {boolean} [streamed] some of it never reached the browser and needs a reload to return
 *
 * @typedef {object} Messages each message: what it carries, and what comes back
 *
 * To the background:
 * @property {{ask: {html: string, request: LiveRequest}, answer: LiveAnswer}} live
 * @property {{ask: {}, answer: Removal[]}} streamed what the stream took out of this document
 * @property {{ask: {count: number}, answer: void}} count for the badge
 * @property {{ask: {url: string}, answer: boolean}} isOn may this address be cleaned?
 *
 * To a page:
 * @property {{ask: {}, answer: PageState}} state
 * @property {{ask: {}, answer: void}} recheck permissions have changed: ask again
 */

/** @template {keyof Messages} T @typedef {{type: T} & Messages[T]["ask"]} Message */

export const api = /** @type {typeof chrome} */ (globalThis.browser ?? globalThis.chrome);

/**
 * Answers messages; a handler may be asynchronous. What it does not know it leaves to others.
 *
 * @param {{[T in keyof Messages]?: (message: Message<T>, sender: chrome.runtime.MessageSender) =>
 *   Messages[T]["answer"] | Promise<Messages[T]["answer"]>}} handlers
 */
export function answer(handlers) {
  api.runtime.onMessage.addListener((message, sender, respond) => {
    const handler = /** @type {any} */ (handlers)[message?.type];
    if (!handler || sender.id !== api.runtime.id) return false;
    Promise.resolve()
      .then(() => handler(message, sender))
      .then(respond, (error) => {
        console.error(message.type, error);
        respond(null);
      });
    return true;
  });
}

/**
 * Asks the page in a tab.
 *
 * @template {keyof Messages} T
 * @param {number} tab @param {Message<T>} message
 * @returns {Promise<Messages[T]["answer"] | undefined>} undefined where nobody listens
 */
export async function askPage(tab, message) {
  try {
    return (await api.tabs.sendMessage(tab, message, { frameId: 0 })) ?? undefined;
  } catch {
    return undefined;
  }
}
