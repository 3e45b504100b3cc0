// Debian packages that the set-up needs and does not find.

import { existsSync } from "node:fs";
import { Told, must, say, which } from "./run.mjs";

let updated = false;

/** Installs packages; asks apt for its lists once. @param {string[]} packages @param {string} why */
export async function aptInstall(packages, why) {
  const wanted = packages.join(" ");
  const byHand = `Install ${wanted} yourself (${why}) and run this again.`;
  if (!which("apt-get")) throw new Told(`This machine has no apt-get. ${byHand}`);
  const asRoot = process.getuid?.() === 0;
  if (!asRoot && !which("sudo")) throw new Told(`${wanted} must be installed by root, and there is no sudo. ${byHand}`);
  const [program, ...before] = asRoot ? ["apt-get"] : ["sudo", "apt-get"];
  const how = { env: { DEBIAN_FRONTEND: "noninteractive" }, quiet: true, remedy: byHand };
  say(`apt-get: installing ${wanted} (${why})`);
  if (!updated) await must(program, [...before, "update"], how);
  updated = true;
  await must(program, [...before, "install", "-y", "--no-install-recommends", ...packages], how);
}

/** Where the browsers are; what is missing is installed. The environment's choice comes first. */
export async function browsers() {
  const wanted = [
    { name: "CHROMIUM", package: "chromium", paths: [process.env.CHROMIUM, "/usr/bin/chromium"] },
    { name: "FIREFOX", package: "firefox-esr", paths: [process.env.FIREFOX, "/usr/bin/firefox-esr"] },
  ];
  const found = (/** @type {typeof wanted[0]} */ b) => b.paths.find((path) => path && existsSync(path));
  const missing = wanted.filter((browser) => !found(browser)).map((browser) => browser.package);
  if (missing.length) await aptInstall(missing, "the tests drive both browsers");
  return Object.fromEntries(wanted.map((browser) => [browser.name, found(browser) ?? ""]));
}
