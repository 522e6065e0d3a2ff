/** What a `PeerError` must be, for `toThrow`. */

import { expect } from 'vitest';
import type { PeerErrorCode, Reason } from '../../src/core/reasons.ts';

/** An error with this code and, where they are given, this reason and this place in the chain. */
export function throwing(code: PeerErrorCode, reason?: Reason, at?: number): Error {
  return expect.objectContaining({
    name: 'PeerError',
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(at === undefined ? {} : { at }),
  }) as Error;
}
