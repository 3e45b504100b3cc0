// The demo: a page goes through the same core as in the extension, chunk by chunk.

import init, { Pass, formats, version } from "./pkg/faircopy.js";
import { drawFields, drawFormats, drawRemovals, drawText, size } from "./draw.js";
import { preview } from "./preview.js";

const CHUNK = 64 * 1024;

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function get(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`no ${type.name} #${id}`);
  return found;
}

const source = get("source", HTMLTextAreaElement);
const address = get("address", HTMLInputElement);
const file = get("file", HTMLInputElement);
const status = get("status", HTMLElement);
const marks = get("marks", HTMLInputElement);
const exported = get("exported", HTMLElement);

/** The page shown now. @type {{reading: import("./pkg/faircopy.js").Reading, before: string} | undefined} */
let shown;

/** @param {Uint8Array[]} chunks */
function join(chunks) {
  const all = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** For the frames only; the core reads the bytes for itself. @param {Uint8Array} bytes */
function text(bytes) {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 1024));
  for (const label of ["utf-8", /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding, or no such encoding.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

/** @param {Uint8Array} bytes @param {string} [contentType] */
function clean(bytes, contentType) {
  const start = performance.now();
  const pass = new Pass({ url: address.value.trim(), contentType });
  const out = [];
  for (let at = 0; at < bytes.length; at += CHUNK) out.push(pass.write(bytes.subarray(at, at + CHUNK)));
  out.push(pass.end());
  const spent = performance.now() - start;
  shown?.reading.free();
  shown = { reading: pass.reading(), before: text(bytes) };
  draw(bytes.length, join(out), spent);
}

/** @param {number} before @param {Uint8Array} after @param {number} spent milliseconds */
function draw(before, after, spent) {
  if (!shown) return;
  const { reading } = shown;
  const removals = reading.removals();
  const article = reading.article();
  const what = removals.length === 1 ? "One thing went" : `${removals.length || "No"} things went`;
  status.textContent = `${what}, ${size(before - after.length)} of ${size(before)}, in ${Math.max(0.1, spent).toFixed(1)} ms.`;
  get("before-size", HTMLElement).textContent = size(before);
  get("after-size", HTMLElement).textContent = size(after.length);
  get("after", HTMLIFrameElement).srcdoc = preview(text(after));
  drawBefore();

  const fault = reading.fault();
  const warning = get("fault", HTMLElement);
  warning.hidden = !fault;
  warning.textContent = fault ? `The page was let through as it came from some point on: ${fault}.` : "";
  drawRemovals(get("removals", HTMLElement), removals);

  get("no-article", HTMLElement).hidden = article.is_article !== false;
  drawFields(get("fields", HTMLElement), article);
  drawText(get("text", HTMLElement), article.body);
  drawExport();
  get("result", HTMLElement).hidden = false;
}

function drawBefore() {
  if (!shown) return;
  get("before", HTMLIFrameElement).srcdoc = preview(shown.before, marks.checked ? shown.reading.removals() : []);
}

/** Today where the reader is, as the citation's day of access. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

const chosen = () => document.querySelector('input[name="format"]:checked')?.getAttribute("value") ?? "";

function drawExport() {
  if (!shown) return;
  get("copied", HTMLElement).textContent = "";
  exported.textContent = shown.reading.export(chosen(), today());
  get("file-name", HTMLElement).textContent = shown.reading.fileName(chosen());
}

/** Citations keep their italics where the clipboard takes rich text. */
async function copy() {
  const plain = exported.textContent ?? "";
  const rich = shown?.reading.rich(chosen(), today());
  if (!rich) return navigator.clipboard.writeText(plain);
  const item = new ClipboardItem({
    "text/plain": new Blob([plain], { type: "text/plain" }),
    "text/html": new Blob([rich], { type: "text/html" }),
  });
  return navigator.clipboard.write([item]);
}

/** @param {Blob} blob */
async function take(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  source.value = text(bytes);
  clean(bytes, blob.type.includes("charset") ? blob.type : undefined);
}

/** Shows a failure where the reader looks, and still lets the console have it. @param {unknown} error */
function tell(error) {
  status.textContent = `That did not work: ${error instanceof Error ? error.message : error}`;
  console.error(error);
}

function listen() {
  get("input", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    if (source.value.trim()) clean(new TextEncoder().encode(source.value), "text/html; charset=utf-8");
    else {
      status.textContent = "Paste a page's HTML first, or show the example.";
      source.focus();
    }
  });
  get("open", HTMLButtonElement).addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const [picked] = file.files ?? [];
    if (picked) take(picked).catch(tell);
    file.value = "";
  });
  get("example", HTMLButtonElement).addEventListener("click", async () => {
    try {
      const answer = await fetch("example/full-head.html");
      if (!answer.ok) throw new Error(`the example answers ${answer.status}`);
      const bytes = await answer.blob();
      address.value = "https://www.timeshighereducation.com/news/vallance-targets-mutually-beneficial-research-china-trip";
      await take(bytes);
    } catch (error) {
      tell(error);
    }
  });
  marks.addEventListener("change", drawBefore);
  get("formats", HTMLElement).addEventListener("change", drawExport);
  get("copy", HTMLButtonElement).addEventListener("click", async () => {
    try {
      await copy();
      get("copied", HTMLElement).textContent = "Copied.";
    } catch (error) {
      tell(error);
    }
  });
  get("download", HTMLButtonElement).addEventListener("click", () => {
    if (!shown) return;
    const type = formats().find((/** @type {{name: string}} */ format) => format.name === chosen())?.mediaType;
    const url = URL.createObjectURL(new Blob([exported.textContent ?? ""], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = shown.reading.fileName(chosen());
    link.click();
    URL.revokeObjectURL(url);
  });
  drop();
}

function drop() {
  const body = document.body;
  body.addEventListener("dragover", (event) => {
    event.preventDefault();
    body.classList.add("dropping");
  });
  body.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) body.classList.remove("dropping");
  });
  body.addEventListener("drop", (event) => {
    event.preventDefault();
    body.classList.remove("dropping");
    const [dropped] = event.dataTransfer?.files ?? [];
    const markup = event.dataTransfer?.getData("text/html") || event.dataTransfer?.getData("text/plain");
    if (dropped) take(dropped).catch(tell);
    else if (markup) take(new Blob([markup], { type: "text/html; charset=utf-8" })).catch(tell);
  });
}

try {
  await init({ module_or_path: "pkg/faircopy_bg.wasm" });
  get("version", HTMLElement).textContent = version();
  drawFormats(get("formats", HTMLElement), formats());
  listen();
} catch (error) {
  tell(error);
}
