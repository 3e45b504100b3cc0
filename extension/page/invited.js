// What the reader asked for. A box that opens right after a click or key on something that can be
// used was called; one that opens by itself, or after a click on a link to another story, was not.

(() => {
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.invited) return;

  /** A called box may take this long to come. */
  const PATIENCE = 4000;
  const USABLE = "button, summary, label, input, select, textarea, [role=button], [role=link], [role=menuitem], [role=tab], [aria-haspopup], [aria-controls], [aria-expanded], [onclick], img, picture, video, figure, svg";
  /** Keys of somebody who reads on, or leaves. */
  const MOVES = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "PageDown", "PageUp", "Home", "End", "Tab", "Escape", "Shift", "Control", "Alt", "Meta"]);
  let called = -Infinity;
  let address = "";
  /** @type {WeakSet<Element>} */
  const guests = new WeakSet();

  /** @param {Event} event */
  const hear = (event) => {
    if (!event.isTrusted) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element)) return;
    if (event instanceof KeyboardEvent && MOVES.has(event.key)) return;
    if (event instanceof KeyboardEvent && !["Enter", " "].includes(event.key)) {
      // A shortcut calls as well as a button does.
      called = performance.now();
      address = location.pathname + location.search;
      return;
    }
    const link = target.closest("a[href]");
    if (link) {
      const there = new URL(/** @type {HTMLAnchorElement} */ (link).href, location.href);
      const elsewhere = there.protocol.startsWith("http") &&
        (there.origin !== location.origin || there.pathname !== location.pathname || there.search !== location.search);
      if (elsewhere && !link.matches(USABLE)) {
        called = -Infinity;
        return;
      }
    } else if (!target.closest(USABLE) && !/pointer|zoom-in/.test(getComputedStyle(target).cursor)) return;
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
