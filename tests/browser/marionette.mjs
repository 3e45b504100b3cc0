// A client for Marionette, the protocol that Firefox itself speaks: no driver has to be installed,
// pages of the extension can be opened, and privileged code can be run.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A port that nobody uses now. @returns {Promise<number>} */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/** Connects as soon as somebody listens. @param {number} port @param {import("node:child_process").ChildProcess} child */
async function dial(port, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Firefox ended with code ${child.exitCode} before it listened`);
    const socket = await new Promise((done) => {
      const trying = connect(port, "127.0.0.1", () => done(trying));
      trying.on("error", () => setTimeout(done, 100, undefined));
    });
    if (socket) return socket;
  }
}

/** Splits the stream into messages, each `length:JSON`. @param {(message: any) => void} take */
function reader(take) {
  let buffer = Buffer.alloc(0);
  return (/** @type {Buffer} */ data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const colon = buffer.indexOf(":");
      if (colon < 0) return;
      const end = colon + 1 + Number(buffer.subarray(0, colon));
      if (buffer.length < end) return;
      const message = JSON.parse(buffer.subarray(colon + 1, end).toString());
      buffer = buffer.subarray(end);
      take(message);
    }
  };
}

/** Starts Firefox in a profile of its own. @param {{executable: string, prefs?: Record<string, unknown>}} options */
export async function startFirefox({ executable, prefs = {} }) {
  const profile = mkdtempSync(join(tmpdir(), "faircopy-firefox-"));
  const port = await freePort();
  const all = {
    "marionette.port": port,
    "app.normandy.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": false,
    "toolkit.telemetry.reportingpolicy.firstRun": false,
    ...prefs,
  };
  const lines = Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
  const child = spawn(
    executable,
    ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile],
    { stdio: "ignore", env: { ...process.env, MOZ_HEADLESS_WIDTH: "1280", MOZ_HEADLESS_HEIGHT: "900" } },
  );
  const exited = new Promise((done) => child.on("exit", done));

  const socket = await dial(port, child);
  /** @type {Map<number, {done: (value: any) => void, failed: (error: Error) => void}>} */
  const waiting = new Map();
  let greeted = () => {};
  const hello = new Promise((done) => void (greeted = () => done(undefined)));
  socket.on("data", reader((message) => {
    if (!Array.isArray(message)) return greeted();
    const [, id, error, value] = message;
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.failed(new Error(`${error.error}: ${error.message}`));
    else call?.done(value && "value" in value ? value.value : value);
  }));
  await hello;

  let last = 0;
  /** @param {string} name @param {object} [parameters] @returns {Promise<any>} */
  const command = (name, parameters = {}) =>
    new Promise((done, failed) => {
      const id = ++last;
      waiting.set(id, { done, failed });
      const text = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await command("WebDriver:NewSession", { capabilities: { alwaysMatch: { pageLoadStrategy: "normal" } } });

  /** Runs a function there, awaited. @param {Function} f @param {unknown[]} args */
  const run = async (f, args) => {
    const script = `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
      Promise.resolve().then(() => (${f})(...args)).then((value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) + " " + error }));`;
    const { value, error } = await command("WebDriver:ExecuteAsyncScript", { script, args, sandbox: null });
    if (error) throw new Error(error);
    return value;
  };
  return {
    command,
    run,
    /** Runs a function with the browser's own rights. @param {Function} f @param {...unknown} args */
    async chrome(f, ...args) {
      await command("Marionette:SetContext", { value: "chrome" });
      try {
        return await run(f, args);
      } finally {
        await command("Marionette:SetContext", { value: "content" });
      }
    },
    async close() {
      await command("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await exited;
      clearTimeout(timer);
      socket.destroy();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
