/** What was looked into, in the words of whoever reads it. */

import { anatomyOf } from '../core/certificate/anatomy.ts';
import { harmlessName } from '../core/friendly-name.ts';
import { isWithin } from '../core/validity.ts';
import type { Inspection, Person } from '../peer.ts';
import type { Text } from '../text/en.ts';
import type { Phrase } from '../text/phrase.ts';
import { subjectOf } from './certificate-text.ts';

type Inspected = Inspection['certificates'][number];

/** A certificate of a list, before it is opened. */
export interface InspectedText {
  readonly der: Inspected['der'];
  /** Of the seal that it has, if it can be read. */
  readonly keyHash: string | undefined;
  /** Harmless to show; of one that is refused, the name that it claims. */
  readonly name: string;
  /** What it is, and what is wrong with it. */
  readonly state: string;
  /** It is refused, or the whole is because of it. */
  readonly isBad: boolean;
  /** Why it is refused by itself. */
  readonly refusal: { readonly says: string; readonly detail: string } | undefined;
}

/** The certificates, in the order of the inspection. */
export function certificatesOf(
  inspection: Inspection,
  text: Text,
  now: number,
): readonly InspectedText[] {
  const failing = faultOf(inspection);
  return inspection.certificates.map((one, place) => {
    const refusal = one.isForeign ? undefined : one.refusal;
    const isFailing = place === failing;
    return {
      der: one.der,
      keyHash: one.person?.keyHash,
      name: nameOf(one, text),
      state: [
        kindOf(one, text),
        ...(isFailing ? [text.inspect.fails] : []),
        ...(isNow(one, now) ? [] : [text.inspect.notNow]),
      ].join(' · '),
      isBad: refusal !== undefined || isFailing,
      refusal: refusal && {
        says: text.errors[refusal.reason],
        detail: `${refusal.reason}: ${harmlessName(refusal.detail)}`,
      },
    };
  });
}

/** What the whole is called, with names where the verdict bears them. */
export function titleOf(
  { kind, verdict, certificates }: Inspection,
  { inspect }: Text,
): string | Phrase {
  const [first, last] = [certificates[0]?.person, certificates.at(-1)?.person];
  if (kind === 'certificate' && !first && certificates.length === 1) return inspect.oneCertificate;
  if (!first || !last || verdict.kind === 'refused') return inspect.kinds[kind];
  if (kind === 'identity card') return inspect.card(first.friendlyName);
  if (kind === 'invitation') return inspect.invitation(first.friendlyName, last.friendlyName);
  return certificates.length > 1 ? inspect.kinds[kind] : inspect.lone(first.friendlyName);
}

/** Those who sign each other, the group first; nobody where there is no such path. */
export function wayOf(inspection: Inspection): readonly Person[] {
  const people = inspection.certificates.flatMap(({ person }) => person ?? []);
  return isInOrder(inspection) && people.length > 1 ? people : [];
}

/** The place of the certificate that the whole is refused for. What is only out of time has no fault. */
export function faultOf({ verdict }: Inspection): number | undefined {
  return verdict.kind === 'refused' ? verdict.refusal.at : undefined;
}

/** With whose words the fingerprint is compared. */
export function keySaysOf({ certificates }: Inspection, { inspect }: Text): string {
  const isIdentity = certificates[0]?.certificate?.type === 'idc';
  return isIdentity ? inspect.keySaysCard : inspect.keySaysGroup;
}

/** Whether the certificates stand in the order of their path. */
export function isInOrder({ verdict }: Inspection): boolean {
  return verdict.kind === 'sound' || verdict.kind === 'out-of-time';
}

function kindOf({ certificate, isForeign }: Inspected, text: Text): string {
  if (certificate) return text.certificate.types[certificate.type];
  return isForeign ? text.inspect.foreign : text.inspect.refused;
}

function nameOf({ person, der }: Inspected, { inspect }: Text): string {
  if (person) return person.friendlyName;
  const anatomy = anatomyOf(der);
  const claimed = anatomy && subjectOf(anatomy);
  return claimed === undefined ? inspect.noName : harmlessName(claimed);
}

function isNow({ certificate }: Inspected, now: number): boolean {
  return !certificate || isWithin(certificate.validity, now);
}
