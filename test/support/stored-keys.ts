/** Every private key that can be reached from what is kept, however deep it lies. */

import type { Memory } from '../../src/storage/memory-store.ts';

/** All keys in a value: of maps and lists too. */
export function keysIn(value: unknown): readonly CryptoKey[] {
  if (value instanceof CryptoKey) return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  const parts: readonly unknown[] = value instanceof Map ? [...value].flat() : Object.values(value);
  return parts.flatMap(keysIn);
}

/**
 * Whether what is kept anywhere holds a private key in the clear, as bytes or spelled as text: every
 * PKCS#8 of RSA begins alike.
 */
export function holdsPlainKey(value: unknown): boolean {
  if (typeof value === 'string') return SPELLED.some((spelled) => value.includes(spelled));
  if (value instanceof ArrayBuffer) return holdsPlainKey(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return bytes.includes(RSA_PRIVATE_KEY);
  }
  if (typeof value !== 'object' || value === null || value instanceof CryptoKey) return false;
  const parts: readonly unknown[] = value instanceof Map ? [...value].flat() : Object.values(value);
  return parts.some(holdsPlainKey);
}

/** INTEGER 0, then the algorithm of RSA keys, then an OCTET STRING: none but a private key has it (RFC 5958). */
const RSA_PRIVATE_KEY = Buffer.from('020100300d06092a864886f70d0101010500' + '0482', 'hex');

/** The same in hex, in either case, and in Base64, which depends on what stands before; and the name that PEM has for it. */
const SPELLED = [
  RSA_PRIVATE_KEY.toString('hex'),
  RSA_PRIVATE_KEY.toString('hex').toUpperCase(),
  ...[0, 1, 2].map(base64Behind),
  'PRIVATE KEY-----',
];

/** What of it is the same whatever stands around it. */
function base64Behind(before: number): string {
  const base64 = Buffer.concat([Buffer.alloc(before), RSA_PRIVATE_KEY]).toString('base64');
  return base64.slice(4 * Math.ceil(before / 3), -4);
}

/** Whether a text is kept anywhere, such as a password; as UTF-8 bytes too. */
export function holdsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (value instanceof ArrayBuffer) return Buffer.from(value).includes(text);
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).includes(text);
  }
  if (typeof value !== 'object' || value === null || value instanceof CryptoKey) return false;
  const parts: readonly unknown[] = value instanceof Map ? [...value].flat() : Object.values(value);
  return parts.some((part) => holdsText(part, text));
}

/** What is wrong with the keys of a memory; nothing, if none can be exported. */
export function leaksIn({ shelves }: Memory): readonly string[] {
  const extractable = keysIn(shelves).filter((key) => key.extractable || key.type !== 'private');
  return [
    ...extractable.map(({ type }) => `an extractable or ${type} key`),
    ...(holdsPlainKey(shelves) ? ['a private key in the clear'] : []),
  ];
}
