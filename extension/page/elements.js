// Elements as the core numbers them, and the changes made to them, each of which can be taken back.
//
// The core reads HTML text and never sees the page's objects, so edits travel as numbers: the n-th
// start tag in document order. That holds only if both sides count the same elements. The insides
// of some elements are text to one side and elements to the other; they are left out here as the
// core leaves them out, and if the two counts differ nothing is edited.

(() => {
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.elements) return;

  const HTML = "http://www.w3.org/1999/xhtml";
  /** Elements whose children, if scripts gave them any, are no elements once written out. */
  const OPAQUE = new Set(
    ("noscript script style textarea title iframe noembed noframes xmp plaintext " +
      "area base br col embed hr img input link meta param source track wbr").split(" "),
  );
  const isOpaque = (/** @type {Element} */ e) => e.namespaceURI === HTML && OPAQUE.has(e.localName);

  /** Is the element inside one that hides its insides from the core? @param {Element} element */
  const isBuried = (element) => {
    for (let e = element.parentElement; e; e = e.parentElement) if (isOpaque(e)) return true;
    return false;
  };

  /** The element and what it holds, as the core counts them. @param {Element} root */
  const number = (root) => {
    const list = [root];
    if (isOpaque(root)) return list;
    /** @type {Set<Element> | undefined} */
    let buried;
    for (const e of root.getElementsByTagName("*")) {
      const parent = /** @type {Element} */ (e.parentElement);
      if (isOpaque(parent) || buried?.has(parent)) (buried ??= new Set()).add(e);
      else list.push(e);
    }
    return list;
  };

  const escape = (/** @type {string} */ value) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

  /** A start tag alone. Not a clone: that would run a custom element's code. @param {Element} e */
  const startTag = (e) => {
    let tag = `<${e.localName}`;
    for (const { name, value } of e.attributes) tag += ` ${name}="${escape(value)}"`;
    return `${tag}>`;
  };

  /** @param {Element} parent @param {string} inner @param {Element[]} elements what `inner` holds */
  const shelled = (parent, inner, elements) => {
    /** @type {Element[]} */
    const ancestors = [];
    for (let e = /** @type {Element | null} */ (parent); e; e = e.parentElement) ancestors.unshift(e);
    const open = ancestors.map(startTag).join("");
    const close = ancestors.map((e) => `</${e.localName}>`).reverse().join("");
    return { html: open + inner + close, elements: [...ancestors, ...elements], shells: ancestors.length };
  };

  /** Siblings inside the empty shells of their ancestors. @param {Element} parent @param {Element[]} children */
  const inShells = (parent, children) =>
    shelled(parent, children.map((e) => e.outerHTML).join(""), children.flatMap(number));

  /** Siblings without what they hold. @param {Element} parent @param {Element[]} children */
  const emptyShells = (parent, children) => {
    const part = shelled(parent, children.map((e) => `${startTag(e)}</${e.localName}>`).join(""), children);
    // All of them are shells: nothing may be judged by an emptiness that is of our making.
    return { ...part, shells: part.elements.length, first: part.shells };
  };

  /** The whole document as it is now. */
  const whole = () => {
    const root = document.documentElement;
    return { html: root.outerHTML, elements: number(root), shells: 0 };
  };

  /**
   * @typedef {object} Change what was done to one element
   * @property {Map<string, {ours: string, value: string, priority: string}>} style
   * @property {string[]} classes taken away
   * @property {[string, string][]} attributes taken away
   * @property {boolean} unfaded
   */
  /** @type {Map<Element, Change>} */
  const changes = new Map();

  /** @param {Element} e */
  const changeOf = (e) => {
    let change = changes.get(e);
    if (!change) changes.set(e, (change = { style: new Map(), classes: [], attributes: [], unfaded: false }));
    return change;
  };

  /** Sets properties over everything else. @param {Element} e @param {Record<string, string>} style */
  const restyle = (e, style) => {
    const own = /** @type {HTMLElement} */ (e).style;
    if (!own) return;
    const change = changeOf(e);
    for (const [name, ours] of Object.entries(style)) {
      const before = change.style.get(name) ??
        { ours, value: own.getPropertyValue(name), priority: own.getPropertyPriority(name) };
      own.setProperty(name, ours, "important");
      // As the browser writes it, to be compared with later.
      before.ours = own.getPropertyValue(name);
      change.style.set(name, before);
    }
  };

  /** @param {Element} e @param {string[]} names */
  const dropClasses = (e, names) => {
    const present = names.filter((name) => e.classList.contains(name));
    if (!present.length) return;
    changeOf(e).classes.push(...present);
    e.classList.remove(...present);
  };

  const isOurs = (/** @type {CSSStyleDeclaration} */ own, /** @type {string} */ name, /** @type {string} */ ours) =>
    own.getPropertyPriority(name) === "important" && own.getPropertyValue(name) === ours;

  /** @param {Element} e @param {string[]} names */
  const dropAttributes = (e, names) => {
    for (const name of names) {
      const value = e.getAttribute(name);
      if (value === null) continue;
      changeOf(e).attributes.push([name, value]);
      e.removeAttribute(name);
    }
  };

  /** Takes the gradients before and after an element away: only a sheet reaches them.
   * @param {Element} e */
  const unfade = (e) => {
    changeOf(e).unfaded = true;
    e.setAttribute("data-faircopy-unfade", "");
  };

  /** Has the page undone what we did to this element? @param {Element} e */
  const isUndone = (e) => {
    const change = changes.get(e);
    const own = /** @type {HTMLElement} */ (e).style;
    if (!change) return false;
    for (const [name, { ours }] of change.style) if (!isOurs(own, name, ours)) return true;
    return change.classes.some((name) => e.classList.contains(name)) || change.attributes.some(([name]) => e.hasAttribute(name));
  };

  /** Does again what the page has undone; its newer wish is what a restore goes back to.
   * @param {Element} e */
  const redo = (e) => {
    const change = changes.get(e);
    const own = /** @type {HTMLElement} */ (e).style;
    if (!change) return;
    for (const [name, was] of change.style) {
      if (isOurs(own, name, was.ours)) continue;
      was.value = own.getPropertyValue(name);
      was.priority = own.getPropertyPriority(name);
      own.setProperty(name, was.ours, "important");
    }
    e.classList.remove(...change.classes);
    for (const [name] of change.attributes) e.removeAttribute(name);
  };

  /** Puts one element back as it was. @param {Element} e */
  const restore = (e) => {
    const change = changes.get(e);
    if (!change) return;
    changes.delete(e);
    const own = /** @type {HTMLElement} */ (e).style;
    for (const [name, was] of change.style) {
      if (was.value) own.setProperty(name, was.value, was.priority);
      else own.removeProperty(name);
    }
    if (own.length === 0 && e.getAttribute("style") === "") e.removeAttribute("style");
    e.classList.add(...change.classes);
    for (const [name, value] of change.attributes) e.setAttribute(name, value);
    if (change.unfaded) e.removeAttribute("data-faircopy-unfade");
  };

  const restoreAll = () => {
    for (const e of [...changes.keys()]) restore(e);
  };

  faircopy.elements = {
    number, isBuried, inShells, emptyShells, whole, restyle, dropClasses, dropAttributes, unfade, isUndone, redo, restore, restoreAll,
    isHidden: (/** @type {Element} */ e) => changes.get(e)?.style.get("display")?.ours === "none",
  };
})();
