/** What earlier versions really kept, laid down as they left it: see scripts/storage-fixture.js. */

import { MIGRATIONS, openDatabase } from '../../src/storage/database.ts';
import version1 from './fixtures/version-1.json' with { type: 'json' };
import version2 from './fixtures/version-2.json' with { type: 'json' };
import version3 from './fixtures/version-3.json' with { type: 'json' };

/** The versions that were published before the present one. */
export const EARLIER = [version1, version2, version3] as const;

/** A kind with what is kept of it, by key. */
export type Shelves = readonly (readonly [
  kind: string,
  entries: readonly (readonly [key: string, value: unknown])[],
])[];

/** The fixture with real bytes and real keys, none of which can be exported. */
export async function opened(fixture: (typeof EARLIER)[number]): Promise<Shelves> {
  const kinds = Object.entries(fixture as Readonly<Record<string, readonly unknown[]>>);
  return Promise.all(
    kinds.map(async ([kind, entries]) => [kind, await restored(entries)] as Shelves[number]),
  );
}

/** Lays it down in a database of its version. */
export async function layDown(name: string, version: number, shelves: Shelves): Promise<void> {
  const migrations = MIGRATIONS.slice(0, version);
  const database = await openDatabase(name, { migrations });
  for (const [kind, entries] of shelves) {
    for (const [key, value] of entries) await database.put(kind, value, key);
  }
  database.close();
}

async function restored(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(restored));
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  const { bytes, pkcs8 } = fields;
  if (typeof bytes === 'string') return bytesOf(bytes);
  if (typeof pkcs8 === 'string') return keyFrom(bytesOf(pkcs8));
  const parts = Object.entries(fields).map(async ([name, part]) => [name, await restored(part)]);
  return Object.fromEntries(await Promise.all(parts)) as unknown;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function keyFrom(pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}
