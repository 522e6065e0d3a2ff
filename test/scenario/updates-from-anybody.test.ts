/** Updates that anybody may have made: what they cost, what they leave behind, and what they cannot do. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { memberOf } from '../../src/core/certificate/chain.ts';
import { formatGroupUpdate, parseGroupUpdate } from '../../src/core/document/group-update.ts';
import { filetimeOf } from '../../src/core/record/record.ts';
import { createGuid, signRecord, type RecordDraft } from '../../src/core/record/sign.ts';
import { Peer, type Group } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { publicPerson } from '../support/public-people.ts';
import { throwing } from '../support/throwing.ts';

const TYPE = '6f1d2a40-b7c8-4f0e-9d31-55a0c2e7b911';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
  group = await groupOf(alice, 'Chess', [bob, 'inviting member'], [carol, 'member']);
});

const make = async (who: Somebody, of = group) => who.peer.groupUpdate(await who.open(of));
const open = (who: Somebody, text: string) => who.peer.openGroupUpdate(text);

/** A record as somebody signs it, with whatever is said of it. */
async function signedBy(who: Somebody, said: Partial<RecordDraft> = {}) {
  const { chain } = await who.open(group);
  const draft = {
    ...{ type: TYPE, id: createGuid(), version: 1, isDeleted: false, attributes: '' },
    ...{ creator: who.me.peerName, modifier: undefined, group: group.peerName },
    ...{ created: filetimeOf(NOON), modified: filetimeOf(NOON) },
    ...{ expires: filetimeOf(NOON + 50 * DAY), payload: Uint8Array.of(1) },
  };
  const [{ privateKey } = fail()] = who.kept('identities');
  return signRecord({ ...draft, ...said }, { certificate: memberOf(chain), privateKey });
}

function fail(): never {
  throw new TypeError('no identity');
}

const opening = async (who: Somebody, ...records: Parameters<typeof formatGroupUpdate>[1]) =>
  open(who, await formatGroupUpdate(group.peerName, records));

describe('An update that cannot be written', () => {
  test('leaves nothing of itself behind', async () => {
    const { text } = await make(carol);
    const store = createMemoryStore(alice.memory);
    const peer = new Peer({ store, now: () => NOON });
    const before = alice.memory.shelves;
    const [identity = fail()] = alice.kept('identities');
    const write = vi.spyOn(store, 'write').mockImplementation((changes) =>
      // What is there already is refused, and all that stands before it has to go with it.
      createMemoryStore(alice.memory).write([...changes, { add: 'identities', value: identity }]),
    );
    await expect(peer.openGroupUpdate(text)).rejects.toThrow(
      throwing('PEER_E_ALREADY_EXISTS', 'storage.exists'),
    );
    expect(write).toHaveBeenCalledTimes(1);
    expect(alice.memory.shelves).toBe(before);
  });

  test('of a renewal renews nobody', async () => {
    const before = alice.memory.shelves;
    vi.stubGlobal('CompressionStream', function none() {
      throw new TypeError('no such stream');
    });
    try {
      const wishes = { keyHashes: [bob.me.keyHash] };
      alice.now = NOON + SECOND;
      const renewing = (await alice.peer.credentials()).renewMembers(group, wishes);
      await expect(renewing).rejects.toThrow('no such stream');
    } finally {
      vi.unstubAllGlobals();
    }
    expect(alice.memory.shelves).toBe(before);
  });
});

describe('What opening one costs', () => {
  test('no certificate is verified twice, however many chains it stands in', async () => {
    const credentials = await bob.peer.credentials();
    const info = { roles: ['member'] as const };
    for (const name of ['Dan', 'Eve', 'Finn', 'Gus']) {
      const { peerName, spki, friendlyName } = await publicPerson(name);
      await credentials.issueCredential(await bob.open(group), peerName, {
        publish: true,
        credentialInfo: { ...info, publicKey: spki, friendlyName },
      });
    }
    const { text, records } = await make(bob);
    carol.close();
    await carol.open(group);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const report = await open(carol, text);
    // Each record, and the credentials of Bob and of the four: Alice’s was verified with Carol’s own chain.
    expect([report.new, report.refused]).toEqual([records, []]);
    expect(verify).toHaveBeenCalledTimes(records + 5);
    verify.mockRestore();
  });

  test('of many refused records a hundred are named, and all are counted', async () => {
    const junk = Array.from({ length: 150 }, (_, at) => Uint8Array.of(at));
    const report = await opening(alice, ...junk);
    expect(report.refused).toHaveLength(100);
    expect(report.refusedRecords).toBe(150);
    expect(alice.kept('acts')).toContainEqual(
      expect.objectContaining({ what: 'refused', count: 150 }),
    );
  });

  test('of thousands whose authors nobody knows, none is looked for by itself', async () => {
    const record = await signedBy(carol);
    const invented = Array.from({ length: 2_000 }, (_, count) => {
      const bytes = record.slice();
      const view = new DataView(bytes.buffer);
      // Behind type, id, version, flags, the creator, no modifier and the length of what is signed.
      const credentials = 40 + 4 + (carol.me.peerName.length + 1) * 2 + 4 + 4;
      for (const at of [16, credentials, credentials + 16]) view.setUint32(at, count);
      return bytes;
    });
    const store = createMemoryStore(alice.memory);
    const peer = new Peer({ store, now: () => NOON });
    const findAll = vi.spyOn(store, 'findAll');
    const text = await formatGroupUpdate(group.peerName, invented);
    expect(await peer.openGroupUpdate(text)).toMatchObject({ new: 0, refusedRecords: 0 });
    expect(Math.max(...findAll.mock.calls.map(([, keys]) => keys.length))).toBeLessThan(100);
    expect(alice.kept('aside')).toHaveLength(1_000);
  });
});

describe('What waits for its author', () => {
  test('takes four MiB at most, the oldest out first', async () => {
    const payload = new Uint8Array(64 * 1024);
    const early = await Promise.all(
      Array.from({ length: 40 }, () => signedBy(carol, { payload, version: 1 })),
    );
    const late = await Promise.all(
      Array.from({ length: 40 }, () => signedBy(carol, { payload, version: 2 })),
    );
    await opening(bob, ...early);
    expect(bob.kept('aside')).toHaveLength(40);
    bob.now = NOON + 1;
    await opening(bob, ...late);
    const kept = bob.kept('aside');
    const bytes = kept.reduce((sum, one) => sum + one.bytes.length, 0);
    expect(bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(bytes).toBeGreaterThan(4 * 1024 * 1024 - 70_000);
    expect(kept.filter(({ since }) => since === NOON + 1)).toHaveLength(40);
  });

  test('goes when it has ended long ago, and is not set aside then', async () => {
    const record = await signedBy(carol, { expires: filetimeOf(NOON + DAY) });
    expect(await opening(bob, record)).toMatchObject({ setAside: 1 });
    bob.now = NOON + 92 * DAY;
    expect(await opening(bob, record)).toMatchObject({ setAside: 0, known: 1 });
    expect(bob.kept('aside')).toEqual([]);
  });
});

describe('An update under a wrong name', () => {
  test('with the records of another group keeps nothing of them', async () => {
    const other = await groupOf(alice, 'Go', [bob, 'member']);
    const { records } = await parseGroupUpdate((await make(alice, other)).text);
    const before = bob.kept('records').length;
    const report = await open(bob, await formatGroupUpdate(group.peerName, records));
    expect(report).toMatchObject({ new: 0, setAside: 0, refusedRecords: records.length });
    expect(new Set(report.refused.map(({ error }) => error.reason))).toEqual(
      new Set(['record.group']),
    );
    expect(bob.kept('records')).toHaveLength(before);
  });

  test('of a group that I am in, with records of one that I am in too, changes neither', async () => {
    const other = await groupOf(alice, 'Go', [bob, 'member']);
    const { records } = await parseGroupUpdate((await make(alice)).text);
    const report = await open(bob, await formatGroupUpdate(other.peerName, records));
    expect(report).toMatchObject({ new: 0, refusedRecords: records.length });
    expect(bob.kept('records')).toEqual([]);
  });
});

test('a payload beyond its limit is refused among good records, and they are kept', async () => {
  const large = await signedBy(carol, { payload: new Uint8Array(64 * 1024 + 1) });
  const good = await signedBy(carol);
  const { records } = await parseGroupUpdate((await make(carol)).text);
  const report = await opening(bob, large, good, ...records);
  expect(report.refused.map(({ at, error }) => [at, error.reason])).toEqual([[0, 'record.size']]);
  expect(report.new).toBe(records.length + 1);
});

describe('A record of the highest version', () => {
  const last = { version: 0xffff_ffff };
  const records = (who: Somebody) => who.peer.records();

  beforeEach(async () => {
    const membership = await parseGroupUpdate((await make(carol)).text);
    await opening(alice, await signedBy(carol, last), ...membership.records);
  });

  test('can still be changed by an administrator, and deleted at the same moment', async () => {
    const opened = await alice.open(group);
    const [record = fail()] = await (await records(alice)).listRecords(opened);
    const change = { payload: Uint8Array.of(2) };
    const changed = await (await records(alice)).updateRecord(opened, record, change);
    expect(changed).toMatchObject({ ...last, payload: Uint8Array.of(2) });
    await (await records(alice)).deleteRecord(opened, record);
    expect(await (await records(alice)).listRecords(opened)).toEqual([]);
    expect(await open(bob, (await make(alice)).text)).toMatchObject({ refused: [] });
    expect(await (await records(bob)).listRecords(await bob.open(group))).toEqual([]);
  });
});
