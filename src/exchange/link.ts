/** Links that carry a document: what stands behind `#` never reaches a server. */

import { encodeBase64url } from '../core/base-encodings.ts';
import type { Bytes } from '../core/bytes.ts';

/** What parts the address of the app from the document in a link. */
export const OPEN_ROUTE = '#/open/';

/**
 * The link that opens a document in the app.
 *
 * @param appAddress where the app is served; what it has behind `#` or `?` is left out
 * @param compact the document in its compact form
 * @returns `undefined` where others could not open it: see {@link isPublicAddress}
 */
export function formatLink(appAddress: string, compact: Bytes): string | undefined {
  const address = publicAddressOf(appAddress);
  return address && `${address}${OPEN_ROUTE}${encodeBase64url(compact)}`;
}

/** The address at which others can open the app, without what stands behind `#` or `?`; `undefined` if they cannot. */
export function publicAddressOf(appAddress: string): string | undefined {
  if (!isPublicAddress(appAddress)) return undefined;
  const { origin, pathname } = new URL(appAddress);
  return `${origin}${pathname}`;
}

const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|arpa|test|invalid)$/;

/** Whether an address is https with a host name that means the same everywhere: no local name, no number. */
export function isPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const host = hostname.replace(/\.$/, '');
  const isNumber = host.startsWith('[') || /^[\d.]+$/.test(host);
  return protocol === 'https:' && host.includes('.') && !isNumber && !LOCAL_NAME.test(host);
}
