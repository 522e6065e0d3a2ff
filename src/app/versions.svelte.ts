/** What is known of other versions of the app, whatever else of this one works. */
export class Versions {
  /** A new one waits until it is asked for. */
  isWaiting = $state(false);
  /** The worker that serves this page is of another one: it hands out no further part of this one. */
  isOther = $state(false);
}
