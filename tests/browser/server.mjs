// A local site for the tests: pages from memory or a folder, and a count of what was asked for.

import { createServer } from "node:http";

/**
 * @typedef {{body: string | Buffer, type?: string, headers?: Record<string, string>, chunks?: number}} Answer
 * @param {(path: string) => Answer | undefined} answer
 */
export async function serve(answer) {
  /** @type {Map<string, number>} */
  const hits = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://local").pathname);
    hits.set(path, (hits.get(path) ?? 0) + 1);
    const found = answer(path);
    if (!found) return void response.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html><title>Not here</title>");
    response.writeHead(200, {
      "content-type": found.type ?? "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...found.headers,
    });
    response.end(found.body);
  });
  await new Promise((done) => server.listen(0, () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    /** The same site under another name. */
    other: `http://127.0.0.1:${port}`,
    hits: (/** @type {string} */ path) => hits.get(path) ?? 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
