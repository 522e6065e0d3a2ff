/**
 * The one Trusted Types policy of ours, `app-url`: under it three addresses may become workers, and
 * all of them were written by the build.
 */

import codeWorker from './code-worker.ts?worker&url';
import keyWorker from './key-derivation-worker.ts?worker&url';

/** As much of Trusted Types as we use; TypeScript does not know them, so a blessed address is a string here. */
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

interface Rules {
  createScriptURL(address: string): string;
}

/** The service worker, relative to the page, so that the app may live at any path. */
const SERVICE_WORKER = './sw.js';

/** A policy of one name can be created once in a page. */
let policy: Rules | undefined;

/** The address of the service worker, as `register` takes it. */
export function serviceWorkerAddress(): string {
  return blessed(SERVICE_WORKER);
}

/** The address of the worker that reads codes, as `new Worker` takes it. */
export function codeWorkerAddress(): string {
  return blessed(codeWorker);
}

/** The address of the worker that counts for a password, as `new Worker` takes it. */
export function keyWorkerAddress(): string {
  return blessed(keyWorker);
}

/** Says of an address that it is a script of ours. @throws {TypeError} if it is none of the three */
export function blessed(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return ownAddress(address);
  policy ??= trustedTypes.createPolicy('app-url', { createScriptURL: ownAddress });
  return policy.createScriptURL(address);
}

function ownAddress(address: string): string {
  if ([SERVICE_WORKER, codeWorker, keyWorker].includes(address)) return address;
  throw new TypeError(`not a script of this app: ${address}`);
}
