/** Validity periods. Times are milliseconds since 1970 UTC, whole seconds in certificates (RFC 5280 4.1.2.5). */

/** A period with both ends inside it. */
export interface Validity {
  readonly start: number;
  readonly end: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

/** Whether a moment lies in the period, its ends included. There is no tolerance. */
export function isWithin(validity: Validity, now: number): boolean {
  return validity.start <= now && now <= validity.end;
}

/** Whether a period lies wholly inside another, ends included. */
export function isInside(inner: Validity, outer: Validity): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The moment without its milliseconds: certificates hold whole seconds. */
export function wholeSeconds(time: number): number {
  return Math.floor(time / SECOND) * SECOND;
}
