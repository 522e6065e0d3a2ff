/** What the parts of the facade share: the store, the clock, and how names become people. */

import type { CertificateMemory } from '../core/certificate/certificate-memory.ts';
import type { Name } from '../core/certificate/certificate.ts';
import type { Chain } from '../core/certificate/chain.ts';
import { isPeerError } from '../core/errors.ts';
import type { PeerErrorCode } from '../core/reasons.ts';
import { keyHashOf } from '../core/fingerprint.ts';
import { harmlessName } from '../core/friendly-name.ts';
import type { Bytes } from '../core/bytes.ts';
import type { MacKeyDerivation } from '../core/pkcs12/mac-key.ts';
import type { Change, Store } from '../core/stores.ts';
import type { Person } from './types.ts';

/** What every act needs. */
export interface Context {
  readonly store: Store;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** What this page has found out about certificates: each is verified once. */
  readonly certificates: CertificateMemory;
  /** Counts what a password is stretched by, out of the way of the screen; absent: in place. */
  readonly derive?: MacKeyDerivation;
}

/** What an act may finish: the step of a screen that is deleted together with what the act writes. */
export interface Finishing {
  readonly finishes?: string | undefined;
}

/** The deletion of the step that an act finishes, if it finishes one. */
export function finishing({ finishes }: Finishing): readonly Change[] {
  return finishes === undefined ? [] : [{ delete: 'steps', key: finishes }];
}

/** Somebody as a screen names him. */
export async function personOf(name: Name, spki: Bytes): Promise<Person> {
  const { peerName } = name;
  const friendlyName = harmlessName(name.friendlyName);
  return { peerName, friendlyName, spki, keyHash: await keyHashOf(spki) };
}

/** What a kept thing is refused for when it was changed since it was written. */
const DAMAGED: readonly PeerErrorCode[] = [
  'E_INVALIDARG',
  'PEER_E_INVITATION_NOT_TRUSTED',
  'PEER_E_CIRCULAR_CHAIN_DETECTED',
  'PEER_E_CHAIN_TOO_LONG',
  'PEER_E_CERT_STORE_CORRUPTED',
  'PEER_E_INVALID_RECORD',
  'PEER_E_MAX_RECORD_SIZE_EXCEEDED',
  'PEER_E_UNSUPPORTED_VERSION',
];

/**
 * Reads what is kept, one by one. What cannot be trusted any more is left out, so that one damaged
 * thing does not hide the others.
 *
 * @throws {PeerError} whatever says nothing about the thing itself, such as a browser without keys
 */
export async function readAll<From, To extends object>(
  kept: readonly From[],
  read: (value: From) => Promise<To>,
): Promise<readonly To[]> {
  const reading = kept.map(async (value) => {
    try {
      return await read(value);
    } catch (error) {
      if (isPeerError(error) && DAMAGED.includes(error.code)) return undefined;
      throw error;
    }
  });
  return (await Promise.all(reading)).filter((value) => value !== undefined);
}

/** The people on a chain, the group first. */
export async function peopleOn(chain: Chain): Promise<readonly Person[]> {
  return Promise.all(chain.map(({ subject, spki }) => personOf(subject, spki)));
}
