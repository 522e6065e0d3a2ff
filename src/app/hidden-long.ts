/** Secrets on the screen of a page that somebody has left: after a while they are taken off it. */

/** So long a page may be out of sight before that, in milliseconds: enough to fetch paper and a pen. */
const LONG = 5 * 60_000;

/** As much of a page as is used. */
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/**
 * Tells when the page was out of sight for long, once each time: while it still is, or where nothing
 * runs in the background, as on many phones, as soon as it is seen again.
 *
 * @returns what ends it
 */
export function whenHiddenLong(forget: () => void, page: Page = document): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | undefined;
  const act = (): void => {
    clearTimeout(timer);
    since = undefined;
    forget();
  };
  const look = ({ timeStamp }: Event): void => {
    if (page.visibilityState === 'hidden') {
      since = timeStamp;
      timer = setTimeout(act, LONG);
    } else {
      clearTimeout(timer);
      if (since !== undefined && timeStamp - since >= LONG) act();
    }
  };
  page.addEventListener('visibilitychange', look);
  return () => {
    clearTimeout(timer);
    page.removeEventListener('visibilitychange', look);
  };
}
