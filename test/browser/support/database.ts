import type { JSHandle, Page } from '@playwright/test';

/**
 * Opens the database of the app, past the app. Whoever has it closes it: it stands in the way of the
 * next version.
 */
export function databaseOf(page: Page): Promise<JSHandle<IDBDatabase>> {
  return page.evaluateHandle(
    () =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('conclave');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('no database'));
      }),
  );
}
