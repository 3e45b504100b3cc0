// The live page: numbers its elements, asks the core, applies the answer, and watches for what
// scripts add later. What it decides is when to ask; what goes and what stays is the core's.
//
// The dangers: working for ever on a page that never rests, and hiding what is not yet whole. So
// the time spent is measured and each look waits in proportion to what the last ones cost, and
// while the page is still arriving nothing is hidden whose end has not come.

(() => {
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.page) return;
  faircopy.page = true;

  const { elements, facts, invited, scroll } = faircopy;
  const { runtime } = /** @type {typeof chrome} */ (globalThis.browser ?? globalThis.chrome);
  /** Longer documents are left to the stylesheet: reading them would hold the page up. */
  const LONGEST = 12_000_000;
  /** A box larger than this is no overlay. */
  const BOX = 300_000;
  /** Each look is followed by a rest this many times as long. */
  const REST = 14;
  /** A page is called dimmed for this long after a layer was taken from it. */
  const AFTERGLOW = 6000;

  /** @type {import("./messages.js").Removal[]} */
  let removals = [];
  /** Added since the last question, by parent. @type {Map<Element, Set<Element>>} */
  let added = new Map();
  /** Changed since the last look. @type {Set<Element>} */
  let hints = new Set();
  /** What each box looked like when it was last judged and kept. @type {WeakMap<Element, string>} */
  const kept = new WeakMap();
  /** What each veil looked like when it was last judged. @type {WeakMap<Element, string>} */
  const veiled = new WeakMap();
  /** How often the page has undone what we did. @type {WeakMap<Element, number>} */
  const fights = new WeakMap();
  let asking = false;
  let over = false;
  let told = -1;
  let loadedLength = 0;
  let streamed = false;
  let gated = false;
  let dimmedAt = -Infinity;
  let unlocked = 0;
  let address = location.pathname + location.search;
  /** When the next look may be taken. */
  let restUntil = 0;
  /** @type {number | undefined} */
  let timer;

  const now = () => performance.now();
  const uncloak = () => faircopy.uncloak?.();

  /** @param {any} message */
  const ask = async (message) => {
    try {
      return await runtime.sendMessage(message);
    } catch {
      // The extension was updated or removed under this page.
      return null;
    }
  };

  const tell = () => {
    if (removals.length === told) return;
    told = removals.length;
    void ask({ type: "count", count: told });
  };

  /** While the page arrives: the elements that the parser has not closed yet. */
  const unfinished = () => {
    const open = new Set();
    if (document.readyState !== "loading") return open;
    for (let e = /** @type {Element | null} */ (document.documentElement); e; e = e.lastElementChild) open.add(e);
    return open;
  };

  /** Counts the time that work takes, and with it the rest that follows.
   * @template T @param {() => T} work */
  const timed = (work) => {
    const start = now();
    try {
      return work();
    } finally {
      restUntil = Math.max(restUntil, start) + (now() - start) * REST;
    }
  };

  /**
   * @param {{html: string, elements: Element[], shells: number}} part
   * @param {object} [known] facts for the core
   */
  const consult = async ({ html, elements: list, shells }, known) => {
    if (html.length > LONGEST) return undefined;
    const open = unfinished();
    const answer = await ask({ type: "live", html, request: { url: location.href, language: document.documentElement.lang, shells, facts: { gated, ...known } } });
    if (over || !answer || answer.count !== list.length) return undefined;
    timed(() => {
      for (const edit of answer.edits) apply(edit, list[edit.n], open);
    });
    tell();
    return answer;
  };

  /** Kinds that a reader may ask for: a log-in, a preference centre, a sign-up. */
  const CALLABLE = ["wall", "newsletter", "consent", "app"];

  const isShown = (/** @type {Element} */ element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
  };

  /** A box that is not shown yet is judged when it is, by how it came; one that comes right after a
   * click is the reader's own. @param {any} edit @param {Element} element */
  const mayBeCalled = (edit, element) =>
    CALLABLE.includes(edit.kind) && (invited.lately() || !isShown(element));

  /** @param {any} edit @param {Element | undefined} element @param {Set<Element>} open */
  const apply = (edit, element, open) => {
    if (!element?.isConnected) return;
    if (edit.action === "hide") {
      if (open.has(element) || elements.isHidden(element) || invited.isGuest(element)) return;
      // The article is sacred: whatever led here, what holds most of the page's prose stays.
      if (facts.holdsPage(element)) return;
      if (!edit.measured && mayBeCalled(edit, element)) return;
      hide(element);
      removals.push({ kind: edit.kind, reason: edit.reason, selector: edit.selector });
      gated ||= edit.measured || edit.kind === "wall";
      return;
    }
    const y = edit.style?.position ? Math.max(scrollY, -(parseFloat(/** @type {HTMLElement} */ (element).style.top) || 0)) : 0;
    if (edit.style) elements.restyle(element, edit.style);
    if (edit.dropClasses?.length) elements.dropClasses(element, edit.dropClasses);
    if (edit.dropAttributes?.length) elements.dropAttributes(element, edit.dropAttributes);
    if (edit.unfade) elements.unfade(element);
    if (y > 0) scrollTo({ top: y, behavior: "instant" });
    if (edit.action === "unlock") unlocked++;
    gated ||= edit.action === "unlock";
  };

  /** @param {Element} element */
  const hide = (element) => {
    // The browser keeps the rest of the page inert until a modal dialog is really closed.
    if (element instanceof HTMLDialogElement && element.matches(":modal")) element.close();
    for (const inner of element.querySelectorAll?.("dialog:modal") ?? []) /** @type {HTMLDialogElement} */ (inner).close();
    if (element.matches(":popover-open")) /** @type {HTMLElement} */ (element).hidePopover();
    elements.restyle(element, { display: "none" });
    dimmedAt = now();
  };

  /** Elements that were added, in the shells of their ancestors. */
  const parts = () => {
    const sets = [...added].filter(([parent]) => parent.isConnected);
    added = new Map();
    return sets.flatMap(([parent, children]) => {
      const still = [...children].filter((e) => e.parentElement === parent && !elements.isBuried(e));
      return still.length ? [elements.inShells(parent, still)] : [];
    });
  };

  /** Looks at what lies over the page, locks it and veils its text. */
  const look = async () => {
    const looked = timed(() => {
      const boxes = [];
      const found = facts.candidates(hints);
      hints = new Set();
      const lately = invited.lately();
      const dimmed = now() - dimmedAt < AFTERGLOW;
      let busy = false;
      for (const [element, seen] of found) {
        if (elements.isHidden(element)) continue;
        const share = Math.round(seen.box.width) + "x" + Math.round(seen.box.height) + "@" + Math.round(seen.box.top);
        const mark = `${share} ${element.childElementCount} ${element.textContent?.length} ${dimmed}`;
        const known = kept.get(element);
        if (known === undefined && lately) invited.welcome(element);
        if (invited.isGuest(element)) {
          busy = true;
          kept.set(element, mark);
          continue;
        }
        if (known === mark) continue;
        kept.set(element, mark);
        const part = elements.inShells(/** @type {Element} */ (element.parentElement ?? document.documentElement), [element]);
        if (part.html.length > BOX) continue;
        boxes.push({ part, fact: { ...facts.describe(element, seen), n: part.shells, invited: false, dimmed } });
      }
      for (const element of guests) {
        if (!found.has(element) && !(element.isConnected && facts.visible(element))) {
          guests.delete(element);
          invited.dismiss(element);
          kept.delete(element);
        }
      }
      for (const element of found.keys()) if (invited.isGuest(element)) guests.add(element);
      return { boxes, busy };
    });
    await Promise.all(looked.boxes.map(({ part, fact }) => consult(part, { boxes: [fact] })));
    if (over) return;
    const roots = timed(() => {
      const locks = document.body && facts.locks();
      return locks && { part: elements.emptyShells(document.documentElement, [document.body]), locks };
    });
    const stuck = roots?.locks.some((/** @type {any} */ lock) =>
      /hidden|clip/.test(lock.overflow) || lock.position === "fixed" || lock.touch === "none");
    if (stuck && !looked.busy && !guests.size) await consult(roots.part, { locks: roots.locks });
    if (!over && !looked.busy) await unveil();
  };
  /** Boxes that the reader called and that are open. @type {Set<Element>} */
  const guests = new Set();

  const unveil = async () => {
    /** @type {Map<Element, Map<Element, any>>} */
    const groups = new Map();
    timed(() => {
      for (const [element, fact] of facts.veils()) {
        const mark = JSON.stringify(fact) + gated;
        if (veiled.get(element) === mark || !element.parentElement) continue;
        veiled.set(element, mark);
        const group = groups.get(element.parentElement) ?? new Map();
        groups.set(element.parentElement, group.set(element, fact));
      }
    });
    for (const [parent, group] of groups) {
      const part = elements.emptyShells(parent, [...group.keys()]);
      await consult(part, { veils: [...group.values()].map((fact, i) => ({ ...fact, n: part.first + i })) });
      if (over) return;
    }
  };

  /** All that is due, one round at a time. */
  const run = async () => {
    if (asking || over || document.readyState === "loading") return;
    asking = true;
    try {
      followRoute();
      let first = true;
      while (!over && (first || added.size || hints.size)) {
        if (!first) await rest();
        first = false;
        const due = timed(parts);
        for (const part of due) await consult(part);
        if (!over) await look();
      }
    } finally {
      asking = false;
    }
  };

  const rest = () => new Promise((done) => setTimeout(done, Math.max(0, Math.min(restUntil - now(), 1000))));

  /** Runs now, or as soon as the last look has been rested from. */
  const soon = () => {
    if (asking || timer !== undefined || over) return;
    const wait = restUntil - now();
    if (wait <= 0) return void run();
    timer = setTimeout(() => {
      timer = undefined;
      void run();
    }, Math.min(wait, 1000));
  };

  /** Looks again when a movement has come to rest. */
  const later = (/** @type {number} */ milliseconds) => setTimeout(() => {
    hints.add(document.body);
    soon();
  }, milliseconds);

  /** A page that replaces its story without loading another counts anew. */
  const followRoute = () => {
    const here = location.pathname + location.search;
    if (here === address) return;
    address = here;
    removals = [];
    streamed = false;
    tell();
  };

  /** The page so far, once it has grown enough to be worth it; whole when it has all come. */
  const soFar = async () => {
    const loading = document.readyState === "loading";
    if (over || !document.body || (loading && asking)) return;
    const part = elements.whole();
    if (loading && part.html.length < loadedLength * 1.5) return;
    loadedLength = part.html.length;
    if (!loading) added = new Map();
    asking = true;
    try {
      await consult(part);
      if (!loading && !over) await look();
    } finally {
      asking = false;
      uncloak();
    }
  };

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") {
        const element = /** @type {Element} */ (target);
        if (elements.isUndone(element) || (element.localName === "dialog" && elements.isHidden(element) && element.matches(":modal"))) stand(element);
        else hints.add(element);
        continue;
      }
      if (target.nodeType !== Node.ELEMENT_NODE) continue;
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        const parent = /** @type {Element} */ (target);
        const set = added.get(parent) ?? new Set();
        added.set(parent, set.add(/** @type {Element} */ (node)));
        if (hints.size < 100) hints.add(/** @type {Element} */ (node));
      }
    }
    if (hints.size > 200) hints = new Set([...hints].slice(-200));
    if (document.readyState === "loading") requestAnimationFrame(soFar);
    else if (added.size || hints.size) soon();
  });

  /** Does again what the page has undone: at once at first, then ever more slowly.
   * @param {Element} element */
  const stand = (element) => {
    const times = (fights.get(element) ?? 0) + 1;
    fights.set(element, times);
    const again = () => {
      if (over) return;
      if (element instanceof HTMLDialogElement && element.matches(":modal")) element.close();
      elements.redo(element);
    };
    if (times < 60) again();
    else if (times < 600) setTimeout(again, times * 2);
  };

  const begin = () => {
    observer.observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["style", "class", "open", "hidden", "inert", "popover", "id"],
    });
    for (const type of ["transitionend", "animationend", "toggle", "scrollend", "pageshow", "popstate", "resize"]) {
      addEventListener(type, moved, { capture: true, passive: true });
    }
    document.addEventListener("scroll", moved, { capture: true, passive: true });
    document.addEventListener("mouseleave", () => later(100), { passive: true });
    scroll.watch(() => !guests.size && (unlocked > 0 || removals.length > 0));
  };

  /** @param {Event} event */
  const moved = (event) => {
    if (over) return;
    if (event.target instanceof Element) hints.add(event.target);
    else if (document.body) hints.add(document.body);
    soon();
  };

  const loaded = async () => {
    const report = ask({ type: "streamed" });
    gated = /"isAccessibleForFree"\s*:\s*"?false/i.test(
      [...document.querySelectorAll('script[type="application/ld+json"]')].map((e) => e.textContent).join(""));
    while (asking) await new Promise((done) => setTimeout(done, 5));
    await soFar();
    const early = (await report) ?? [];
    if (over) return;
    streamed = early.length > 0;
    gated ||= early.some((/** @type {any} */ removal) => removal.kind === "wall");
    removals.unshift(...early);
    tell();
    await run();
    for (const milliseconds of [300, 1000, 2500]) later(milliseconds);
  };

  const end = () => {
    over = true;
    observer.disconnect();
    elements.restoreAll();
    uncloak();
    document.documentElement.setAttribute("data-faircopy", "off");
    removals = [];
    tell();
    faircopy.page = false;
  };

  runtime.onMessage.addListener((message, sender, respond) => {
    if (sender.id !== runtime.id || over) return false;
    if (message.type === "state") {
      respond({ html: document.documentElement.outerHTML, url: location.href, removals, streamed });
    } else if (message.type === "recheck") {
      void ask({ type: "isOn", url: location.href }).then((on) => on === false && end());
      respond(true);
    }
    return false;
  });

  if (document.contentType !== "text/html") {
    uncloak();
    return;
  }
  document.documentElement.removeAttribute("data-faircopy");
  begin();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", loaded, { once: true });
  else void loaded();
})();
