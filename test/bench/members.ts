/** What a large group costs, on the real storage: an update of it opened, and the first of its people shown. */

import { toHex, type Bytes } from '../../src/core/bytes.ts';
import { CertificateMemory } from '../../src/core/certificate/certificate-memory.ts';
import { memberOf, verifyChain, type Chain } from '../../src/core/certificate/chain.ts';
import { issueGmc, subjectOf } from '../../src/core/certificate/issue.ts';
import { issueCredential, type Inviter } from '../../src/core/credential.ts';
import { formatGroupUpdate } from '../../src/core/document/group-update.ts';
import { createIdentity } from '../../src/core/identity.ts';
import { peerNameOf } from '../../src/core/peer-name.ts';
import { membershipRecord } from '../../src/core/record/membership.ts';
import type { StoredMember } from '../../src/core/stored-group.ts';
import { allInGroup, inGroup, type Change, type Store } from '../../src/core/stores.ts';
import { isSignedBy, randomBytes } from '../../src/core/webcrypto.ts';
import { Peer, type Group } from '../../src/peer.ts';
import { mergedRows } from '../../src/peer/people/member-rows.ts';
import { openIdbStore } from '../../src/storage/idb-store.ts';
import type { Figure } from './bench.ts';

const ISSUERS = 10;
const RENEWED = 1000;
const MEMBERS = 10_000;
const SHOWN = 50;
const ROUNDS = 5;
/** Of what is over in a blink. */
const MANY_ROUNDS = 25;
const now = Date.now();

/** The public key of a SubjectPublicKeyInfo of 2048 bits stands between these. */
const BEFORE_MODULUS = 33;
const BEHIND_MODULUS = 5;

/** An update of 1000 members, each with a chain of three certificates, judged and written. */
export async function updateOfMany(): Promise<Figure> {
  const founded = await found();
  const issuers = await issuersOf(founded);
  const records: Bytes[] = [];
  for (let number = 0; number < RENEWED; number++) {
    const inviter = issuers[number % ISSUERS] ?? founded;
    const chain = await issueToSomebody(inviter, `Member ${number}`);
    const signer = { certificate: memberOf(inviter.chain), privateKey: inviter.privateKey };
    records.push(await membershipRecord(chain, signer, now));
  }
  const text = await formatGroupUpdate(founded.chain[0].group, records);
  const kept = await keptIn(founded.store);
  const rounds = await inTurns(
    () => opening(kept, text),
    () => verifying(founded.chain, 2 * RENEWED),
  );
  await founded.end();
  return figure(`update of ${RENEWED} members opened`, rounds, {
    limit: 12,
    beside: `${2 * RENEWED} raw verifications`,
  });
}

/** The data of the first rows of a large group, each verified, where nothing was before. */
export async function firstOfMany(): Promise<Figure> {
  const founded = await found();
  await fill(founded);
  const { group, store } = founded;
  const stretch = { by: 'order', ...allInGroup(group.peerName), limit: SHOWN } as const;
  const rounds = await inTurns(
    () => showing(founded),
    async () => {
      const start = performance.now();
      await store.listStretch('members', stretch);
      return performance.now() - start + (await verifying(founded.chain, SHOWN));
    },
    MANY_ROUNDS,
  );
  await founded.end();
  return figure(`first ${SHOWN} of ${MEMBERS} members`, rounds, {
    limit: 2,
    beside: `a bare read of them and ${SHOWN} raw verifications`,
  });
}

/** A group on a database of its own. */
interface Founded extends Inviter {
  readonly store: Store;
  readonly group: Group;
  readonly groupKey: CryptoKey;
  /** Deletes the database. */
  readonly end: () => Promise<void>;
}

async function found(): Promise<Founded> {
  const { store, end } = await openScratch();
  const peer = new Peer({ store, now: () => now });
  const { peerName: identity } = await peer.createIdentity({ friendlyName: 'Alice' });
  const group = await peer.createGroup({ identity, friendlyName: 'Harbour Radio Club' });
  const [membership] = await store.list('memberships');
  const [kept] = await store.list('identities');
  if (membership?.groupKey === undefined || kept === undefined) throw new Error('nothing kept');
  const { groupKey } = membership;
  return { store, group, groupKey, chain: group.chain, privateKey: kept.privateKey, end };
}

async function openScratch() {
  const name = `conclave benchmark ${toHex(randomBytes(8))}`;
  const store = await openIdbStore(name);
  const end = async () => {
    store.close();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve;
    });
  };
  return { store, end };
}

/** Inviting members with keys of their own, whom the group has let in itself. */
async function issuersOf({ chain: [root], groupKey }: Founded): Promise<readonly Inviter[]> {
  const creating = Array.from({ length: ISSUERS }, async (_, number): Promise<Inviter> => {
    const { idc, privateKey } = await createIdentity({ friendlyName: `Issuer ${number}` }, now);
    const { validity } = root;
    const grant = { subject: subjectOf(idc), roles: ['inviting member'] as const, validity };
    const issued = await issueGmc({ certificate: root, privateKey: groupKey }, grant);
    return { chain: await verifyChain([root.der, issued], now), privateKey };
  });
  return Promise.all(creating);
}

/** A membership of somebody whose private key nobody needs. */
async function issueToSomebody(inviter: Inviter, friendlyName: string): Promise<Chain> {
  const spki = memberOf(inviter.chain).spki.slice();
  const modulus = spki.subarray(BEFORE_MODULUS, -BEHIND_MODULUS);
  modulus.set(randomBytes(modulus.length));
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1;
  const subject = { friendlyName, peerName: await peerNameOf(spki), spki };
  return issueCredential({ inviter, subject }, { roles: ['member'] }, now);
}

/** Real rows for those who come first, and as many of their like behind them as there are members. */
async function fill(founded: Founded): Promise<void> {
  const { store, group } = founded;
  const chains: Chain[] = [];
  for (let number = 0; number < SHOWN; number++) {
    chains.push(await issueToSomebody(founded, `Member ${number}`));
  }
  const context = { store, now: () => now, certificates: new CertificateMemory() };
  const sightings = chains.map((chain) => ({ chain, source: 'update', hasJoined: true }) as const);
  await store.write(await mergedRows(context, group.peerName, sightings));
  const [row] = (await store.list('members')).filter(({ source }) => source === 'update');
  if (row === undefined) throw new Error('no row');
  const others = Array.from({ length: MEMBERS - SHOWN }, (_, number) => likeness(row, number));
  await store.write(others.map((value): Change => ({ put: 'members', value })));
}

function likeness(row: StoredMember, number: number): StoredMember {
  const keyHash = toHex(randomBytes(32));
  return { ...row, keyHash, order: inGroup(row.group, `other ${number}`, keyHash) };
}

/** What a browser needs to be in the group. */
async function keptIn(store: Store): Promise<readonly Change[]> {
  const kinds = ['identities', 'memberships', 'members', 'credentials', 'databases'] as const;
  const kept = await Promise.all(
    kinds.map(async (kind) =>
      (await store.list(kind)).map((value) => ({ add: kind, value }) as Change),
    ),
  );
  return kept.flat();
}

/** Milliseconds that a browser needs to open an update of a group of which it knows nobody yet. */
async function opening(kept: readonly Change[], text: string): Promise<number> {
  const { store, end } = await openScratch();
  await store.write(kept);
  const updates = await new Peer({ store, now: () => now }).updates();
  const start = performance.now();
  const report = await updates.openGroupUpdate(text);
  const took = performance.now() - start;
  if (report.newMembers < RENEWED) throw new Error(`${report.newMembers} members came`);
  await end();
  return took;
}

/** Milliseconds that the first rows need in a page that has just opened the group. */
async function showing({ store, group }: Founded): Promise<number> {
  const peer = new Peer({ store, now: () => now });
  const opened = await peer.openGroup(group.identity.peerName, group.peerName);
  const people = await peer.people();
  const start = performance.now();
  const members = await people.first(opened, SHOWN);
  const took = performance.now() - start;
  if (members.length < SHOWN) throw new Error(`${members.length} members shown`);
  return took;
}

/** Milliseconds of raw verifications, one after the other. */
async function verifying([root]: Chain, times: number): Promise<number> {
  const { spki, signature, tbs } = root;
  const start = performance.now();
  for (let count = 0; count < times; count++) await isSignedBy(spki, signature, tbs);
  return performance.now() - start;
}

/** Both in turns, so that a machine that slows down slows both; the first round warms up. */
async function inTurns(
  work: () => Promise<number>,
  yardstick: () => Promise<number>,
  times = ROUNDS,
) {
  const rounds: { readonly work: number; readonly yardstick: number }[] = [];
  for (let round = 0; round <= times; round++) {
    rounds.push({ work: await work(), yardstick: await yardstick() });
  }
  return rounds.slice(1).toSorted((a, b) => a.work / a.yardstick - b.work / b.yardstick);
}

function figure(
  what: string,
  rounds: Awaited<ReturnType<typeof inTurns>>,
  { limit, beside }: Pick<Figure, 'beside'> & { readonly limit: number },
): Figure {
  const { work, yardstick } = rounds[rounds.length >> 1] ?? { work: NaN, yardstick: NaN };
  const times = `${work.toFixed(0)} ms beside ${yardstick.toFixed(0)} ms for ${beside}`;
  return { what, value: work / yardstick, unit: 'times', digits: 2, limit, beside: times };
}
