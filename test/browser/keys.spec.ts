import { meetMember } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

test('no private key can leave the browser, not even by somebody with its console', async ({
  people,
}) => {
  const { alice, bob } = await meetMember(people, 'Harbour Radio Club');
  await expectLockedKeys(alice, ['private', 'private']);
  await expectLockedKeys(bob, ['private']);
});

/** Alice has two, her own and that of the group she founded; Bob has one. */
async function expectLockedKeys(owner: Person, types: readonly string[]): Promise<void> {
  const keys = await owner.page.evaluate(reportKeys);
  expect(keys.map(({ type }) => type)).toEqual(types);
  for (const { extractable, usages, refusals } of keys) {
    expect(extractable).toBe(false);
    expect(usages).toEqual(['sign']);
    expect(refusals).toEqual(['InvalidAccessError', 'InvalidAccessError']);
  }
}

interface KeyReport {
  readonly type: string;
  readonly extractable: boolean;
  readonly usages: readonly string[];
  /** How exporting it failed, form by form. */
  readonly refusals: readonly string[];
}

/** Looks for keys in everything that the page keeps. Runs in the page. */
async function reportKeys(): Promise<KeyReport[]> {
  const databases = await indexedDB.databases();
  const values = await Promise.all(databases.map(({ name = '' }) => valuesOf(name)));
  const keys = keysIn(values);
  return Promise.all(keys.map(reportOf));

  async function valuesOf(name: string): Promise<unknown[]> {
    const database = await answerOf(indexedDB.open(name));
    const reading = database.transaction([...database.objectStoreNames]);
    const kinds = [...database.objectStoreNames].map((kind) =>
      answerOf(reading.objectStore(kind).getAll()),
    );
    const all = await Promise.all(kinds);
    database.close();
    return all;
  }

  function answerOf<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('not read'));
    });
  }

  function keysIn(value: unknown): CryptoKey[] {
    if (value instanceof CryptoKey) return [value];
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
    return Object.values(value).flatMap(keysIn);
  }

  async function reportOf(key: CryptoKey): Promise<KeyReport> {
    const forms = ['pkcs8', 'jwk'] as const;
    const refusals = forms.map((form) =>
      crypto.subtle.exportKey(form, key).then(
        () => 'exported',
        (error: unknown) => (error as DOMException).name,
      ),
    );
    const { type, extractable, usages } = key;
    return { type, extractable, usages, refusals: await Promise.all(refusals) };
  }
}
