/**
 * A small static server for the built app, with the headers that a good host would send.
 * By itself: `node scripts/serve.js [--port 4173] [--host 127.0.0.1] [--base /some/path/]`
 */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream';
import { extname, join, resolve, sep } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheControlOf, SECURITY_HEADERS } from './security-headers.js';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const FIRST_PORT = 4173;
const PORTS_TRIED = 50;

/** @type {Readonly<Record<string, string>>} */
const MEDIA_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @typedef {object} ServeOptions
 * @property {string} [root] directory to serve; the build unless told otherwise
 * @property {number} [port] this one or none; left out, the first free one from 4173
 * @property {string} [host] 127.0.0.1 unless told otherwise, which no other machine can reach
 * @property {string} [base] path that the app lives under, with a slash at both ends
 */

/**
 * Serves the build until the server is closed.
 *
 * @param {ServeOptions} [options]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} the address of the app, and the end of it
 */
export async function serve({ root = DIST, port, host = '127.0.0.1', base = '/' } = {}) {
  const server = createServer((request, response) => {
    answer(request, response, { root: resolve(root), base }).catch(() => refuse(response, 500));
  });
  const found = await listen(server, host, port);
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${found}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ root: string, base: string }} place
 */
async function answer(request, response, place) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405);
    return;
  }
  const path = pathOf(request.url ?? '/', place.base);
  const file = path === undefined ? undefined : await findFile(place.root, path || 'index.html');
  if (path === undefined || !file) {
    refuse(response, 404);
    return;
  }
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': MEDIA_TYPES[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
    'Cache-Control': cacheControlOf(path),
  });
  if (request.method === 'HEAD') response.end();
  // A file that goes away while it is read, as in a rebuild, ends this answer and not the server.
  else pipeline(createReadStream(file.path), response, () => undefined);
}

/**
 * A file below the root, whatever dots the path holds.
 *
 * @param {string} root
 * @param {string} path
 */
async function findFile(root, path) {
  const full = resolve(join(root, path));
  if (!full.startsWith(root + sep)) return undefined;
  const found = await stat(full).catch(() => undefined);
  return found?.isFile() ? { path: full, size: found.size } : undefined;
}

/**
 * The path below the base, decoded; undefined for what is not below it or is no proper path.
 *
 * @param {string} url
 * @param {string} base
 */
function pathOf(url, base) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/u, 1)[0] ?? '');
    if (!path.startsWith(base) || path.includes('\0') || path.includes('\\')) return undefined;
    return path.slice(base.length);
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 */
function refuse(response, status) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain' });
  response.end(`${status}\n`);
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 * @param {number | undefined} wanted
 * @returns {Promise<number>} the port that it listens on
 */
async function listen(server, host, wanted) {
  const first = wanted ?? FIRST_PORT;
  const last = wanted === undefined ? first + PORTS_TRIED : first;
  for (let port = first; ; port++) {
    try {
      return await listenOn(server, host, port);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= last) throw error;
    }
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number>}
 */
function listenOn(server, host, port) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

if (argv[1] && resolve(argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' }, base: { type: 'string' } },
  });
  const { port, ...rest } = values;
  const { url } = await serve(port === undefined ? rest : { ...rest, port: Number(port) });
  console.log(`Conclave is at ${url}  (stop with Ctrl+C)`);
}
