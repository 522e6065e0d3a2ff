/** What is kept against losing things: sealed keys, and moments of this device. */

import type { Bytes } from './bytes.ts';

/** A private key under a password, with its certificate: what a recovery file or a saved group is made of. It leaves as it is. */
export interface StoredRecovery {
  readonly identity: string;
  /** Empty for the key of the identity itself; else the group whose key it is. */
  readonly group: string;
  /** PKCS#12 (RFC 7292), sealed when the key was made. */
  readonly pkcs12: Bytes;
  /** When it was sealed, or came here; milliseconds since 1970 UTC. */
  readonly sealed: number;
  /** When it was last saved outside of this browser, likewise; absent for never. */
  readonly saved?: number;
}

/** A moment of this device, such as the latest time that it has ever shown. */
export interface StoredMark {
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}
