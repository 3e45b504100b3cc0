// Draws a reading. All text of a page enters the document as text nodes, never as markup.

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const number = new Intl.NumberFormat("en-GB");

/** @param {number} bytes */
export const size = (bytes) => `${number.format(bytes)} bytes`;

/** @typedef {{kind: string, selector: string, reason: string, bytes: number}} Removal */

/** @param {HTMLElement} body @param {Removal[]} removals */
export function drawRemovals(body, removals) {
  const rows = removals.map(({ kind, selector, reason, bytes }) =>
    make(
      "tr",
      {},
      make("td", { class: "kind" }, kind),
      make("td", {}, make("code", {}, selector)),
      make("td", {}, reason),
      make("td", { class: "number" }, number.format(bytes)),
    ),
  );
  const none = make("tr", {}, make("td", { colspan: "4" }, "Nothing. The page leaves as it came, byte for byte."));
  body.replaceChildren(...(rows.length ? rows : [none]));
}

/** The fields in the order of the core's own JSON, under their own names: `site_name` is "site name".
 * @param {HTMLElement} list @param {Record<string, unknown>} article */
export function drawFields(list, article) {
  const shown = Object.entries(article).filter(([name]) => !["body", "provenance", "is_article"].includes(name));
  const pairs = shown.flatMap(([name, value]) => {
    const text = plain(value);
    return text ? [make("dt", {}, name.replaceAll("_", " ")), make("dd", { "data-field": name }, text)] : [];
  });
  list.replaceChildren(...pairs);
}

/** @param {unknown} value @returns {string} */
function plain(value) {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map(plain).filter(Boolean).join("; ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") {
    const told = Object.entries(value).filter(([name, one]) => !(name === "kind" && one === "person"));
    return told.map(([, one]) => plain(one)).filter(Boolean).join(", ");
  }
  return String(value);
}

/** @param {HTMLElement} details @param {unknown} body plain text, a paragraph a line */
export function drawText(details, body) {
  const paragraphs = typeof body === "string" ? body.split("\n").filter((line) => line.trim()) : [];
  details.hidden = paragraphs.length === 0;
  const [summary, text] = details.children;
  summary.textContent = `Its text, ${paragraphs.length} paragraph${paragraphs.length === 1 ? "" : "s"}`;
  text.replaceChildren(...paragraphs.map((line) => make("p", {}, line)));
}

/** @typedef {{name: string, label: string, group?: string}} Format */

/** One radio button a format, under a heading where the core groups them.
 * @param {HTMLElement} fieldset @param {Format[]} formats */
export function drawFormats(fieldset, formats) {
  let group;
  for (const format of formats) {
    if (format.group && format.group !== group) {
      group = format.group;
      fieldset.append(make("h3", {}, group.charAt(0).toUpperCase() + group.slice(1)));
    }
    const input = make("input", { type: "radio", name: "format", value: format.name });
    fieldset.append(make("label", {}, input, format.label));
  }
  const first = fieldset.querySelector("input");
  if (first) first.checked = true;
}
