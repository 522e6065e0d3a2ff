import type { Page } from '@playwright/test';

/** How many of each kind the browser keeps. */
export interface KeptCounts {
  readonly identities: number;
  readonly memberships: number;
  /** Issued. */
  readonly invitations: number;
  /** Invitations received and not yet decided. */
  readonly received: number;
}

/** Counts what lies in the database, past the app. */
export async function keptCounts(page: Page): Promise<KeptCounts> {
  const [identities = [], memberships = [], invitations = [], steps = []] = await keptKeys(page);
  return {
    identities: identities.length,
    memberships: memberships.length,
    invitations: invitations.length,
    received: steps.filter((key) => key.startsWith('invitation:')).length,
  };
}

/** The keys of identities, memberships, invitations and steps. */
function keptKeys(page: Page): Promise<readonly (readonly string[])[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('conclave');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    const kinds = ['identities', 'memberships', 'invitations', 'steps'];
    const reading = database.transaction(kinds, 'readonly');
    const all = kinds.map((kind) => {
      const listing = reading.objectStore(kind).getAllKeys();
      return new Promise<string[]>((resolve, reject) => {
        listing.onsuccess = () => resolve(listing.result as string[]);
        listing.onerror = () => reject(new Error(`no ${kind}`));
      });
    });
    const keys = await Promise.all(all);
    database.close();
    return keys;
  });
}

/** What the screens have written down, steps half done or choices, in one text. */
export function keptNotes(page: Page, kind: 'steps' | 'choices'): Promise<string> {
  return page.evaluate(async (store) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('conclave');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    const reading = database.transaction(store).objectStore(store).getAll();
    const notes = await new Promise<unknown[]>((resolve, reject) => {
      reading.onsuccess = () => resolve(reading.result as unknown[]);
      reading.onerror = () => reject(new Error(`no ${store}`));
    });
    database.close();
    return JSON.stringify(notes);
  }, kind);
}
