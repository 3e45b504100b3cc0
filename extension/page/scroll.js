// Scrolling that a page swallows. Some walls leave the page free to scroll and prevent the wheel
// and the keys instead. Such an event is noticed only when it was prevented; if then nothing moves,
// the scroll is made up for. What moves by itself (maps, carousels, a scroller of the site's own)
// moves, and is left alone.

(() => {
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.scroll) return;

  let active = () => false;
  const root = () => document.scrollingElement ?? document.documentElement;

  /** @param {EventTarget | null} target */
  const isArticle = (target) =>
    target instanceof Element &&
    !target.closest("canvas, iframe, video, select, textarea, input, [contenteditable], [role=application], [role=slider], [role=listbox]");

  /** Can anything between the target and the page scroll by itself? @param {Element} target */
  const innerScroller = (target) => {
    for (let e = /** @type {Element | null} */ (target); e && e !== document.body && e !== document.documentElement; e = e.parentElement) {
      if (e.scrollHeight > e.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(e).overflowY)) return true;
    }
    return false;
  };

  /** @param {Event} event @param {(view: number) => number} distance */
  const makeUp = (event, distance) => {
    const target = event.composedPath()[0];
    if (!event.isTrusted || !active() || !isArticle(target) || innerScroller(/** @type {Element} */ (target))) return;
    const before = scrollY;
    setTimeout(() => {
      if (!event.defaultPrevented) return;
      const wanted = distance(innerHeight);
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (scrollY === before) scrollBy({ top: wanted, behavior: "instant" });
      }));
    }, 0);
  };

  addEventListener("wheel", (event) => {
    if (event.ctrlKey) return;
    const unit = event.deltaMode === 1 ? 32 : event.deltaMode === 2 ? innerHeight : 1;
    makeUp(event, () => event.deltaY * unit);
  }, { capture: true, passive: true });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, (view: number) => number>} */
    const keys = {
      End: () => root().scrollHeight,
      Home: () => -root().scrollHeight,
      PageDown: (view) => view * 0.9,
      PageUp: (view) => view * -0.9,
      ArrowDown: () => 40,
      ArrowUp: () => -40,
      " ": (view) => view * (event.shiftKey ? -0.9 : 0.9),
    };
    const distance = keys[event.key];
    if (distance && !(event.target instanceof Element && event.key === " " && event.target.closest("button, a, summary"))) makeUp(event, distance);
  }, { capture: true });

  let touchY = 0;
  addEventListener("touchstart", (event) => void (touchY = event.touches[0]?.clientY ?? 0), { capture: true, passive: true });
  addEventListener("touchmove", (event) => {
    const y = event.touches[0]?.clientY ?? touchY;
    const moved = touchY - y;
    touchY = y;
    makeUp(event, () => moved);
  }, { capture: true, passive: true });

  // The condition says when a swallowed scroll is made up for.
  faircopy.scroll = { watch: (/** @type {() => boolean} */ condition) => void (active = condition) };
})();
