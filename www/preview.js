// Shows a stranger's page so that nothing of it runs, loads or leads away.
//
// Three walls: the frame's empty `sandbox`, this site's policy (which the frame inherits), and the
// policy written into the page here. Links to other resources and scripts are taken out besides,
// since a browser may look up a host for a hint such as `preconnect` without loading anything.

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

// The pages' own layout must not move, so a mark is only paint.
const MARK = `[data-faircopy-mark] { outline: 3px solid #c2321f !important; outline-offset: -3px !important;
  background-image: repeating-linear-gradient(-45deg, rgb(194 50 31 / .2) 0 6px, transparent 6px 14px) !important; }`;

/**
 * @param {string} html
 * @param {{selector: string}[]} marks elements to mark; none for a plain view
 * @returns {string} for an iframe's `srcdoc`
 */
export function preview(html, marks = []) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll("script, link, base, meta[http-equiv], object, embed, frame, frameset")) {
    element.remove();
  }
  for (const frame of page.querySelectorAll("iframe")) {
    frame.removeAttribute("src");
    frame.removeAttribute("srcdoc");
  }
  // A keyboard's way through this site must not lead through every link of both pages.
  const stops = "a, area, audio, button, embed, iframe, input, select, summary, textarea, video, [tabindex], [contenteditable]";
  for (const stop of page.querySelectorAll(stops)) stop.setAttribute("tabindex", "-1");
  // A browser connects to a link's host as soon as the mouse goes down; so no link leads anywhere.
  // The sandbox opens no window, and one is what each link now asks for: a click does nothing.
  for (const link of page.querySelectorAll("a, area")) {
    if (link.hasAttribute("href")) link.setAttribute("href", "#");
    link.removeAttribute("xlink:href");
    link.setAttribute("target", "_blank");
  }
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = POLICY;
  page.head.prepend(policy);
  if (marks.length) mark(page, marks);
  const doctype = page.compatMode === "CSS1Compat" ? "<!doctype html>" : "";
  return doctype + page.documentElement.outerHTML;
}

/** Marks the elements of a selector only if it names exactly those that go: a short selector may
 * fit others too, and a mark on what stays would be a lie.
 * @param {Document} page @param {{selector: string}[]} marks */
function mark(page, marks) {
  for (const [selector, all] of Map.groupBy(marks, (one) => one.selector)) {
    let found;
    try {
      found = page.querySelectorAll(selector);
    } catch {
      continue; // not a selector that this browser knows
    }
    if (found.length !== all.length) continue;
    for (const element of found) element.setAttribute("data-faircopy-mark", "");
  }
  const style = page.createElement("style");
  style.textContent = MARK;
  page.head.append(style);
}
