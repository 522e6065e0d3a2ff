/** The number on the sign of the installed app, where the device shows one. */

/** What browsers that know badges have; the types of others do not. */
type Badges = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

/**
 * Shows how many things wait, nothing for none. Never throws: a device without badges, or one that
 * refuses, says the same in the app.
 *
 * @param count a whole number from 0
 */
export async function showBadge(count: number): Promise<void> {
  const badges: Badges = typeof navigator === 'undefined' ? {} : navigator;
  try {
    if (count > 0) await badges.setAppBadge?.(count);
    else await badges.clearAppBadge?.();
  } catch {
    // Refused, as where the app is not installed.
  }
}
