/** Group configurations: a membership saved elsewhere and brought back, with a creator's key under its password. */

import { bytesEqual } from '../../core/bytes.ts';
import { isSameKey } from '../../core/certificate/certificate.ts';
import { isSameGroup, memberOf, type Chain } from '../../core/certificate/chain.ts';
import { compareCredentials } from '../../core/credential.ts';
import {
  formatGroupConfiguration,
  openGroupKey,
  parseGroupConfiguration,
  verifyConfiguration,
  type GroupConfiguration,
} from '../../core/document/group-configuration.ts';
import { fail, isPeerError, type PeerError } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import type { StoredRecovery } from '../../core/stored-recovery.ts';
import { membershipKey, type Change, type StoredMembership } from '../../core/stores.ts';
import { writeWithKey } from '../../storage/keyed-write.ts';
import { pastMoment } from '../clock.ts';
import type { Context } from '../context.ts';
import { withChain } from '../credential/own-chain.ts';
import { takenOf } from '../credential/own-credentials.ts';
import { emptyDatabase } from '../database/first-records.ts';
import { listGroups, openGroup } from '../group/groups.ts';
import { knownProperties } from '../group/properties.ts';
import { inTurnOfIdentities, openOwnIdentity } from '../identity/identities.ts';
import type { RestoreOutcome } from '../keeping-types.ts';
import { ownSightings, type Sighting } from '../people/member-rows.ts';
import { findSealedKey } from '../sealed-keys.ts';
import type { Group } from '../types.ts';
import { configuredKey, type ConfiguredKey } from './configured-key.ts';
import { signedAt } from './recovery-files.ts';

/** See {@link Keeping.groupConfiguration}. */
export async function groupConfiguration(context: Context, group: Group): Promise<string> {
  return (await configurationOf(context, group)).text;
}

/** The text of a group configuration, and the sealed key that is in it. */
export async function configurationOf(
  context: Context,
  { identity: { peerName: identity }, peerName: group }: Group,
): Promise<{ readonly text: string; readonly sealed: StoredRecovery | undefined }> {
  const { chain } = await openGroup(context, identity, group);
  const sealed = await findSealedKey(context.store, identity, group);
  const groupKey = sealed?.pkcs12;
  const text = await formatGroupConfiguration({ identity, group, chain, groupKey });
  return { text, sealed };
}

/** What became of a membership that was to be brought back. */
export interface BroughtBack {
  readonly group: Group;
  readonly outcome: RestoreOutcome;
  /** Why the group's key in it was left out. */
  readonly keyRefusal: PeerError | undefined;
}

/** See {@link Keeping.importGroupConfiguration}. */
export async function importGroupConfiguration(
  context: Context,
  text: string,
  password: string | undefined,
): Promise<BroughtBack> {
  const configuration = parseGroupConfiguration(text);
  const chain = await verifyConfiguration(configuration);
  const { store } = context;
  const { identity, group } = configuration;
  const look = () => configuredKey(context, { configuration, chain }, password);
  const first = await look();
  const wasHere = password !== undefined && first.sealed && !first.groupKey;
  const brought = await store.inTurn(group, () =>
    inTurnOfIdentities(store, async () => {
      // The group may have been left meanwhile, and its key with it.
      const { refusal: keyRefusal, ...key } = wasHere ? await look() : first;
      return { outcome: await keep(context, { configuration, chain, ...key }), keyRefusal };
    }),
  );
  return { group: await openGroup(context, identity, group), ...brought };
}

/** See {@link Keeping.unlockGroupKey}. */
export async function unlockGroupKey(
  context: Context,
  { identity: { peerName: identity }, peerName: group }: Group,
  password: string,
): Promise<Group> {
  const { derive, store } = context;
  const { chain } = await openGroup(context, identity, group);
  const sealed = (await findSealedKey(store, identity, group)) ?? fail('recovery.none', group);
  const groupKey = await openGroupKey(sealed.pkcs12, chain[0], { password, derive });
  await store.inTurn(group, async () => {
    const stored = await findMembership(context, identity, group);
    const value = { ...(stored ?? fail('group.unknown', group)), groupKey };
    const proof = { key: membershipKey(identity, group), spki: chain[0].spki };
    await writeWithKey(store, [{ put: 'memberships', value }], { kind: 'memberships', ...proof });
  });
  return openGroup(context, identity, group);
}

/** What is brought back, verified. */
interface Bringing extends Pick<ConfiguredKey, 'sealed' | 'groupKey'> {
  readonly configuration: GroupConfiguration;
  readonly chain: Chain;
}

/** One transaction: the membership by the rule of *newer*, the sealed key, and whom the chain names. */
async function keep(context: Context, bringing: Bringing): Promise<RestoreOutcome> {
  const { store } = context;
  const { chain, configuration, groupKey } = bringing;
  const { identity, group } = configuration;
  await verifyOwner(context, bringing);
  const present = await presentGroup(context, identity, group);
  const stored = present && (await findMembership(context, identity, group));
  const value = await membershipAfter(context, bringing, stored && { present, stored });
  const sealed = await keepingSealed(context, bringing);
  const isKnown = value === stored && sealed.length === 0;
  if (isKnown && !isNewer(chain, present)) return standingOf(chain, present);
  const changes: readonly Change[] = [
    { put: 'memberships', value },
    ...sealed,
    ...(await emptyDatabase(context, { peerName: group }, sightingsOf(bringing, value))),
  ];
  const proof = { kind: 'memberships', key: membershipKey(identity, group) } as const;
  await (groupKey
    ? writeWithKey(store, changes, { ...proof, spki: chain[0].spki })
    : store.write(changes));
  return isKnown ? 'already here' : 'restored';
}

/** The identity has to be here, with the very key; and no other group may go by the name of this one. */
async function verifyOwner(context: Context, { configuration, chain }: Bringing): Promise<void> {
  const { idc } = await ownIdentity(context, configuration.identity);
  if (!isSameKey(idc, memberOf(chain))) fail('configuration.member', 'of another key');
  const groups = await listGroups(context);
  const namesake = groups.find(({ peerName }) => peerName === configuration.group);
  if (namesake && !isSameGroup(namesake.chain, chain)) fail('join.root', configuration.group);
}

async function ownIdentity(context: Context, identity: PeerName) {
  try {
    return await openOwnIdentity(context, identity);
  } catch (cause) {
    if (!isPeerError(cause) || cause.reason !== 'identity.unknown') throw cause;
    return fail('configuration.identity', identity, { cause });
  }
}

/** The membership as it can be read; one that is damaged is none, and is replaced. */
async function presentGroup(
  context: Context,
  identity: PeerName,
  group: PeerName,
): Promise<Group | undefined> {
  const groups = await listGroups(context, identity);
  return groups.find(({ peerName }) => peerName === group);
}

async function membershipAfter(
  context: Context,
  { configuration: { identity, group }, chain, groupKey }: Bringing,
  before: { readonly present: Group; readonly stored: StoredMembership } | undefined,
): Promise<StoredMembership> {
  if (before === undefined) {
    const joined = pastMoment(signedAt(memberOf(chain)), context.now());
    const ders = chain.map(({ der }) => der);
    const known = await knownProperties(context, group);
    const fresh = { identity, group, chain: ders, earlier: [], joined, ...known };
    return groupKey ? { ...fresh, groupKey } : fresh;
  }
  const { present, stored } = before;
  const taken = takenOf(present, [chain], context.now());
  const after = taken === present.chain ? stored : await withChain(context, stored, taken);
  return groupKey ? { ...after, groupKey } : after;
}

/** The sealed key, where none is kept yet, or one that was not tried as this one was. */
async function keepingSealed(
  context: Context,
  { configuration: { identity, group }, sealed: pkcs12, groupKey }: Bringing,
): Promise<readonly Change[]> {
  const kept = await findSealedKey(context.store, identity, group);
  if (!pkcs12 || (kept && !groupKey)) return [];
  const now = context.now();
  return [{ put: 'recoveries', value: { identity, group, pkcs12, sealed: now, saved: now } }];
}

/** One that was not taken is known from now on: where it is newer, it is offered. */
function sightingsOf({ chain }: Bringing, { chain: ders }: StoredMembership): readonly Sighting[] {
  const own = ders.at(-1);
  const isTaken = own !== undefined && bytesEqual(own, memberOf(chain).der);
  return isTaken ? ownSightings(chain) : [{ chain, source: 'update', hasJoined: true }];
}

function standingOf(chain: Chain, present: Group | undefined): RestoreOutcome {
  const isOlder = present && compareCredentials(memberOf(present.chain), memberOf(chain)) > 0;
  return isOlder ? 'newer here' : 'already here';
}

function isNewer(chain: Chain, present: Group | undefined): boolean {
  return !present || compareCredentials(memberOf(chain), memberOf(present.chain)) > 0;
}

async function findMembership(
  { store }: Context,
  identity: PeerName,
  group: PeerName,
): Promise<StoredMembership | undefined> {
  const [stored] = await store.findAll('memberships', [membershipKey(identity, group)]);
  return stored;
}
