// AdGuard's own parser judges ours, rule by rule, on every shipped list: the same kind, exception,
// domains and selector. Ours may refuse what it cannot or will not do, each for a typed reason that
// must fit what agtree sees. The ledger holds the known differences and fails both ways:
// a difference that is not in it, and one in it that is gone. UPDATE=1 writes it anew for review.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { domainToASCII, fileURLToPath } from "node:url";
import { RuleParser, defaultParserOptions } from "@adguard/agtree";
import { buildCompiler, raw } from "../../scripts/lib/lists.mjs";

const ledgerFile = fileURLToPath(new URL("agtree-ledger.json", import.meta.url));
const shipped = ["1", "2", "6", "7", "8", "9", "13", "16", "18", "19", "20", "21", "22", "23", "224"];
const options = { ...defaultParserOptions, isLocIncluded: false, tolerant: false, parseHostRules: false };

/** What each of our refusals may be in agtree's words. */
const fits = {
  Scriptlet: ["ScriptletInjectionRule"],
  Script: ["JsInjectionRule"],
  Network: ["NetworkRule"],
  NetworkPattern: ["NetworkRule"],
};

const host = (/** @type {string} */ name) => {
  const lower = name.toLowerCase();
  const plain = lower.replace(/\.\*$/, "");
  return (/[^\x00-\x7f]/.test(plain) ? domainToASCII(plain) : plain) + lower.slice(plain.length);
};

/** @param {any} node what agtree made of a line */
function theirs(node) {
  const listed = [...(node.domains?.children ?? [])].map((d) => [host(d.value), d.exception]);
  for (const modifier of node.modifiers?.children ?? []) {
    if (modifier.name.value !== "domain" || node.category !== "Cosmetic") continue;
    for (const part of modifier.value.value.split("|")) listed.push([host(part.replace(/^~/, "")), part.startsWith("~")]);
  }
  const body = node.body ?? {};
  let what = node.type;
  if (node.type === "ElementHidingRule") what = "Hide";
  if (node.type === "CssInjectionRule") what = body.remove ? "Remove" : "Style";
  if (node.type === "HtmlFilteringRule") what = "Html";
  return {
    what,
    exception: node.exception,
    include: listed.filter(([name, not]) => !not && name !== "*").map(([name]) => name),
    exclude: listed.filter(([, not]) => not).map(([name]) => name),
    selector: (body.selectorList?.value ?? body.value ?? "").trim(),
    style: what === "Style" ? body.declarationList.value.trim().replace(/[;\s]+$/, "") : "",
  };
}

/** The page exceptions that we take from network rules. @param {any} node */
function silence(node) {
  const names = (node.modifiers?.children ?? []).map((/** @type {any} */ m) => m.name.value);
  const has = (/** @type {string[]} */ ...wanted) => names.some((/** @type {string} */ name) => wanted.includes(name));
  const found = [has("elemhide", "ehide") && "All", has("generichide", "ghide") && "Generic", has("specifichide", "shide") && "Specific"].filter(Boolean);
  return found.length > 1 ? "All" : found[0];
}

/** @param {any} ours @param {any} node @returns {string | undefined} the difference in words */
function difference(ours, node) {
  if (ours.refused) {
    const types = /** @type {Record<string, string[]>} */ (fits)[ours.refused];
    if (types && !types.includes(node.type)) return `refused as ${ours.refused}, agtree: ${node.type}`;
    if (!types && node.category !== "Cosmetic") return `refused as ${ours.refused}, agtree: ${node.type}`;
    if (ours.refused === "Network" && node.exception && silence(node)) return "an exception for a page, not taken";
    return undefined;
  }
  if (node.category === "Network") return silence(node) === ours.what && ours.exception === node.exception ? undefined : `taken as ${ours.what}, agtree: network rule`;
  const other = theirs(node);
  for (const field of /** @type {const} */ (["what", "exception", "include", "exclude", "selector", "style"])) {
    if (JSON.stringify(ours[field]) !== JSON.stringify(other[field])) return `${field}: ${JSON.stringify(ours[field])}, agtree: ${JSON.stringify(other[field])}`;
  }
  return undefined;
}

test("agtree understands the shipped lists as we do", { timeout: 600_000 }, async () => {
  const [folder, program] = [await raw(), await buildCompiler()];
  /** @type {Record<string, string>} */
  const differences = {};
  /** @type {Record<string, number>} */
  const refused = {};
  let taken = 0;
  let comments = 0;
  assert.ok(shipped.every((number) => readdirSync(folder).includes(`${number}.txt`)));
  for (const number of shipped) {
    const path = join(folder, `${number}.txt`);
    const done = spawnSync(program, ["--read", path], { encoding: "utf8", maxBuffer: 1 << 30 });
    assert.equal(done.status, 0, done.stderr);
    const ours = new Map(done.stdout.trim().split("\n").map((line) => JSON.parse(line)).map((rule) => [rule.line, rule]));
    for (const [index, line] of readFileSync(path, "utf8").split(/\r?\n/).entries()) {
      const rule = ours.get(index + 1);
      let found;
      let node;
      try {
        node = /** @type {any} */ (RuleParser.parse(line, options));
      } catch (error) {
        found = `agtree: ${/** @type {Error} */ (error).message}`;
      }
      if (!found) {
        const nothing = node.category === "Comment" || node.category === "Empty";
        if (!rule) found = nothing ? undefined : `left out, agtree: ${node.type}`;
        else found = nothing ? `taken or refused, agtree: ${node.category}` : difference(rule, node);
      }
      if (found) differences[`${number}:${line}`] = found;
      if (!rule) comments++;
      else if (rule.refused) refused[rule.refused] = (refused[rule.refused] ?? 0) + 1;
      else taken++;
    }
  }
  const ledger = { taken, comments, refused: Object.fromEntries(Object.entries(refused).sort()), differences };
  if (process.env.UPDATE) writeFileSync(ledgerFile, `${JSON.stringify(ledger, null, 2)}\n`);
  assert.deepEqual(ledger, JSON.parse(readFileSync(ledgerFile, "utf8")));
});
