import type { Page } from '@playwright/test';
import { databaseOf } from './database.ts';

/** What is counted: not what screens note down on their way. */
const COUNTED = [
  'identities',
  'memberships',
  'recoveries',
  'invitations',
  'records',
  'credentials',
  'members',
  'acts',
  'databases',
] as const;

/** How many of each kind the browser keeps; `received` are invitations that are not yet decided. */
export type KeptCounts = Readonly<Record<(typeof COUNTED)[number] | 'received', number>>;

/** A browser in which nothing was done. */
export const NOTHING_KEPT: KeptCounts = {
  ...(Object.fromEntries(COUNTED.map((kind) => [kind, 0])) as Omit<KeptCounts, 'received'>),
  received: 0,
};

/** Counts what lies in the database, past the app. */
export async function keptCounts(page: Page): Promise<KeptCounts> {
  const [steps = [], ...others] = await keptKeys(page, ['steps', ...COUNTED]);
  const received = steps.filter((key) => key.startsWith('invitation:')).length;
  const counts = COUNTED.map((kind, place) => [kind, others[place]?.length ?? 0] as const);
  return { ...(Object.fromEntries(counts) as Omit<KeptCounts, 'received'>), received };
}

async function keptKeys(page: Page, kinds: string[]): Promise<readonly (readonly string[])[]> {
  const opened = await databaseOf(page);
  return opened.evaluate(async (database, stores) => {
    const reading = database.transaction(stores, 'readonly');
    const all = stores.map((kind) => {
      const listing = reading.objectStore(kind).getAllKeys();
      return new Promise<string[]>((resolve, reject) => {
        listing.onsuccess = () => resolve(listing.result as string[]);
        listing.onerror = () => reject(new Error(`no ${kind}`));
      });
    });
    const keys = await Promise.all(all);
    database.close();
    return keys;
  }, kinds);
}

/** When everything was saved last, as is written down; 0 for never. In milliseconds. */
export async function archivedAt(page: Page): Promise<number> {
  const marks = JSON.parse(await keptNotes(page, 'marks')) as { id: string; at: number }[];
  return marks.find(({ id }) => id === 'archive')?.at ?? 0;
}

/** What is written down beside: steps half done, choices or moments, as JSON. */
export async function keptNotes(page: Page, kind: 'steps' | 'choices' | 'marks'): Promise<string> {
  const opened = await databaseOf(page);
  return opened.evaluate(async (database, store) => {
    const reading = database.transaction(store).objectStore(store).getAll();
    const notes = await new Promise<unknown[]>((resolve, reject) => {
      reading.onsuccess = () => resolve(reading.result as unknown[]);
      reading.onerror = () => reject(new Error(`no ${store}`));
    });
    database.close();
    return JSON.stringify(notes);
  }, kind);
}

/** What all of the kinds have that are looked at here, or some of them. */
interface Row {
  readonly peerName?: string;
  readonly identity: string;
  readonly group: string;
  readonly idc?: unknown;
  readonly privateKey?: unknown;
  readonly chain?: readonly unknown[];
  readonly groupKey?: unknown;
}

/** What is not as it must be in the database, past the app, in words: empty if every key and every chain is there. */
export async function unsoundThings(page: Page): Promise<readonly string[]> {
  const opened = await databaseOf(page);
  return opened.evaluate(async (database) => {
    const kinds = ['identities', 'memberships', 'invitations', 'recoveries'];
    const reading = database.transaction(kinds);
    const listed = kinds.map((kind) => {
      const listing = reading.objectStore(kind).getAll();
      return new Promise<Row[]>((resolve) => {
        listing.onsuccess = () => resolve(listing.result as Row[]);
      });
    });
    const [identities = [], memberships = [], invitations = [], recoveries = []] =
      await Promise.all(listed);
    database.close();
    const isKey = (key: unknown) => key instanceof CryptoKey && !key.extractable;
    const mine = identities.map(({ peerName }) => peerName);
    const groups = memberships.map(({ identity, group }) => `${identity} ${group}`);
    const whole = [
      identities.every(({ privateKey, idc }) => isKey(privateKey) && idc instanceof Uint8Array),
      memberships.every(({ identity }) => mine.includes(identity)),
      memberships.every(({ chain }) => chain !== undefined && chain.length > 1),
      // Two certificates are the group's and its creator's.
      memberships.every(({ chain, groupKey }) => chain?.length !== 2 || isKey(groupKey)),
      invitations.every(({ identity, group }) => groups.includes(`${identity} ${group}`)),
      recoveries.every(({ identity }) => mine.includes(identity)),
    ];
    const said = [
      'an identity without its key or its card',
      'a membership without its identity',
      'a membership without its chain',
      'a group of mine without its key',
      'an invitation without its group',
      'a recovery file without its identity',
    ];
    return said.filter((_, place) => !whole[place]);
  });
}
