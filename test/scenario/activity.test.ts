import { beforeEach, describe, expect, test } from 'vitest';
import { CertificateMemory } from '../../src/core/certificate/certificate-memory.ts';
import { noting, type Happening } from '../../src/peer/activity.ts';
import type { Act, Group } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

let alice: Somebody;
let bob: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  group = await alice.found('Chess');
});

const list = async (limit = 100, before?: Act) =>
  (await alice.peer.activity()).list(group, { limit, ...(before && { before }) });

/** Notes an act as if it had been done. */
async function note(change: Partial<Happening>): Promise<void> {
  const store = createMemoryStore(alice.memory);
  const context = { store, now: () => alice.now, certificates: new CertificateMemory() };
  const names = { group: group.peerName, identity: alice.me.peerName };
  await store.write([
    noting(context, { ...names, what: 'update-made', people: [], count: 1, ...change }),
  ]);
}

describe('What happened in a group', () => {
  test('comes the newest first, and those of one moment in the order in which they were noted', async () => {
    for (const about of ['a', 'b', 'c']) await note({ about });
    alice.now = NOON + SECOND;
    await note({ about: 'd' });
    const said = (await list()).flatMap(({ about }) => (about === undefined ? [] : [about]));
    expect(said.slice(0, 4)).toEqual(['d', 'c', 'b', 'a']);
  });

  test('is read in pages', async () => {
    for (let second = 1; second <= 5; second++) {
      alice.now = NOON + second * SECOND;
      await note({ count: second });
    }
    const [newest, next] = await list(2);
    expect([newest?.count, next?.count]).toEqual([5, 4]);
    expect((await list(2, next)).map(({ count }) => count)).toEqual([3, 2]);
  });

  test('of one moment is not lost where a page ends', async () => {
    for (const about of ['a', 'b', 'c', 'd']) await note({ about });
    const pages: string[][] = [];
    for (let page = await list(2); page.length > 0; page = await list(2, page.at(-1))) {
      pages.push(page.map(({ about = '' }) => about));
    }
    expect(pages).toEqual([['d', 'c'], ['b', 'a'], ['Chess']]);
  });

  test('says whom I invited, renewed and let end, by the names of then', async () => {
    await alice.invite(bob, group, { role: 'inviting member', until: NOON + DAY });
    alice.now = NOON + SECOND;
    const keyHashes = [bob.me.keyHash];
    await (await alice.peer.credentials()).renewMembers(group, { keyHashes });
    alice.now = NOON + 2 * SECOND;
    await (await alice.peer.people()).letEnd(group, bob.me.keyHash, true);
    expect((await list(3)).map(({ what, people, role }) => [what, people, role])).toEqual([
      ['let-end', ['Bob'], undefined],
      ['renewed', ['Bob'], 'inviting member'],
      ['invited', ['Bob'], 'inviting member'],
    ]);
  });

  test('names people harmlessly, a hundred of them at most, and says how many there were', async () => {
    const people = Array.from({ length: 150 }, (_, index) => `Member ${index}\u202e`);
    await note({ people, count: 150, about: 'Chess\u2066' });
    const [act] = await list(1);
    expect(act?.people).toHaveLength(100);
    expect(act).toMatchObject({ count: 150, about: 'Chess\ufffd' });
    expect(act?.people[0]).toBe('Member 0\ufffd');
  });

  test('is that of this group and this identity', async () => {
    const other = await alice.found('Go');
    await note({ about: 'here' });
    await note({ group: other.peerName, about: 'elsewhere' });
    await note({ identity: bob.me.peerName, about: 'somebody else' });
    const said = (await list()).map(({ about }) => about);
    expect(said).toContain('here');
    expect(said).not.toContain('elsewhere');
    expect(said).not.toContain('somebody else');
  });

  test('is not read of a group that is closed', async () => {
    alice.peer.closeGroup(group);
    await expect(list()).rejects.toThrow(throwing('PEER_E_INVALID_GROUP', 'group.unknown'));
  });
});
