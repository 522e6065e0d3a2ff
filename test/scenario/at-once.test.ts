import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { memberOf } from '../../src/core/certificate/chain.ts';
import { Peer, type Group } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { somebody, type Somebody } from '../support/browsers.ts';
import { DAY, SECOND } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

let alice: Somebody;
let bob: Somebody;
let group: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  group = await alice.found('Chess');
});

describe('Two at the same moment', () => {
  test('invitations for one key follow one another, and each begins later than the last', async () => {
    const both = await Promise.all([alice.invite(bob, group), alice.invite(bob, group)]);
    const [first, second] = both.map(({ chain }) => memberOf(chain).validity.start).toSorted();
    expect((second ?? 0) - (first ?? 0)).toBe(SECOND);
  });

  test('of two renewals the newer stays, whichever comes first (security.md 7 I 162)', async () => {
    await bob.join((await alice.invite(bob, group)).text);
    const until = alice.now + 100 * DAY;
    const weaker = await alice.invite(bob, group, { until });
    const newest = await alice.invite(bob, group, { role: 'inviting member' });
    const joining = [weaker, newest].map(({ text }) => bob.join(text, { acceptWeaker: true }));
    await Promise.allSettled(joining.reverse());
    expect((await bob.open(group)).role).toBe('inviting member');
  });

  test('of two that join with one invitation, the second is a member already (security.md 7 I 162)', async () => {
    const { text } = await alice.invite(bob, group);
    const [first, second] = await Promise.allSettled([bob.join(text), bob.join(text)]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  });
});

describe('What was left or changed meanwhile', () => {
  test('nobody invites to a group that was left in another tab', async () => {
    const opened = await alice.open(group);
    await alice.peer.leaveGroup(alice.me.peerName, group.peerName);
    await expect(alice.invite(bob, opened)).rejects.toThrow(
      throwing('PEER_E_INVALID_GROUP', 'group.unknown'),
    );
    expect(alice.kept('invitations')).toEqual([]);
  });

  test('an invitation that my other identity gave counts as known', async () => {
    const { peer } = alice;
    const other = await peer.createIdentity({ friendlyName: 'Alice at work' });
    const forOther = await peer.createInvitation(group, await peer.identityCard(other.peerName), {
      roles: ['admin'],
    });
    const asOther = await peer.joinGroup(other.peerName, forOther.text);
    const first = await alice.invite(bob, group);
    const second = await alice.invite(bob, asOther);
    const [before, after] = [first, second].map(({ chain }) => memberOf(chain).validity.start);
    expect(after).toBe((before ?? 0) + SECOND);
  });

  test('an invitation brings back a membership whose chain was damaged', async () => {
    const { text } = await alice.invite(bob, group);
    await bob.join(text);
    const [membership] = bob.kept('memberships');
    if (membership === undefined) throw new TypeError('nothing was joined');
    const chain = membership.chain.map((der) => der.map((byte, at) => (at === 99 ? ~byte : byte)));
    const key = [...bob.memory.shelves.memberships.keys()][0] ?? '';
    const damaged = new Map([[key, { ...membership, chain }]]);
    bob.memory.shelves = { ...bob.memory.shelves, memberships: damaged };
    expect(await bob.peer.listGroups()).toEqual([]);
    await bob.join(text);
    expect(await bob.peer.listGroups()).toHaveLength(1);
  });

  test('a credential is kept beside a newer one until its end, and no longer', async () => {
    const until = alice.now + 10 * DAY;
    await bob.join((await alice.invite(bob, group, { until })).text);
    await bob.join((await alice.invite(bob, group, { until: until + DAY })).text);
    expect(bob.kept('memberships')[0]?.earlier).toHaveLength(1);
    alice.now = bob.now = until + DAY / 2;
    await bob.join((await alice.invite(bob, group, { until: until + 5 * DAY })).text);
    expect(bob.kept('memberships')[0]?.earlier).toHaveLength(1);
  });
});

describe('A browser that fails', () => {
  test('is not taken for one without identities', async () => {
    const { verify } = crypto.subtle;
    // What was verified before is remembered as long as the page is open.
    alice.close();
    crypto.subtle.verify = () => Promise.reject(new DOMException('busy', 'OperationError'));
    try {
      await expect(alice.peer.listIdentities()).rejects.toThrow(
        throwing('PEER_E_NO_KEY_ACCESS', 'crypto.key'),
      );
    } finally {
      crypto.subtle.verify = verify;
    }
  });
});

describe('Names that look alike', () => {
  test.each(['chess', 'Chess ', 'Ｃhess'])(
    'a second group called “%s” is a red stop',
    async (name) => {
      await bob.join((await alice.invite(bob, group)).text);
      const other = await alice.found(name);
      const preview = await bob.peer.previewInvitation((await alice.invite(bob, other)).text);
      expect(preview.namesake?.peerName).toBe(group.peerName);
    },
  );
});

/** A browser in which something is begun in another tab just before anything is deleted. */
function openWith(who: Somebody, meanwhile: (peer: Peer) => Promise<unknown>) {
  const store = createMemoryStore(who.memory);
  const peer = new Peer({ store, now: () => who.now });
  const write = store.write.bind(store);
  let other: Promise<unknown> = Promise.resolve();
  store.write = async (changes) => {
    if (changes.some((change) => 'delete' in change)) {
      store.write = write;
      other = Promise.allSettled([meanwhile(peer)]);
      for (let turn = 0; turn < 50; turn++) await setImmediate();
    }
    await write(changes);
  };
  return { peer, ended: () => other };
}

describe('An identity is deleted while it is used', () => {
  let invitation: string;
  beforeEach(async () => {
    invitation = (await alice.invite(bob, group)).text;
  });

  const uses: readonly (readonly [string, (tab: Peer) => Promise<unknown>])[] = [
    ['joined with', (tab) => tab.joinGroup(bob.me.peerName, invitation)],
    ['founded with', (tab) => tab.createGroup({ identity: bob.me.peerName, friendlyName: 'Go' })],
    ['renamed', (tab) => tab.renameIdentity(bob.me.peerName, 'Rob')],
  ];

  test.each(uses)('and is %s in another tab: nothing is left of it', async (_what, use) => {
    const { peer, ended } = openWith(bob, use);
    await peer.deleteIdentity(bob.me.peerName);
    await ended();
    expect(bob.kept('identities')).toEqual([]);
    expect(bob.kept('memberships')).toEqual([]);
  });
});

describe('Something is handed out while what it is for goes away', () => {
  test('nothing is awaited for a group that was left', async () => {
    const { peerName: identity } = alice.me;
    const names = { identity, group: group.peerName };
    const { peer, ended } = openWith(alice, (tab) =>
      tab.handovers.note({ what: 'request', ...names }, 'text'),
    );
    await peer.leaveGroup(identity, group.peerName);
    await ended();
    expect(alice.kept('handovers')).toEqual([]);
    const late = peer.handovers.note({ what: 'request', ...names }, 'text');
    await expect(late).rejects.toThrow(throwing('PEER_E_INVALID_GROUP', 'group.unknown'));
  });

  test('nothing is awaited for an identity that was deleted', async () => {
    const { peerName: identity } = bob.me;
    const { peer, ended } = openWith(bob, (tab) =>
      tab.handovers.note({ what: 'card', identity }, 'text'),
    );
    await peer.deleteIdentity(identity);
    await ended();
    expect(bob.kept('identities')).toEqual([]);
    expect(bob.kept('handovers')).toEqual([]);
    const late = peer.handovers.note({ what: 'card', identity }, 'text');
    await expect(late).rejects.toThrow(throwing('PEER_E_NOT_FOUND', 'identity.unknown'));
  });
});
