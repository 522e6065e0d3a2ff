/** What tells a window that will forget everything from others, before anything is kept in it. */

/** As much of `navigator` as is used: some engines, and plain http, have no storage manager. */
interface Browser {
  readonly storage?: Partial<Pick<StorageManager, 'getDirectory'>>;
}

/**
 * Whether the browser refuses to keep files for this page though it can, as Firefox and Safari do in
 * private windows. That is a sign and a sound one; that it does not refuse proves nothing.
 */
export async function refusesFiles(browser: Browser = navigator): Promise<boolean> {
  const { storage } = browser;
  if (storage?.getDirectory === undefined) return false;
  try {
    await storage.getDirectory();
    return false;
  } catch {
    return true;
  }
}
