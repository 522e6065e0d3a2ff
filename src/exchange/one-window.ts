/** Windows of one browser that wait for each other, where the browser lets them. */

/**
 * Does some work while no other window does any under the same name. Where the browser cannot make
 * them wait, it is done at once.
 */
export async function inOneWindow(name: string, work: () => Promise<void>): Promise<void> {
  const locks = locksOfBrowser();
  await (locks ? locks.request(`conclave ${name}`, work) : work());
}

/** What this browser can do with several windows: make them wait for each other, and tell them of each other. */
export function abilitiesWithWindows(): { readonly turns: boolean; readonly tidings: boolean } {
  return { turns: locksOfBrowser() !== undefined, tidings: 'BroadcastChannel' in globalThis };
}

/** Older browsers have none, nor has a page on a plain http address. */
function locksOfBrowser(): Pick<LockManager, 'request'> | undefined {
  const { navigator } = globalThis as { readonly navigator?: Partial<Navigator> };
  return navigator?.locks;
}
