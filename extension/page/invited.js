// What the reader asked for. A box that opens right after a click or key on something that can be
// used was called; one that opens by itself, or after a click on a link to another story, was not.

(() => {
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.invited) return;

  /** A called box may take this long to come. */
  const PATIENCE = 3000;
  const USABLE = "button, summary, label, input, select, textarea, [role=button], [role=link], [role=menuitem], [role=tab], [aria-haspopup], [aria-controls], [aria-expanded], [onclick]";
  let called = -Infinity;
  let address = "";
  /** @type {WeakSet<Element>} */
  const guests = new WeakSet();

  /** @param {Event} event */
  const hear = (event) => {
    if (!event.isTrusted) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element)) return;
    if (event instanceof KeyboardEvent && !["Enter", " ", "ArrowDown"].includes(event.key) && !event.ctrlKey && !event.metaKey && event.key !== "/") return;
    const link = target.closest("a[href]");
    if (link) {
      const there = new URL(/** @type {HTMLAnchorElement} */ (link).href, location.href);
      const elsewhere = there.protocol.startsWith("http") &&
        (there.origin !== location.origin || there.pathname !== location.pathname || there.search !== location.search);
      if (elsewhere && !link.matches(USABLE)) {
        called = -Infinity;
        return;
      }
    } else if (!target.closest(USABLE) && getComputedStyle(target).cursor !== "pointer") return;
    called = performance.now();
    address = location.pathname + location.search;
  };
  for (const type of ["pointerup", "click", "keydown"]) addEventListener(type, hear, { capture: true, passive: true });

  faircopy.invited = {
    /** Was something called a moment ago, here and not on the way to another story? */
    lately: () => performance.now() - called < PATIENCE && address === location.pathname + location.search,
    welcome: (/** @type {Element} */ e) => void guests.add(e),
    dismiss: (/** @type {Element} */ e) => void guests.delete(e),
    isGuest: (/** @type {Element} */ e) => guests.has(e),
  };
})();
