// `npm run lists`: moves the pin of the filter lists to the newest release and shows what changed.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compiled, raw, readPin, writePin } from "./lib/lists.mjs";
import { Told, ask, main, say } from "./lib/run.mjs";

/** @param {string} folder */
const lines = (folder) =>
  new Map(
    readdirSync(folder)
      .sort((a, b) => parseInt(a) - parseInt(b))
      .map((name) => [name, new Set(readFileSync(join(folder, name), "utf8").split(/\r?\n/).filter((l) => l && !l.startsWith("!")))]),
  );

/** @param {string} folder @returns {any[]} */
const report = (folder) => readFileSync(join(folder, "report.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));

await main(async () => {
  const old = readPin();
  const version = ask("npm", ["view", old.package, "version"]);
  const integrity = version && ask("npm", ["view", `${old.package}@${version}`, "dist.integrity"]);
  if (!version || !integrity) throw new Told("npm could not say which version is the newest; check the network.");
  const next = { ...old, version, integrity };
  const [before, after] = [lines(await raw(old)), lines(await raw(next))];
  for (const [name, now] of after) {
    const then = before.get(name) ?? new Set();
    const added = [...now].filter((line) => !then.has(line)).length;
    const gone = [...then].filter((line) => !now.has(line)).length;
    if (added + gone > 0) say(`${name}: ${added} lines new, ${gone} gone, ${now.size} in all`);
  }
  for (const name of before.keys()) if (!after.has(name)) say(`${name}: gone`);
  const [was, is] = [report(await compiled(old)), report(await compiled(next))];
  for (const line of is) {
    const then = was.find((other) => other.file === line.file);
    say(line.file ? `${line.file}.bin: ${then?.rules ?? 0} → ${line.rules} rules, ${line.bytes} bytes` : `refused: ${JSON.stringify(line.refused)}`);
  }
  if (version === old.version) {
    say(`${version} is the newest: the pin stays`);
  } else {
    writePin(next);
    say(`pinned ${version} (was ${old.version}); run npm test, then commit lists/pin.json and the ledgers`);
  }
});
