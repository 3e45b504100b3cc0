// What only a browser knows: what lies over the page, what locks it, how its text is drawn. Facts
// are gathered for few candidates and judged by the core; nothing is decided here.
//
// Every look costs layout, so there are few points, bounded lists, and no look without a reason.

(() => {
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.facts) return;

  const PROSE = 80;
  const api = /** @type {any} */ (globalThis.browser ?? globalThis.chrome);

  /** The inside of a custom element, closed or not. @param {any} e @returns {ShadowRoot | null} */
  const rootOf = (e) => {
    try {
      return e.openOrClosedShadowRoot ?? api.dom?.openOrClosedShadowRoot(e) ?? e.shadowRoot;
    } catch {
      return e.shadowRoot ?? null;
    }
  };

  const proseOf = (/** @type {Element} */ e) => {
    let sum = 0;
    for (const p of e.getElementsByTagName("p")) {
      const length = p.textContent?.trim().length ?? 0;
      if (length >= PROSE) sum += length;
    }
    return sum;
  };

  const visible = (/** @type {Element} */ e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  /** The part of the view that a box covers. @param {DOMRect} box */
  const shareOf = (box) => {
    const width = Math.min(box.right, innerWidth) - Math.max(box.left, 0);
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    return width > 0 && height > 0 ? (width * height) / (innerWidth * innerHeight) : 0;
  };

  /** How much a colour covers what is under it. @param {string} color */
  const alphaOf = (color) => {
    const found = /^rgba?\(([^)]*)\)$|\/\s*([\d.]+%?)\s*\)$/.exec(color);
    if (!found) return color === "transparent" ? 0 : 1;
    if (found[2]) return parseFloat(found[2]) / (found[2].endsWith("%") ? 100 : 1);
    const parts = found[1].split(/[,/]/);
    return parts.length > 3 ? parseFloat(parts[3]) : 1;
  };

  /** Text that the element's HTML does not hold: of frames that may be read, and of shadow roots.
   * @param {Element} e */
  const innerText = (e) => {
    let text = "";
    const add = (/** @type {ParentNode} */ root) => {
      for (const frame of root.querySelectorAll("iframe")) {
        try {
          text += ` ${frame.contentDocument?.body?.innerText ?? ""}`;
        } catch {
          // Another origin's.
        }
      }
    };
    add(e);
    if (e.localName === "iframe") {
      try {
        text += /** @type {HTMLIFrameElement} */ (e).contentDocument?.body?.innerText ?? "";
      } catch {
        // See above.
      }
    }
    for (const host of [e, ...e.getElementsByTagName("*")].slice(0, 200)) {
      const root = host.localName.includes("-") || host === e ? rootOf(host) : null;
      if (!root) continue;
      add(root);
      for (const part of root.children) if (part.localName !== "style" && part.localName !== "script") text += ` ${part.textContent}`;
    }
    return text.slice(0, 4000);
  };

  const isModal = (/** @type {Element} */ e) => e.matches(":modal");
  const isPopover = (/** @type {Element} */ e) => e.matches(":popover-open");

  /** Where boxes over the page are looked for, as shares of the view. */
  const POINTS = [[0.5, 0.5], [0.5, 0.02], [0.5, 0.98], [0.5, 0.2], [0.5, 0.8], [0.1, 0.5], [0.9, 0.5],
    [0.06, 0.94], [0.94, 0.94], [0.06, 0.06], [0.94, 0.06], [0.25, 0.9], [0.75, 0.9]];

  /**
   * Everything that may lie over the page.
   *
   * @param {Iterable<Element>} hints elements that have just changed
   * @returns {Map<Element, {box: DOMRect, style: CSSStyleDeclaration}>}
   */
  const candidates = (hints) => {
    /** @type {Map<Element, {box: DOMRect, style: CSSStyleDeclaration}>} */
    const found = new Map();
    /** @type {Set<Element>} */
    const looked = new Set();
    const mayCover = (/** @type {Element} */ e, /** @type {CSSStyleDeclaration} */ style) =>
      style.position === "fixed" || isModal(e) || isPopover(e) ||
      (e.localName === "dialog" && e.hasAttribute("open")) ||
      (style.position === "absolute" && Number(style.zIndex) >= 10) ||
      (style.position === "sticky" && style.bottom !== "auto");

    /** @param {Element} start @param {DOMRect} [box] of a box inside its shadow root */
    const climb = (start, box) => {
      for (let e = /** @type {Element | null} */ (start); e && e !== document.body; e = e.parentElement) {
        if (looked.has(e)) return;
        looked.add(e);
        if (e === document.documentElement) return;
        const style = getComputedStyle(e);
        if (mayCover(e, style)) found.set(e, { box: e.getBoundingClientRect(), style });
      }
      if (box) found.set(start, { box, style: getComputedStyle(start) });
    };
    /** @param {Element} host @param {number} x @param {number} y */
    const inside = (host, x, y) => {
      const root = rootOf(host);
      if (!root) return;
      for (const e of /** @type {any} */ (root).elementsFromPoint(x, y)) {
        if (!root.contains(e)) continue;
        if (getComputedStyle(e).position === "fixed") {
          looked.delete(host);
          climb(host, e.getBoundingClientRect());
          return;
        }
      }
    };
    for (const [x, y] of POINTS) {
      const at = /** @type {const} */ ([x * innerWidth, y * innerHeight]);
      for (const e of document.elementsFromPoint(...at).slice(0, 16)) {
        climb(e);
        inside(e, ...at);
      }
    }
    for (const child of [...(document.body?.children ?? [])].slice(-80)) {
      climb(child);
      for (const inner of [...child.children].slice(0, 6)) climb(inner);
    }
    for (const e of document.querySelectorAll("dialog[open], :popover-open")) climb(e);
    for (const e of hints) if (e.isConnected) climb(e);
    for (const [e, { box }] of found) if (shareOf(box) < 0.004 || !visible(e) || document.fullscreenElement?.contains(e)) found.delete(e);
    // The outermost box speaks for what it holds, unless it holds the page itself.
    for (const e of found.keys()) if (holdsPage(e)) found.delete(e);
    for (const e of found.keys()) {
      for (let up = e.parentElement; up; up = up.parentElement) if (found.has(up)) { found.delete(e); break; }
    }
    return found;
  };

  /** @param {Element} e */
  const holdsPage = (e) => {
    const all = proseOf(document.documentElement);
    return all > 600 && proseOf(e) > 0.5 * all;
  };

  /** What is known of one candidate. @param {Element} e @param {{box: DOMRect, style: CSSStyleDeclaration}} seen */
  const describe = (e, { box, style }) => {
    const prose = proseOf(e);
    return {
      position: style.position,
      z: Number(style.zIndex) || 0,
      share: shareOf(box),
      top: box.top / innerHeight,
      left: box.left / innerWidth,
      width: box.width / innerWidth,
      height: box.height / innerHeight,
      layer: isModal(e) ? "modal" : isPopover(e) ? "popover" : "",
      dim: style.backdropFilter && style.backdropFilter !== "none" ? 1 : alphaOf(style.backgroundColor) * Number(style.opacity),
      text: innerText(e),
      prose,
      rest: proseOf(document.documentElement) - prose,
    };
  };

  /** How the two roots stand in the way of scrolling. */
  const locks = () => {
    const { documentElement: html, body } = document;
    if (!body) return undefined;
    const of = (/** @type {HTMLElement} */ e) => {
      const style = getComputedStyle(e);
      return {
        overflow: style.overflowY,
        position: style.position,
        touch: style.touchAction,
        hidden: e.scrollHeight - e.clientHeight,
        tall: Math.max(e.scrollHeight, e.offsetHeight) - innerHeight,
        top: parseFloat(e.style.top) || 0,
      };
    };
    return [of(html), of(body)];
  };

  /** Article text that is there but not plainly shown: the elements that are in its way. */
  const veils = () => {
    /** @type {Map<Element, any>} */
    const found = new Map();
    /** @type {Set<Element>} */
    const looked = new Set();
    const paragraphs = [...document.getElementsByTagName("p")].filter((p) => (p.textContent?.trim().length ?? 0) >= 40);
    const step = Math.max(1, Math.floor(paragraphs.length / 150));
    /** @type {Set<Element>} */
    const parents = new Set();
    for (let i = 0; i < paragraphs.length; i += step) {
      if (paragraphs[i].parentElement) parents.add(/** @type {Element} */ (paragraphs[i].parentElement));
      for (let e = /** @type {Element | null} */ (paragraphs[i]); e && e !== document.documentElement; e = e.parentElement) {
        if (looked.has(e)) break;
        looked.add(e);
        // What we took away ourselves, and all it holds, is not the article's.
        if (faircopy.elements.isHidden(e)) {
          for (const inner of found.keys()) if (e.contains(inner)) found.delete(inner);
          break;
        }
        const fact = veilOf(e);
        if (fact) found.set(e, fact);
      }
    }
    for (const parent of [...parents].slice(0, 12)) {
      for (const holder of [parent, parent.parentElement]) {
        for (const e of [...(holder?.children ?? [])].slice(-40)) {
          if (looked.has(e) || e.textContent?.trim() || e.querySelector("img,svg,video,iframe,canvas,picture")) continue;
          looked.add(e);
          const style = getComputedStyle(e);
          if (style.position === "absolute" && style.backgroundImage.includes("gradient") && e.getBoundingClientRect().height > 40)
            found.set(e, { veil: true });
        }
      }
    }
    return found;
  };

  /** @param {Element} e */
  const veilOf = (e) => {
    const style = getComputedStyle(e);
    const fact = {
      blur: /blur\((?!0px)/.test(style.filter),
      opacity: Number(style.opacity),
      mask: ![undefined, "", "none"].includes(/** @type {any} */ (style).maskImage ?? /** @type {any} */ (style).webkitMaskImage),
      clip: style.clipPath !== "none" && style.clipPath !== "",
      clipped: /hidden|clip/.test(style.overflowY) && e !== document.body ? e.scrollHeight - e.clientHeight : 0,
      hidden: style.display === "none" || (style.visibility === "hidden" && e.localName === "p"),
      inert: /** @type {any} */ (e).inert === true,
      faint: alphaOf(/** @type {any} */ (style).webkitTextFillColor || style.color) < 0.4,
      fade: false,
      prose: 0,
      beside: 0,
    };
    for (const pseudo of ["::before", "::after"]) {
      const part = getComputedStyle(e, pseudo);
      if (part.content !== "none" && /absolute|fixed/.test(part.position) && part.backgroundImage.includes("gradient") && part.display !== "none" && parseFloat(part.height) > 40) fact.fade = true;
    }
    if (!(fact.blur || fact.opacity < 0.6 || fact.mask || fact.clip || fact.clipped > 40 || fact.hidden || fact.inert || fact.faint || fact.fade)) return undefined;
    fact.prose = e.localName === "p" ? e.textContent?.trim().length ?? 0 : proseOf(e);
    // Paragraphs next to it that are shown: hidden text among them is the article's own.
    if (fact.hidden) fact.beside = [...(e.parentElement?.children ?? [])].filter((s) => s !== e && s.localName === "p" && s.checkVisibility()).length;
    return fact;
  };

  faircopy.facts = { candidates, holdsPage, describe, locks, veils, rootOf, visible };
})();
