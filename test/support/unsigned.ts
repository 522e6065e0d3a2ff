/** Certificates that nobody has signed: enough for what judges everything but signatures. */

import type { Bytes } from '../../src/core/bytes.ts';
import { oid, sequence, set, utf8 } from './der.ts';
import {
  draftOf,
  encodeCertificate,
  GUID,
  rsaKey,
  without,
  type Edit,
  type Facts,
} from './forge.ts';
import { peerNameOf, PERIOD } from './people.ts';

/** A key of the right shape, which nobody has. */
export const SPKI = rsaKey(`00c5${'5a'.repeat(254)}01`);

/** Another one. */
export const OTHER_SPKI = rsaKey(`00c6${'5a'.repeat(254)}01`);

/** What a certificate of a type says that is right in everything: the group is its own creator. */
export function factsOf(type: Facts['type'], said: Partial<Facts> = {}): Facts {
  const spki = said.spki ?? SPKI;
  const own = { friendlyName: 'Alice', peerName: peerNameOf(spki) };
  const grant = { roles: [GUID.member], classifiers: ['participant'] };
  const names = { subject: own, issuer: own, group: own.peerName };
  return { type, ...names, spki, ...PERIOD, ...grant, ...said };
}

/** A certificate of a type, with what is wrong with it. */
export function unsigned(
  type: Facts['type'],
  { edit, ...said }: Partial<Facts> & { readonly edit?: Edit } = {},
): Bytes {
  const facts = factsOf(type, type === 'gmc' ? said : { roles: [], classifiers: [], ...said });
  const draft = draftOf(facts);
  return encodeCertificate({ ...draft, ...edit?.(draft) }, new Uint8Array(256).fill(0x5a));
}

/** A certificate of other software: it does not say what it is, and its name has other parts. */
export function foreign(name: {
  readonly common: string | undefined;
  readonly organisation: string;
}): Bytes {
  const parts = { '2.5.4.3': name.common, '2.5.4.10': name.organisation };
  const subject = sequence(
    ...Object.entries(parts)
      .filter(([, text]) => text !== undefined)
      .map(([id, text = '']) => set(sequence(oid(id), utf8(text)))),
  );
  const edit: Edit = (draft) => ({ ...without('certificateType')(draft), subject });
  return unsigned('idc', { edit });
}
