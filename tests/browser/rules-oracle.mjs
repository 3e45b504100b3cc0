// The browser judges our selectors. By hand: node tests/browser/rules-oracle.mjs FOLDER [LIMIT]
//
// For each saved page (*.html or *.html.gz) of a folder: AdGuard's parser says which element rules
// hold there, written down here once more and independently; Chromium's querySelectorAll says which
// elements they name; our matcher is told the same DOM as events. Both must name the same pairs of
// element and rule. Rules that are no CSS for the browser are counted and left out. A page without a
// doctype is in quirks mode, where a browser forgets the case of ids and classes; we keep it, and
// what a browser finds more by that is counted apart.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { domainToASCII } from "node:url";
import { RuleParser, defaultParserOptions } from "@adguard/agtree";
import puppeteer from "puppeteer-core";
import { compiled, raw } from "../../scripts/lib/lists.mjs";
import { must, targetDir, which } from "../../scripts/lib/run.mjs";

const [folder, limit = "1000"] = process.argv.slice(2);
assert.ok(folder, "usage: node tests/browser/rules-oracle.mjs FOLDER [LIMIT]");
const numbers = ["1", "2", "6", "7", "8", "9", "13", "16", "18", "19", "20", "21", "22", "23", "224"];

/** @typedef {{selector: string, include: string[], exclude: string[], key: string}} Rule */

const ascii = (/** @type {string} */ name) => (/[^\x00-\x7f]/.test(name) ? domainToASCII(name) : name.toLowerCase());

/** Does a domain of a rule name this host? @param {string} host @param {string} domain */
function names(host, domain) {
  if (!domain.endsWith(".*")) return host === domain || host.endsWith(`.${domain}`);
  const entity = domain.slice(0, -2);
  const at = `.${host}`.indexOf(`.${entity}.`);
  return at >= 0 && /^([a-z]+|(co|com|net|org|gov|ac|edu|ne|or|go|gob|gv|me|ltd|plc|nom)\.[a-z]{2})$/.test(`.${host}`.slice(at + entity.length + 2));
}

/** What the lists say of elements, and of whole pages. */
async function readLists() {
  const text = await raw();
  /** @type {{hide: Rule[], back: Rule[], silent: {name: string, host: string, path: string}[]}} */
  const lists = { hide: [], back: [], silent: [] };
  for (const number of numbers) {
    for (const line of readFileSync(join(text, `${number}.txt`), "utf8").split(/\r?\n/)) {
      const node = /** @type {any} */ (RuleParser.parse(line, { ...defaultParserOptions, isLocIncluded: false, tolerant: true }));
      if (node.type === "NetworkRule" && node.exception) {
        const options = (node.modifiers?.children ?? []).map((/** @type {any} */ m) => m.name.value);
        const found = /^\|\|([^/^*|:]+)(\^?|\/[^*|^]*)\^?$/.exec(node.pattern.value);
        if (!found || options.includes("badfilter") || options.includes("domain")) continue;
        for (const name of options) if (/^(elemhide|generichide|specifichide|ehide|ghide|shide)$/.test(name)) lists.silent.push({ name, host: found[1], path: found[2].replace("^", "") });
        continue;
      }
      if (node.type !== "ElementHidingRule" || node.modifiers) continue;
      const domains = node.domains.children;
      if (domains.some((/** @type {any} */ d) => d.value.startsWith("/"))) continue;
      const selector = node.body.selectorList.value;
      (node.exception ? lists.back : lists.hide).push({
        selector,
        key: selector.replace(/\s+/g, ""),
        include: domains.filter((/** @type {any} */ d) => !d.exception && d.value !== "*").map((/** @type {any} */ d) => ascii(d.value)),
        exclude: domains.filter((/** @type {any} */ d) => d.exception).map((/** @type {any} */ d) => ascii(d.value)),
      });
    }
  }
  return lists;
}

/** @param {Awaited<ReturnType<typeof readLists>>} lists @param {URL} url */
function holding(lists, url) {
  const host = url.hostname;
  const applies = (/** @type {Rule} */ r) =>
    (r.include.length === 0 || r.include.some((d) => names(host, d))) && !r.exclude.some((d) => names(host, d));
  const silent = lists.silent.filter((s) => names(host, s.host) && url.pathname.startsWith(s.path)).map((s) => s.name);
  const off = (/** @type {RegExp} */ p) => silent.some((name) => p.test(name));
  const back = new Set(lists.back.filter(applies).map((r) => r.key));
  return lists.hide.filter((r) => applies(r) && !back.has(r.key) && !off(r.include.length ? /^(e|s|elem|specific)hide$/ : /^(e|g|elem|generic)hide$/));
}

/** Runs in the page: the DOM as events, and what each selector names. @param {string[]} selectors */
function judge(selectors) {
  /** @type {any[]} */
  const events = [];
  /** @type {Map<Element, number>} */
  const numbers = new Map();
  /** @param {Element} element */
  const tell = (element) => {
    numbers.set(element, numbers.size);
    events.push(["o", element.localName.toLowerCase(), [...element.attributes].map((a) => [a.name.toLowerCase(), a.value])]);
    for (const child of element.childNodes) {
      if (child instanceof Element) tell(child);
      else if (child instanceof Text) events.push(["t", child.data]);
    }
    events.push(["c"]);
  };
  tell(document.documentElement);
  /** @type {[number, string][]} */
  const found = [];
  let foreign = 0;
  for (const selector of selectors) {
    try {
      for (const element of document.querySelectorAll(selector)) found.push([numbers.get(element) ?? -1, selector]);
    } catch {
      foreign++;
      found.push([-2, selector]);
    }
  }
  const address = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? document.querySelector("meta[property='og:url']")?.getAttribute("content");
  return { events, found, foreign, address, elements: numbers.size, quirks: document.compatMode === "BackCompat" };
}

/** Would the pair be none if case counted? Asked of the element's own ids and classes only.
 * @param {any[]} events @param {[number, string]} pair */
function caseless(events, [n, selector]) {
  const attributes = Object.fromEntries(events.filter((e) => e[0] === "o")[n][2]);
  const names = new Set([attributes.id, ...(attributes.class ?? "").split(/\s+/)]);
  return [...selector.matchAll(/[.#]([\w-]+)/g)].some(([, name]) => !names.has(name) && [...names].some((other) => other?.toLowerCase() === name.toLowerCase()));
}

const lists = await readLists();
const bins = await compiled();
await must("cargo", ["build", "--release", "--quiet", "--bin", "match-rules"]);
const files = readdirSync(bins).filter((n) => n.endsWith(".bin")).map((n) => n.replace(".bin", ""));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? which("chromium") ?? which("chromium-browser"),
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const total = { pages: 0, pairs: 0, missed: 0, extra: 0, quirks: 0, elements: 0, matchMs: 0, forPageMs: 0, foreign: 0, gaveUp: 0 };
const page = await browser.newPage();
await page.setJavaScriptEnabled(false);
for (const name of readdirSync(folder).filter((n) => /\.html(\.gz)?$/.test(n)).sort().slice(0, Number(limit))) {
  const bytes = readFileSync(join(folder, name));
  const html = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  await page.setContent(html, { waitUntil: "domcontentloaded", timeout: 60_000 }).catch(() => {});
  const first = await page.evaluate(judge, []);
  if (!first.address || !/^https?:\/\/[^/]/.test(first.address)) continue;
  const url = new URL(first.address);
  const rules = holding(lists, url);
  const selectors = [...new Set(rules.map((r) => r.selector))];
  const judged = await page.evaluate(judge, selectors);
  const foreign = new Set(judged.found.filter(([n]) => n === -2).map(([, s]) => s));
  const input = [{ url: url.href, lists: files }, ...judged.events, { end: true }].map((e) => JSON.stringify(e)).join("\n");
  const done = spawnSync(join(targetDir, "release/match-rules"), [bins], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  assert.equal(done.status, 0, done.stderr);
  const lines = done.stdout.trim().split("\n").map((l) => JSON.parse(l));
  const known = new Set(selectors);
  const ours = new Set(
    lines.filter((l) => "n" in l).map((l) => [l.n, l.rule.slice(l.rule.indexOf("##") + 2)]).filter(([, s]) => known.has(s) && !foreign.has(s)).map((p) => JSON.stringify(p)),
  );
  const theirs = new Set(judged.found.filter(([n]) => n >= 0).map((p) => JSON.stringify(p)));
  const unlike = [...theirs].filter((p) => !ours.has(p));
  const quirks = judged.quirks ? unlike.filter((p) => caseless(judged.events, JSON.parse(p))) : [];
  const missed = unlike.filter((p) => !quirks.includes(p));
  const extra = [...ours].filter((p) => !theirs.has(p));
  const last = lines.at(-1);
  total.pages++;
  total.pairs += theirs.size;
  total.quirks += quirks.length;
  total.missed += missed.length;
  total.extra += extra.length;
  total.elements += judged.elements;
  total.foreign += foreign.size;
  total.matchMs += last.matchMs;
  total.forPageMs += last.forPageMs;
  total.gaveUp += last.gaveUp ? 1 : 0;
  if (missed.length + extra.length) console.log(`${name} (${url.hostname}${judged.quirks ? ", quirks" : ""}): missed ${missed.slice(0, 5)} extra ${extra.slice(0, 5)}`);
}
await browser.close();
console.log(JSON.stringify(total));
process.exitCode = total.missed + total.extra > total.pairs / 1000 ? 1 : 0;
