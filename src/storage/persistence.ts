/** What the browser promises of its storage. `navigator.storage` is missing in some engines and on plain http. */

/** What a browser says of its storage; `undefined` where it says nothing. */
export interface BrowserStorage {
  /** Whether the browser has promised not to clear it by itself. */
  readonly persisted: boolean | undefined;
  /** Bytes. */
  readonly used: number | undefined;
  readonly quota: number | undefined;
}

/**
 * Asks the browser not to clear its storage by itself.
 *
 * Firefox asks the person and answers when he does, which may be never: nothing may wait for this.
 *
 * @returns what holds afterwards
 */
export async function askForPersistence(): Promise<BrowserStorage> {
  await answerOf(async (storage) => storage.persist());
  return browserStorage();
}

/** What the browser says now. Never throws. */
export async function browserStorage(): Promise<BrowserStorage> {
  const [persisted, estimate] = await Promise.all([
    answerOf(async (storage) => storage.persisted()),
    answerOf(async (storage) => storage.estimate()),
  ]);
  return { persisted, used: estimate?.usage, quota: estimate?.quota };
}

/** The answer of the storage manager; `undefined` where there is none, or where it refuses to say. */
async function answerOf<T>(
  question: (storage: StorageManager) => Promise<T>,
): Promise<T | undefined> {
  const { storage } = navigator as { readonly storage?: StorageManager };
  if (storage === undefined) return undefined;
  try {
    return await question(storage);
  } catch {
    return undefined;
  }
}
