import { isPeerError } from '../../src/core/errors.ts';
import type { PeerErrorCode, Reason } from '../../src/core/reasons.ts';

/** What a refusal says: the parts of a {@link PeerError} that never change their meaning. */
export interface Refusal {
  readonly code: PeerErrorCode;
  readonly reason: Reason;
}

/**
 * The refusal that some work ends with; `undefined` if it ends well. Anything but a PeerError is a
 * bug and goes on.
 */
export async function refusalOf(work: () => unknown): Promise<Refusal | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!isPeerError(error)) throw error;
    return { code: error.code, reason: error.reason };
  }
}

/** The reason alone. */
export async function reasonOf(work: () => unknown): Promise<Reason | undefined> {
  return (await refusalOf(work))?.reason;
}
