import { beforeEach, describe, expect, test } from 'vitest';
import { verifyIdc } from '../../src/core/certificate/idc.ts';
import { parseIdentityCard } from '../../src/core/document/identity-card.ts';
import { PeerError } from '../../src/core/errors.ts';
import type { Group } from '../../src/peer.ts';
import { Browser, groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

let alice: Somebody;
let bob: Somebody;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
});

describe('Identities', () => {
  test('the first is the default until another is chosen', async () => {
    alice.now = NOON + DAY;
    const work = await alice.peer.createIdentity({ friendlyName: 'Alice at work' });
    expect((await alice.peer.defaultIdentity()).peerName).toBe(alice.me.peerName);
    await alice.peer.chooseDefaultIdentity(work.peerName);
    alice.close();
    const names = (await alice.peer.listIdentities()).map(({ friendlyName }) => friendlyName);
    expect(names).toEqual(['Alice at work', 'Alice']);
    await alice.peer.deleteIdentity(work.peerName);
    expect((await alice.peer.defaultIdentity()).peerName).toBe(alice.me.peerName);
  });

  test('a browser without one says so', async () => {
    const { peer } = new Browser();
    await expect(peer.defaultIdentity()).rejects.toThrow(
      throwing('PEER_E_NOT_FOUND', 'identity.none'),
    );
    expect(await peer.listIdentities()).toEqual([]);
    expect(await peer.listGroups()).toEqual([]);
  });

  test.each([
    ['renamed', (who: Somebody) => bob.peer.renameIdentity(who.me.peerName, 'Eve')],
    ['chosen', (who: Somebody) => bob.peer.chooseDefaultIdentity(who.me.peerName)],
    ['deleted', (who: Somebody) => bob.peer.deleteIdentity(who.me.peerName)],
    ['given away', (who: Somebody) => bob.peer.identityCard(who.me.peerName)],
    ['given away in one line', (who: Somebody) => bob.peer.compactIdentityCard(who.me.peerName)],
    [
      'put into a group',
      (who: Somebody) => bob.peer.createGroup({ identity: who.me.peerName, friendlyName: 'C' }),
    ],
  ])('one that is not there is not %s', async (_act, act) => {
    const { shelves } = bob.memory;
    await expect(act(alice)).rejects.toThrow(throwing('PEER_E_NOT_FOUND', 'identity.unknown'));
    expect(bob.memory.shelves).toBe(shelves);
  });

  test('renamed, the card is signed anew with the same key; groups keep the name they know', async () => {
    const group = await groupOf(alice, 'Chess', [bob, 'member']);
    const before = await bob.card();
    const renamed = await bob.peer.renameIdentity(bob.me.peerName, 'Robert');
    expect(renamed).toMatchObject({ friendlyName: 'Robert', peerName: bob.me.peerName, groups: 1 });
    expect(renamed.spki).toEqual(bob.me.spki);
    expect(await bob.card()).not.toBe(before);
    const card = await verifyIdc(parseIdentityCard(await bob.card()), NOON);
    expect(card.subject.friendlyName).toBe('Robert');
    expect((await bob.open(group)).chain[2]?.subject.friendlyName).toBe('Bob');
    const renewal = await alice.invite(bob, group);
    expect(renewal.invitee.friendlyName).toBe('Robert');
    const unnamed = await bob.peer.renameIdentity(bob.me.peerName, '');
    expect(unnamed.friendlyName).toBe(bob.me.peerName);
  });

  test('one that is in a group is not deleted; once it has left, it is', async () => {
    const group = await groupOf(alice, 'Chess', [bob, 'member']);
    const { shelves } = bob.memory;
    await expect(bob.peer.deleteIdentity(bob.me.peerName)).rejects.toThrow(
      throwing('PEER_E_GROUPS_EXIST', 'identity.groups'),
    );
    expect(bob.memory.shelves).toBe(shelves);
    await bob.peer.leaveGroup(bob.me.peerName, group.peerName);
    await bob.peer.deleteIdentity(bob.me.peerName);
    expect(bob.kept('identities')).toEqual([]);
    expect(bob.kept('memberships')).toEqual([]);
  });

  test('no key that is kept can be exported', async () => {
    await alice.found('Chess');
    const keys = [
      ...alice.kept('identities').map(({ privateKey }) => privateKey),
      ...alice.kept('memberships').map(({ groupKey }) => groupKey!),
    ];
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow();
    }
  });
});

describe('Groups', () => {
  let group: Group;

  beforeEach(async () => {
    group = await groupOf(alice, 'Chess', [bob, 'inviting member']);
  });

  test('a group that was closed is used by nobody until it is opened again', async () => {
    const { peer } = alice;
    peer.closeGroup(group);
    const closed = throwing('PEER_E_INVALID_GROUP', 'group.unknown');
    const uses = [
      async () => peer.listMembers(group),
      async () => peer.listIssuedInvitations(group),
      async () => peer.groupProperties(group),
      async () => alice.invite(bob, group),
    ];
    for (const use of uses) await expect(use()).rejects.toThrow(closed);
    const again = await alice.open(group);
    await expect(peer.listMembers(again)).resolves.toHaveLength(2);
    const [listed] = await peer.listGroups();
    await expect((async () => peer.listMembers(listed!))()).rejects.toThrow(closed);
  });

  test('one that I am not in is not opened and not left', async () => {
    const refused = throwing('PEER_E_INVALID_GROUP', 'group.unknown');
    const eve = await somebody('Eve');
    await expect(eve.open(group)).rejects.toThrow(refused);
    await expect(eve.peer.leaveGroup(eve.me.peerName, group.peerName)).rejects.toThrow(refused);
  });

  test('what the creator laid down is there for him, and for others what the certificates say', async () => {
    const wishes = { friendlyName: 'Go', comment: 'two\nlines', classifier: 'club', flags: 4 };
    const { peer, me } = alice;
    const created = await peer.createGroup({ identity: me.peerName, ...wishes });
    expect(created.peerName).toMatch(/^[0-9a-f]{40}\.club$/);
    expect(await peer.groupProperties(created)).toEqual({
      groupPeerName: created.peerName,
      creatorPeerName: me.peerName,
      friendlyName: 'Go',
      foundedAs: 'Go',
      comment: 'two\nlines',
      memberDataLifetime: 0,
      flags: 4,
    });
    const joined = await bob.join((await alice.invite(bob, created)).text);
    expect(await bob.peer.groupProperties(joined)).toMatchObject({
      groupPeerName: created.peerName,
      creatorPeerName: me.peerName,
      friendlyName: 'Go',
      memberDataLifetime: undefined,
      flags: undefined,
    });
  });

  test('left, it is forgotten with what was issued in it, and nothing else is', async () => {
    const other = await groupOf(alice, 'Go', [bob, 'member']);
    expect(alice.kept('invitations')).toHaveLength(2);
    await alice.peer.leaveGroup(alice.me.peerName, group.peerName);
    expect(alice.kept('memberships').map((kept) => kept.group)).toEqual([other.peerName]);
    expect(alice.kept('invitations').map((kept) => kept.group)).toEqual([other.peerName]);
    expect(alice.kept('identities')).toHaveLength(1);
    await expect(alice.open(group)).rejects.toThrow(
      throwing('PEER_E_INVALID_GROUP', 'group.unknown'),
    );
    await expect(bob.open(group)).resolves.toMatchObject({ friendlyName: 'Chess' });
  });

  test('what is kept is never believed: a byte that was changed makes the group unusable (security.md 7 I 153)', async () => {
    const [kept] = bob.kept('memberships');
    const own = kept!.chain.at(-1)!;
    own[own.length - 1]! ^= 1;
    bob.close();
    await expect(bob.open(group)).rejects.toThrow(
      throwing('PEER_E_INVITATION_NOT_TRUSTED', 'chain.signature', 2),
    );
    expect(await bob.peer.listGroups()).toEqual([]);
  });

  test('groups are listed by name, of one identity or of all', async () => {
    const { peer } = alice;
    const work = await peer.createIdentity({ friendlyName: 'Alice at work' });
    await peer.createGroup({ identity: work.peerName, friendlyName: 'Backgammon' });
    const names = async (...identity: Parameters<typeof peer.listGroups>) =>
      (await peer.listGroups(...identity)).map(({ friendlyName }) => friendlyName);
    expect(await names()).toEqual(['Backgammon', 'Chess']);
    expect(await names(work.peerName)).toEqual(['Backgammon']);
    expect(await names(alice.me.peerName)).toEqual(['Chess']);
  });
});

describe('An invitation that was received and not decided', () => {
  test('is kept once however often it comes, and gone once it is joined or discarded', async () => {
    const group = await alice.found('Chess');
    const { text } = await alice.invite(bob, group);
    const preview = await bob.peer.previewInvitation(text);
    await bob.peer.kept.keep(preview);
    await bob.peer.kept.keep(await bob.peer.previewInvitation(text));
    bob.close();
    expect(await bob.peer.kept.list()).toEqual([preview]);
    expect(await bob.peer.kept.open(preview.id)).toEqual(preview);
    await bob.peer.kept.discard(preview.id);
    expect(await bob.peer.kept.list()).toEqual([]);
    await expect(bob.peer.kept.open(preview.id)).rejects.toThrow(throwing('PEER_E_NOT_FOUND'));
    await bob.peer.kept.keep(preview);
    await bob.join(text);
    expect(await bob.peer.kept.list()).toEqual([]);
  });
});

describe('An invitation that came unasked', () => {
  const previewTo = async (group: string) =>
    bob.peer.previewInvitation((await alice.invite(bob, await alice.found(group))).text);
  const listed = async () => (await bob.peer.kept.list()).map(({ group }) => group.friendlyName);

  test('waits until the next one comes, however many come', async () => {
    for (const group of ['One', 'Two', 'Three']) {
      await bob.peer.kept.keep(await previewTo(group), { unasked: true });
    }
    bob.close();
    expect(await listed()).toEqual(['Three']);
    expect(bob.kept('steps')).toHaveLength(2);
  });

  test('stays once it was put aside on purpose', async () => {
    const [one, two] = [await previewTo('One'), await previewTo('Two')];
    await bob.peer.kept.keep(one, { unasked: true });
    await bob.peer.kept.keep(one);
    await bob.peer.kept.keep(two, { unasked: true });
    await bob.peer.kept.keep(one, { unasked: true });
    expect((await listed()).toSorted()).toEqual(['One', 'Two']);
  });

  test('does not come back with the next one after it was discarded or joined', async () => {
    const [one, two] = [await previewTo('One'), await previewTo('Two')];
    await bob.peer.kept.keep(one, { unasked: true });
    await bob.peer.kept.discard(one.id);
    expect(await listed()).toEqual([]);
    await bob.peer.kept.keep(one, { unasked: true });
    await bob.join(one.text);
    await bob.peer.kept.keep(two, { unasked: true });
    expect(await listed()).toEqual(['Two']);
  });
});

describe('A step half done', () => {
  const put = (who: Somebody) => who.peer.steps.put('a form', 'half written');
  const left = (who: Somebody) => who.peer.steps.find('a form');

  test('is found after a reload, until it is deleted', async () => {
    await put(alice);
    alice.close();
    expect(await left(alice)).toBe('half written');
    await alice.peer.steps.delete('a form');
    expect(await left(alice)).toBeUndefined();
  });

  test('ends in the same write as what it leads to', async () => {
    const finishes = 'a form';
    const identity = alice.me.peerName;
    await put(alice);
    await alice.peer.createIdentity({ friendlyName: 'Alice at work', finishes });
    expect(await left(alice)).toBeUndefined();

    await put(alice);
    const group = await alice.peer.createGroup({ identity, friendlyName: 'Chess', finishes });
    expect(await left(alice)).toBeUndefined();

    await put(alice);
    const wishes = { roles: ['member'], finishes } as const;
    const invitation = await alice.peer.createInvitation(group, await bob.card(), wishes);
    expect(await left(alice)).toBeUndefined();

    await put(bob);
    await bob.join(invitation.text, { finishes });
    expect(await left(bob)).toBeUndefined();
  });

  test('stays where the act is refused', async () => {
    const finishes = 'a form';
    const identity = alice.me.peerName;
    const group = await alice.found('Chess');
    const { text } = await alice.invite(bob, group);
    const card = await alice.card();
    await put(alice);
    const refused = [
      () => alice.peer.createIdentity({ friendlyName: 'a\nb', finishes }),
      () => alice.peer.createGroup({ identity, friendlyName: '', finishes }),
      () => alice.peer.createInvitation(group, card, { roles: ['member'], finishes }),
      () => alice.join(text, { finishes }),
    ];
    for (const act of refused) await expect(act()).rejects.toThrow(PeerError);
    expect(await left(alice)).toBe('half written');
  });
});
