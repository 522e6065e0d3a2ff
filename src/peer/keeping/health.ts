/** All that is kept, tried: what is damaged is named and set apart, and the rest goes on. */

import { isSameKey, type Idc } from '../../core/certificate/certificate.ts';
import { verifySoundIdc } from '../../core/certificate/idc.ts';
import { memberOf, verifySoundChain } from '../../core/certificate/chain.ts';
import { fail, isOfBrowser, isPeerError } from '../../core/errors.ts';
import { harmlessName } from '../../core/friendly-name.ts';
import { decodePkcs12 } from '../../core/pkcs12/decode.ts';
import { parsePeerName, type PeerName } from '../../core/peer-name.ts';
import type { Reason } from '../../core/reasons.ts';
import type { StoredRecovery } from '../../core/stored-recovery.ts';
import {
  keyOf,
  KINDS,
  membershipKey,
  type Kind,
  type StoredIdentity,
  type StoredMembership,
} from '../../core/stores.ts';
import { verifyKeyPair } from '../../core/webcrypto.ts';
import type { Context } from '../context.ts';
import type { Damage, HealthOf } from '../keeping-types.ts';

/** Something damaged, and where it is kept. */
export interface Finding {
  readonly damage: Damage;
  readonly at: Place;
}

/** A stored thing by its key. */
interface Place {
  readonly kind: Kind;
  readonly key: string;
}

/** See {@link Keeping.health}. */
export async function health(context: Context, of: HealthOf): Promise<readonly Damage[]> {
  const findings = await findingsIn(context, of === 'mine' ? MINE : KINDS);
  return findings.map(({ damage }) => damage);
}

/** The kinds of which nobody else has anything. */
const MINE = ['identities', 'memberships', 'recoveries'] as const;

/** What is damaged of some kinds just now. Those of {@link MINE} are always tried. */
export async function findingsIn(
  context: Context,
  kinds: readonly Kind[],
): Promise<readonly Finding[]> {
  const { store } = context;
  const recoveries = await store.list('recoveries');
  const memberships = await store.list('memberships');
  const sealed = new Set(recoveries.map((one) => keyOf.recoveries(one)));
  const kept = await store.list('identities');
  const names = { identities: kept, memberships };
  const identities = await Promise.all(kept.map((stored) => tryIdentity(context, stored)));
  const sound = new Map(
    identities.flatMap(({ idc }) => (idc ? [[idc.subject.peerName, idc]] : [])),
  );
  return [
    ...(await misshapen(context, kinds)),
    ...identities.flatMap(({ finding }) => finding ?? []),
    ...(await Promise.all(memberships.map((one) => tryMembership(context, one, sound)))).flat(),
    ...recoveries.flatMap((one) => tryRecovery(one, nameOf(one, names))),
  ].map((finding) => besideSealed(finding, sealed));
}

/** What each kind is to a person. */
const NAMES: Readonly<Partial<Record<Kind, Damage['what']>>> = {
  identities: 'identity',
  memberships: 'membership',
  recoveries: 'recovery file',
};

/** What storage itself has set apart. */
async function misshapen({ store }: Context, kinds: readonly Kind[]): Promise<readonly Finding[]> {
  const damaged = await store.listDamaged(kinds);
  return damaged.map(({ kind, key, name }) =>
    findingOf({ kind, key }, { what: NAMES[kind] ?? 'other', name, reason: 'storage.damaged' }),
  );
}

interface TriedIdentity {
  /** Absent where it cannot be trusted. */
  readonly idc?: Idc;
  readonly finding?: Finding;
}

async function tryIdentity(
  { certificates }: Context,
  { peerName: key, friendlyName: name, idc: der, privateKey }: StoredIdentity,
): Promise<TriedIdentity> {
  const at = { kind: 'identities', key } as const;
  try {
    const idc = await verifySoundIdc(der, certificates);
    if (idc.subject.peerName !== key) fail('storage.damaged', 'another identity');
    const reason = await failureOf(() => verifyKeyPair({ privateKey, spki: idc.spki }));
    return reason ? { idc, finding: findingOf(at, { what: 'identity', name, reason }) } : { idc };
  } catch (error) {
    return { finding: findingOf(at, { what: 'identity', name, reason: reasonOf(error) }) };
  }
}

async function tryMembership(
  { certificates }: Context,
  stored: StoredMembership,
  identities: ReadonlyMap<string, Idc>,
): Promise<readonly Finding[]> {
  const at = { kind: 'memberships', key: keyOf.memberships(stored) } as const;
  const { groupKey } = stored;
  let name = stored.properties?.friendlyName ?? stored.group;
  try {
    const chain = await verifySoundChain(stored.chain, certificates);
    const [root] = chain;
    name = stored.properties?.friendlyName ?? root.subject.friendlyName;
    if (root.subject.peerName !== stored.group) fail('storage.damaged', 'another group');
    const identity = identities.get(stored.identity);
    if (!identity || !isSameKey(identity, memberOf(chain))) {
      fail('storage.damaged', 'a membership without its identity');
    }
    if (groupKey === undefined) return [];
    const reason = await failureOf(() => verifyKeyPair({ privateKey: groupKey, spki: root.spki }));
    return reason === undefined ? [] : [findingOf(at, { what: 'group key', name, reason })];
  } catch (error) {
    const { damage } = findingOf(at, { what: 'membership', name, reason: reasonOf(error) });
    return [{ at, damage: groupKey ? { ...damage, groupKey: 'unsealed' } : damage }];
  }
}

/** Where names are, as they are kept. */
interface Names {
  readonly identities: readonly StoredIdentity[];
  readonly memberships: readonly StoredMembership[];
}

/** Of what a sealed key is; empty where that is known no more. */
function nameOf({ identity, group }: StoredRecovery, { identities, memberships }: Names): string {
  if (group === '') {
    return identities.find(({ peerName }) => peerName === identity)?.friendlyName ?? '';
  }
  const membership = memberships.find((one) => one.identity === identity && one.group === group);
  return membership?.properties?.friendlyName ?? '';
}

function tryRecovery(stored: StoredRecovery, name: string): readonly Finding[] {
  try {
    decodePkcs12(stored.pkcs12);
    return [];
  } catch (error) {
    const at = { kind: 'recoveries', key: keyOf.recoveries(stored) } as const;
    const what = stored.group === '' ? 'recovery file' : 'sealed group key';
    return [findingOf(at, { what, name, reason: reasonOf(error) })];
  }
}

function findingOf(
  { kind, key }: Place,
  { what, name, reason }: Pick<Damage, 'what' | 'name' | 'reason'>,
): Finding {
  const id = `${what}\0${kind}\0${key}`;
  return {
    damage: {
      what,
      name: harmlessName(name),
      recovery: undefined,
      groupKey: undefined,
      id,
      reason,
    },
    at: { kind, key },
  };
}

/** With a recovery file beside it an identity is mended by its password; so a group key is never lost. */
function besideSealed(found: Finding, sealed: ReadonlySet<string>): Finding {
  const { damage, at } = found;
  if (damage.what === 'membership' && sealed.has(at.key)) {
    return { damage: { ...damage, groupKey: 'sealed' }, at };
  }
  if (damage.what !== 'identity' || !sealed.has(membershipKey(at.key, ''))) return found;
  return { damage: { ...damage, recovery: peerNameIn(at.key) }, at };
}

function peerNameIn(key: string): PeerName | undefined {
  try {
    return parsePeerName(key);
  } catch {
    return undefined;
  }
}

async function failureOf(attempt: () => Promise<void>): Promise<Reason | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What says nothing of the thing itself, such as a browser without keys, goes on. */
function reasonOf(error: unknown): Reason {
  if (isPeerError(error) && !isOfBrowser(error)) return error.reason;
  throw error;
}
