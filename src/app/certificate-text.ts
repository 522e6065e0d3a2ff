/** Fields of certificates as people read them. */

/** Bytes in hex, two digits each, with a colon between them. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
