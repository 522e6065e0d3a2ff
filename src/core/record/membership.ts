/** Membership records: a chain, published to the group (records.md, "Types"). */

import { concatBytes, type Bytes } from '../bytes.ts';
import { memberOf, type Chain } from '../certificate/chain.ts';
import { encodePkcs7, type Issuer } from '../certificate/issue.ts';
import { decodePkcs7 } from '../certificate/pkcs7.ts';
import { fail } from '../errors.ts';
import { BinaryReader, counted, u16 } from './binary.ts';
import { filetimeOf, RECORD_TYPE } from './record.ts';
import { createGuid, signRecord } from './sign.ts';

const VERSION = 1;

/**
 * Reads the payload of a membership record.
 *
 * @param payload not trusted
 * @returns DER certificates, none of them judged
 * @throws {PeerError} `record.type`, `record.form`, `size.pkcs7`, `pkcs7.shape` or `der.*`
 */
export function decodeMembership(payload: Bytes): readonly Bytes[] {
  const reader = new BinaryReader(payload);
  if (reader.u16() !== VERSION || reader.u16() !== 0) fail('record.type', 'another version');
  const pkcs7 = reader.bytes(reader.u32());
  reader.end();
  return decodePkcs7(pkcs7);
}

/** The payload of a membership record: the whole chain, root first. */
export function encodeMembership(pkcs7: Bytes): Bytes {
  return concatBytes(u16(VERSION), u16(0), counted(pkcs7));
}

/**
 * Writes the membership record of a chain: a new record, which ends with the credential.
 *
 * @param signer the member, or whoever issued the last certificate of the chain
 * @param now milliseconds since 1970 UTC, within the signer's own certificate
 * @throws {PeerError} `PEER_E_NO_KEY_ACCESS`
 */
export async function membershipRecord(chain: Chain, signer: Issuer, now: number): Promise<Bytes> {
  const time = filetimeOf(now);
  const draft = {
    ...{ type: RECORD_TYPE.membership, id: createGuid(), version: 1, isDeleted: false },
    ...{ creator: signer.certificate.subject.peerName, modifier: undefined },
    ...{ created: time, modified: time, expires: filetimeOf(memberOf(chain).validity.end) },
    ...{ group: chain[0].group, attributes: '' },
  };
  return signRecord({ ...draft, payload: encodeMembership(await encodePkcs7(chain)) }, signer);
}
