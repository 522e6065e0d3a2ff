/** Of several certificates of one identity, the newest: a name that was given later is not lost. */

import { isSameKey, type Idc } from '../../core/certificate/certificate.ts';
import { verifySoundIdc } from '../../core/certificate/idc.ts';
import { isOfBrowser, isPeerError } from '../../core/errors.ts';
import type { Context } from '../context.ts';

/** An identity as it is to be brought back. */
export interface NewestIdc {
  readonly idc: Idc;
  /** Absent where nothing is kept of it. */
  readonly created: number | undefined;
}

/**
 * The newest certificate that is known of an identity: what is kept may bear a newer name than a
 * recovery file, even where its key is of no use. To be used in the turn of identities.
 *
 * @param idc out of the recovery file
 * @param card another one that is sound, if there is any
 */
export async function newestIdc(
  context: Context,
  idc: Idc,
  card: Idc | undefined,
): Promise<NewestIdc> {
  const kept = await keptIdc(context, idc);
  return { idc: newerOf(newerOf(idc, kept?.idc), card), created: kept?.created };
}

/** Of two certificates of one key, whichever was signed later; what is of another key counts for nothing. */
export function newerOf(present: Idc, other: Idc | undefined): Idc {
  return other && isSameKey(present, other) && isNewer(other, present) ? other : present;
}

/** Whether a certificate was signed later than another one. */
export function isNewer(a: Idc, b: Idc): boolean {
  return a.validity.start > b.validity.start;
}

async function keptIdc({ store, certificates }: Context, idc: Idc): Promise<NewestIdc | undefined> {
  const [stored] = await store.findAll('identities', [idc.subject.peerName]);
  if (stored === undefined) return undefined;
  try {
    const kept = await verifySoundIdc(stored.idc, certificates);
    return isSameKey(kept, idc) ? { idc: kept, created: stored.created } : undefined;
  } catch (error) {
    if (!isPeerError(error) || isOfBrowser(error)) throw error;
    return undefined;
  }
}
