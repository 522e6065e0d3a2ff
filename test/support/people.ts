/** Alice, Bob and the others, with real keys, made once in each test file. */

import { createHash } from 'node:crypto';
import type { Bytes } from '../../src/core/bytes.ts';
import { draftOf, GUID, signCertificate, type Edit, type Facts } from './forge.ts';

export const SECOND = 1000;
export const DAY = 86_400 * SECOND;

/** The moment at which everything happens. */
export const NOON = Date.UTC(2026, 10, 23, 12);

/** From when to when whatever is not said otherwise is valid. */
export const PERIOD = { start: NOON - 10 * DAY, end: NOON + 365 * DAY } as const;

/** Whoever has a key: somebody, or a group. */
export interface Person {
  readonly friendlyName: string;
  readonly peerName: string;
  readonly spki: Bytes;
  /** Not extractable. */
  readonly privateKey: CryptoKey;
}

/** What a certificate says other than usual, and who signs it if not its issuer. */
export interface Deviation extends Partial<Facts> {
  readonly edit?: Edit;
  readonly signer?: Person;
}

/** A membership in a chain: whose, with which roles, and what is wrong with it. */
export type Link = readonly [Person, readonly string[], Deviation?];

const everybody = new Map<string, Promise<Person>>();

/** The person of this name: the same for the same name. */
export async function person(friendlyName: string): Promise<Person> {
  const known = everybody.get(friendlyName) ?? createPerson(friendlyName);
  everybody.set(friendlyName, known);
  return known;
}

export async function people<const Names extends readonly string[]>(
  ...names: Names
): Promise<{ readonly [I in keyof Names]: Person }> {
  const all = await Promise.all(names.map(person));
  return all as unknown as { readonly [I in keyof Names]: Person };
}

/** The peer name of a public key. */
export function peerNameOf(spki: Uint8Array, classifier = ''): string {
  return `${createHash('sha1').update(spki).digest('hex')}.${classifier}`;
}

/** The classifiers with which roles are written. */
export function classifiersOf(roles: readonly string[]): readonly string[] {
  return roles.includes(GUID.admin) ? [] : ['participant'];
}

/** An identity certificate. */
export async function cardOf(who: Person, deviation: Deviation = {}): Promise<Bytes> {
  return certify({ ...selfSigned(who), type: 'idc' }, who, deviation);
}

/** A group root certificate. */
export async function rootOf(group: Person, deviation: Deviation = {}): Promise<Bytes> {
  return certify({ ...selfSigned(group), type: 'grc' }, group, deviation);
}

/** A group membership certificate. */
export async function membershipOf(
  { group, issuer }: { readonly group: Person; readonly issuer: Person },
  [subject, roles, deviation = {}]: Link,
): Promise<Bytes> {
  const classifiers = classifiersOf(roles);
  const names = { subject, issuer, spki: subject.spki, group: group.peerName };
  return certify({ ...PERIOD, ...names, type: 'gmc', roles, classifiers }, issuer, deviation);
}

/** A chain: the root first, then a membership for each link, each signed by the one before. */
export async function chainOf(group: Person, ...links: readonly Link[]): Promise<Bytes[]> {
  const issuers = [group, ...links.map(([subject]) => subject)];
  const gmcs = links.map((link, index) =>
    membershipOf({ group, issuer: issuers[index] ?? group }, link),
  );
  return Promise.all([rootOf(group), ...gmcs]);
}

async function certify(facts: Facts, issuer: Person, deviation: Deviation): Promise<Bytes> {
  const { edit, signer = issuer, ...said } = deviation;
  const draft = draftOf({ ...facts, ...said });
  return signCertificate({ ...draft, ...edit?.(draft) }, signer.privateKey);
}

function selfSigned(who: Person) {
  const { spki, peerName } = who;
  const nobody = { roles: [], classifiers: [] };
  return { ...PERIOD, ...nobody, subject: who, issuer: who, spki, group: peerName };
}

async function createPerson(friendlyName: string): Promise<Person> {
  const pair = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
    },
    false,
    ['sign', 'verify'],
  );
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return { friendlyName, peerName: peerNameOf(spki), spki, privateKey: pair.privateKey };
}
