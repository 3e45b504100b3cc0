// Runs other programs and says plainly what failed, where and what to do.

import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const targetDir = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** An error whose message is meant for the reader as it stands: no stack is shown. */
export class Told extends Error {}

/** One line of progress. @param {string} line */
export const say = (line) => console.log(`• ${line}`);

/** Seconds since `start`, for progress lines. @param {number} start */
export const since = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** @param {string} program @returns {string | undefined} its path, if it can be run */
export function which(program) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return undefined;
}

/** What a quick question to a program answers; undefined if it fails or is missing.
 * @param {string} program @param {string[]} args */
export function ask(program, args) {
  const done = spawnSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/**
 * Runs a program to its end, its output shown as it comes and, with `keep`, returned too.
 * A time-out ends the whole group of processes, since installers start others.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{env?: Record<string, string>, cwd?: string, seconds?: number, keep?: boolean, quiet?: boolean}} [how]
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(program, args, { env = {}, cwd = root, seconds, keep = false, quiet = false } = {}) {
  return new Promise((done) => {
    const piped = keep || quiet;
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", piped ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
      detached: seconds !== undefined,
    });
    let output = "";
    for (const [stream, shown] of /** @type {const} */ ([[child.stdout, process.stdout], [child.stderr, process.stderr]])) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (!quiet) shown.write(text);
      });
    }
    const timer = seconds && setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), seconds * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      done({ code: 127, output: `${program}: ${error.message}` });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, output });
    });
  });
}

/**
 * Like {@link run}, but a failure ends the script with what to do about it.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Parameters<typeof run>[2] & {remedy?: string}} [how]
 */
export async function must(program, args, { remedy, ...how } = {}) {
  const done = await run(program, args, how);
  if (done.code !== 0) {
    if (how.quiet) process.stderr.write(done.output);
    throw new Told(`${program} ${args.join(" ")}\nfailed with code ${done.code}.${remedy ? ` ${remedy}` : ""}`);
  }
  return done.output;
}

/** Runs a script's main function; its failure is one plain message and exit code 1.
 * @param {() => Promise<unknown>} body */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Told ? `\n✘ ${error.message}` : error);
    process.exit(1);
  }
}
