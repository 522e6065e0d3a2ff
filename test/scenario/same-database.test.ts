/** Whatever the order in which records go from hand to hand, every member ends with the same database. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { formatGroupUpdate } from '../../src/core/document/group-update.ts';
import type { PeerName } from '../../src/core/peer-name.ts';
import type { StoredDatabase, StoredMember, StoredRecord } from '../../src/core/stored-group.ts';
import type { StoredMembership } from '../../src/core/stores.ts';
import { Peer } from '../../src/peer.ts';
import { createMemoryStore, emptyMemory } from '../../src/storage/memory-store.ts';
import { cardOf, NOON, person, type Person } from '../support/people.ts';
import { Dice, RandomGroup, type Given } from '../support/random-group.ts';

const RUNS = 200;

let pool: readonly Person[];
let groups: readonly Person[];
let cards: ReadonlyMap<Person, Uint8Array<ArrayBuffer>>;

beforeAll(async () => {
  const names = ['Alice', 'Bob', 'Carol', 'Dave', 'Eve', 'Frank', 'Grace', 'Heidi'];
  pool = await Promise.all(names.map((name) => person(name)));
  groups = await Promise.all(['Chess', 'Go'].map((name) => person(`the group ${name}`)));
  cards = new Map(await Promise.all(pool.map(async (who) => [who, await cardOf(who)] as const)));
});

/** The browser of somebody who has joined with one of his credentials, and opened nothing yet. */
async function browserOf(world: RandomGroup, { owner, chain }: Given) {
  const memory = emptyMemory();
  const store = createMemoryStore(memory);
  const { peerName, friendlyName, privateKey } = owner;
  const identity = { peerName, friendlyName, privateKey, idc: cards.get(owner)!, created: NOON };
  const membership = { identity: peerName, group: world.group.peerName, chain, earlier: [] };
  await store.write([
    { add: 'identities', value: identity },
    { add: 'memberships', value: { ...membership, joined: NOON } },
  ]);
  const peer = new Peer({ store, now: () => NOON });
  const open = async (text: string) => (await peer.updates()).openGroupUpdate(text);
  return { memory, peer, open, owner };
}

type Browser = Awaited<ReturnType<typeof browserOf>>;

/** Where somebody’s own membership lies: whoever makes an update publishes it then, and the others do not have it yet. */
function publishedBy({ memory }: Browser): readonly string[] {
  const databases = [...memory.shelves.databases.values()] as StoredDatabase[];
  return databases.flatMap(({ own }) => own.map(({ slot }) => slot));
}

/** A name for bytes that a failing test can print. */
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** The records by their places, and some members, but for how and when what is known of them came. */
function databaseOf({ memory }: Browser, maker: Browser, without: readonly Browser[] = []) {
  const all = [...memory.shelves.records.values()] as StoredRecord[];
  const published = publishedBy(maker);
  const records = all.filter(({ slot }) => !published.includes(slot));
  const names = without.map(({ owner }) => owner.peerName);
  const members = ([...memory.shelves.members.values()] as StoredMember[]).filter(
    ({ peerName }) => !names.includes(peerName),
  );
  return {
    records: new Map(records.map(({ slot, bytes }) => [slot, digest(bytes)])),
    members: new Map(
      members.map((row) => {
        const { friendlyName, role, start, end, issuer, issuerKeyHash, endsWithIssuer } = row;
        const life = { role, start, end, endsWithIssuer };
        return [
          row.peerName,
          { friendlyName, der: digest(row.der), issuer, issuerKeyHash, ...life },
        ];
      }),
    ),
    aside: memory.shelves.aside.size,
  };
}

/** All records, some of them twice, in any order and in any number of updates. */
function updatesOf(world: RandomGroup, dice: Dice): Promise<readonly string[]> {
  const again = world.made.filter(() => dice.once(4));
  const all = dice.shuffled([...world.made, ...again]).map(({ bytes }) => bytes);
  const parts = Array.from({ length: 1 + dice.below(3) }, () => [] as Uint8Array<ArrayBuffer>[]);
  for (const bytes of all) dice.one(parts).push(bytes);
  const group = world.group.peerName as PeerName;
  return Promise.all(parts.map((part) => formatGroupUpdate(group, part)));
}

const leafOf = ({ chain }: { readonly chain: readonly Uint8Array[] }) => chain.at(-1)!;

function ownLeafIn({ memory }: Browser): Uint8Array {
  const [mine] = memory.shelves.memberships.values() as Iterable<StoredMembership>;
  return leafOf(mine!);
}

/** @param maker whoever made the update that the last one has opened: his own membership is in it */
function expectDatabase(
  browser: Browser,
  { maker, isLast }: { readonly maker: Browser; readonly isLast: boolean },
  world: RandomGroup,
): void {
  const { records, members, aside } = databaseOf(browser, maker);
  const winners = [...world.winners()].map(([slot, { bytes }]) => [slot, digest(bytes)] as const);
  expect(records).toEqual(new Map(winners));
  expect(aside).toBe(0);
  const told = (who: Person) => (isLast && who === maker.owner ? ownLeafIn(maker) : undefined);
  const present = world.people.map((who): [string, string] => {
    const leaf =
      who === browser.owner ? ownLeafIn(browser) : leafOf(world.presentOf(who, told(who)));
    return [who.peerName, digest(leaf)];
  });
  expect(new Map([...members].map(([name, { der }]) => [name, der]))).toEqual(new Map(present));
  const keys = [...browser.memory.shelves.members.values()] as StoredMember[];
  const known = new Set(keys.map(({ keyHash }) => keyHash));
  const issuers = new Set(keys.map(({ issuerKeyHash }) => issuerKeyHash));
  // All but the group itself.
  expect([...issuers].filter((keyHash) => !known.has(keyHash))).toHaveLength(1);
}

test('any order, any repetition, any split of the same records over updates leads every member to the same database', async () => {
  const groupOfAnySize = fc.record({
    seed: fc.integer(),
    size: fc.integer({ min: 3, max: 8 }),
    happenings: fc.integer({ min: 0, max: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(groupOfAnySize, async ({ seed, size, happenings }) => {
      const dice = new Dice(seed);
      const people = dice.shuffled(pool).slice(0, size);
      const world = new RandomGroup(dice, dice.one(groups), people);
      await world.fill(happenings);
      const browsers: Browser[] = [];
      for (const owner of people) {
        const his = world.given.filter((given) => given.owner === owner);
        browsers.push(await browserOf(world, dice.one(his)));
      }
      const [first, ...others] = browsers as [Browser, ...Browser[]];
      const last = others.pop()!;
      for (const browser of [first, ...others]) {
        for (const text of await updatesOf(world, dice)) await browser.open(text);
      }
      // Whoever comes last has it from another member alone.
      const [group] = await first.peer.listGroups();
      const opened = await first.peer.openGroup(group!.identity.peerName, group!.peerName);
      await last.open((await (await first.peer.updates()).groupUpdate(opened)).text);
      // Of himself everybody sees the credential that he has taken.
      for (const browser of browsers) {
        expectDatabase(browser, { maker: first, isLast: browser === last }, world);
      }
      for (const browser of [...others, last]) {
        const both = [first, browser];
        expect(databaseOf(browser, first, both)).toEqual(databaseOf(first, first, both));
      }
    }),
    { numRuns: RUNS },
  );
}, 300_000);
