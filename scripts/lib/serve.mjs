// A small static server for this machine alone: the demo, and pages for tests and measurements.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** @param {string} folder @param {string} path @returns {string | undefined} the file, if it lies inside the folder */
function inside(folder, path) {
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(folder + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/**
 * Serves folders under path prefixes, the first that fits.
 *
 * @param {Record<string, string>} mounts such as `{"/pkg/": "…/pkg", "/": "…/www"}`
 * @param {number} port 0 for any free one; a taken port is replaced by a free one
 * @returns {Promise<{origin: string, close: () => void}>}
 */
export function serve(mounts, port = 0) {
  const server = createServer((request, response) => {
    let path = "";
    try {
      path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    } catch {
      // A path that cannot be decoded names no file.
    }
    const [prefix, folder] = Object.entries(mounts).find(([prefix]) => path.startsWith(prefix)) ?? [];
    const file = prefix && folder && inside(folder, `/${path.slice(prefix.length)}`);
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    response.writeHead(200, {
      "content-type": types[/** @type {keyof types} */ (extname(file))] ?? "application/octet-stream",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((done, failed) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE" && port) serve(mounts, 0).then(done, failed);
      else failed(error);
    });
    server.listen(port, "localhost", () => {
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      done({ origin: `http://localhost:${address.port}`, close: () => server.close() });
    });
  });
}
