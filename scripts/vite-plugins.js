/** What our build adds to Vite's: the policy, the headers, and the file list of the service worker. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { formatHeadersFile, META_POLICY, SECURITY_HEADERS } from './security-headers.js';

const CHARSET = '<meta charset="utf-8" />';
const PLACEHOLDER = '__PRECACHE__';

/** Files of the build that are not part of the app that a browser keeps. */
const NOT_KEPT = [/^sw\.js$/, /^_headers$/, /^licenses\.md$/, /^screenshots\//];

/**
 * Puts the Content-Security-Policy in front of everything in the built index.html, and `_headers`
 * beside it. Not while developing: Vite's own client needs inline styles and a web socket.
 *
 * @returns {import('vite').Plugin}
 */
export function securityHeaders() {
  return {
    name: 'security-headers',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        if (!html.includes(CHARSET)) throw new Error(`index.html does not say ${CHARSET}`);
        const meta = `<meta http-equiv="Content-Security-Policy" content="${META_POLICY}" />`;
        return html.replace(CHARSET, `${CHARSET}\n    ${meta}`);
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: formatHeadersFile() });
    },
  };
}

/**
 * Tells the built service worker which files there are, with the SHA-256 of each, and gives the
 * whole a version that changes with any of them. The page has it too, so that each of the two can
 * tell whether the other is of its own.
 *
 * @returns {import('vite').Plugin}
 */
export function precache() {
  let directory = '';
  return {
    name: 'precache',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      directory = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        writeFileList(directory);
      },
    },
  };
}

/** @param {string} directory of the build */
function writeFileList(directory) {
  const worker = join(directory, 'sw.js');
  const code = readFileSync(worker, 'utf8');
  if (!code.includes(PLACEHOLDER)) throw new Error(`sw.js does not read ${PLACEHOLDER}`);
  const headers = SECURITY_HEADERS;
  const before = JSON.stringify({ code, files: hashesBelow(directory), headers });
  const version = sha256(before, 'hex').slice(0, 16);
  const page = join(directory, 'index.html');
  const meta = `<meta name="version" content="${version}" />`;
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', `  ${meta}\n  </head>`));
  const files = hashesBelow(directory);
  const list = JSON.stringify({ version, files, headers });
  writeFileSync(
    worker,
    code.replace(PLACEHOLDER, () => list),
  );
}

/**
 * @param {string} directory
 * @returns {Record<string, string>} the integrity value of each file by its path, the page as `./`
 */
function hashesBelow(directory) {
  const hashes = filesBelow(directory).map((path) => [
    path === 'index.html' ? './' : path,
    `sha256-${sha256(readFileSync(join(directory, path)), 'base64')}`,
  ]);
  return /** @type {Record<string, string>} */ (Object.fromEntries(hashes));
}

/**
 * @param {string} directory
 * @returns {string[]} paths with slashes, sorted
 */
function filesBelow(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !NOT_KEPT.some((pattern) => pattern.test(path)))
    .sort();
}

/**
 * @param {string | Buffer} content
 * @param {'hex' | 'base64'} encoding
 */
function sha256(content, encoding) {
  return createHash('sha256').update(content).digest(encoding);
}
