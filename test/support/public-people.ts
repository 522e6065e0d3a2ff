/** People of whom nothing is known but a public key: as many as a test wants, since nobody signs for them. */

import { createHash } from 'node:crypto';
import type { Bytes } from '../../src/core/bytes.ts';
import { parsePeerName, peerNameOf, type PeerName } from '../../src/core/peer-name.ts';

/** All of a SubjectPublicKeyInfo of 2048 bits that stands before the modulus, and behind it. */
const BEFORE = '30820122300d06092a864886f70d01010105000382010f003082010a0282010100';
const BEHIND = '0203010001';

/** Somebody whose private key nobody has. */
export interface PublicPerson {
  readonly friendlyName: string;
  readonly peerName: PeerName;
  readonly spki: Bytes;
}

/** The same for the same name. */
export async function publicPerson(friendlyName: string): Promise<PublicPerson> {
  const modulus = modulusFrom(friendlyName);
  const spki = Uint8Array.from(Buffer.from(BEFORE + modulus.toString('hex') + BEHIND, 'hex'));
  return { friendlyName, peerName: parsePeerName(await peerNameOf(spki)), spki };
}

/** An odd number of 2048 bits: its factors are as unknown to us as to anybody. */
function modulusFrom(seed: string): Buffer {
  const parts = Array.from({ length: 8 }, (_, part) =>
    createHash('sha256').update(`${seed} ${part}`).digest(),
  );
  const modulus = Buffer.concat(parts);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[255] = (modulus[255] ?? 0) | 1;
  return modulus;
}
