import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatInvitation } from '../../src/core/document/invitation.ts';
import type { PeerErrorCode, Reason } from '../../src/core/reasons.ts';
import type { Group, IssuedInvitation } from '../../src/peer.ts';
import { contentsOf, somebody, type Somebody } from '../support/browsers.ts';
import { encodeBundle, GUID } from '../support/forge.ts';
import { chainOf, DAY, NOON, person, SECOND } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

let alice: Somebody;
let bob: Somebody;
let eve: Somebody;
let group: Group;
let invitation: IssuedInvitation;
/** What Alice keeps when she has just made the group. */
let founded: Somebody['memory']['shelves'];

beforeAll(async () => {
  [alice, eve] = await Promise.all([somebody('Alice'), somebody('Eve')]);
  group = await alice.found('Chess');
  founded = alice.memory.shelves;
});

beforeEach(async () => {
  alice.memory.shelves = founded;
  alice.now = NOON;
  bob = await somebody('Bob');
  invitation = await alice.invite(bob, group);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Expects a refusal to join, and that nothing at all was written. */
async function refusesToJoin(
  who: Somebody,
  text: string,
  [code, reason]: readonly [PeerErrorCode, Reason],
): Promise<void> {
  const { shelves } = who.memory;
  const contents = contentsOf(who);
  await expect(who.join(text)).rejects.toThrow(throwing(code, reason));
  expect(who.memory.shelves).toBe(shelves);
  expect(contentsOf(who)).toEqual(contents);
}

describe('An invitation of somebody else', () => {
  test('is refused: Eve cannot use what is for Bob', async () => {
    expect((await eve.peer.previewInvitation(invitation.text)).recipient.kind).toBe(
      'somebody-else',
    );
    await refusesToJoin(eve, invitation.text, ['PEER_E_INVALID_CREDENTIAL', 'join.other']);
  });

  test('for another identity of mine is refused, and says that it is mine', async () => {
    const other = await bob.peer.createIdentity({ friendlyName: 'Bob at work' });
    expect(await bob.peer.previewInvitation(invitation.text)).toMatchObject({
      recipient: { kind: 'me', identity: { friendlyName: 'Bob' } },
    });
    const before = bob.memory.shelves;
    await expect(bob.peer.joinGroup(other.peerName, invitation.text)).rejects.toThrow(
      throwing('PEER_E_INVALID_CREDENTIAL', 'join.mine'),
    );
    expect(bob.memory.shelves).toBe(before);
  });

  test('is not the inviter’s either', async () => {
    await refusesToJoin(alice, invitation.text, ['PEER_E_INVALID_CREDENTIAL', 'join.other']);
  });

  test('shown where there is no identity yet says so', async () => {
    const { peer } = await somebody('Nobody');
    const [nobody] = await peer.listIdentities();
    await peer.deleteIdentity(nobody!.peerName);
    expect((await peer.previewInvitation(invitation.text)).recipient.kind).toBe('nobody-yet');
  });
});

describe('A document that is no good invitation', () => {
  const NOT_TRUSTED = 'PEER_E_INVITATION_NOT_TRUSTED';

  test('one that has expired', async () => {
    const short = await alice.invite(bob, group, { until: NOON + SECOND });
    bob.now = NOON + 2 * SECOND;
    await refusesToJoin(bob, short.text, ['PEER_E_INVALID_TIME_PERIOD', 'chain.time']);
  });

  test('one of which a letter is changed', async () => {
    const at = invitation.text.lastIndexOf('</GMC>') - 40;
    const letter = invitation.text.charAt(at) === 'A' ? 'B' : 'A';
    const damaged = invitation.text.slice(0, at) + letter + invitation.text.slice(at + 1);
    await refusesToJoin(bob, damaged, [NOT_TRUSTED, 'chain.signature']);
  });

  test('one that is cut short', async () => {
    await refusesToJoin(bob, invitation.text.slice(0, -100), [NOT_TRUSTED, 'xml.syntax']);
  });

  test('one signed by Eve in the name of Alice', async () => {
    const [chess, forger, invitee] = await Promise.all(['Chess', 'Alice', 'Bob'].map(person));
    const chain = await chainOf(
      { ...chess!, friendlyName: 'Chess' },
      [forger!, [GUID.admin]],
      [{ ...invitee!, spki: bob.me.spki, peerName: bob.me.peerName }, [GUID.member]],
    );
    const forged = [group.chain[0].der, chain[1]!, chain[2]!];
    const text = formatInvitation(encodeBundle(...forged));
    await refusesToJoin(bob, text, [NOT_TRUSTED, 'chain.path']);
  });

  test.each([
    ['nothing', '', 'document.empty'],
    ['plain words', 'Hello Bob', 'xml.syntax'],
  ] as const)('%s', async (_case, text, reason) => {
    const code = reason === 'document.empty' ? 'E_INVALIDARG' : NOT_TRUSTED;
    await refusesToJoin(bob, text, [code, reason]);
  });

  test('an identity card, which is named', async () => {
    const card = await alice.card();
    await refusesToJoin(bob, card, ['E_INVALIDARG', 'document.card-instead']);
  });
});

describe('A document that is no good card', () => {
  test('an invitation, which is named', async () => {
    const { shelves } = alice.memory;
    const invited = alice.peer.createInvitation(group, invitation.text, { roles: ['member'] });
    await expect(invited).rejects.toThrow(throwing('E_INVALIDARG', 'document.invitation-instead'));
    expect(alice.memory.shelves).toBe(shelves);
  });

  test('a card of which a letter is changed', async () => {
    const card = await bob.card();
    const at = card.lastIndexOf('</IDC>') - 40;
    const letter = card.charAt(at) === 'A' ? 'B' : 'A';
    const damaged = card.slice(0, at) + letter + card.slice(at + 1);
    const { shelves } = alice.memory;
    const invited = alice.peer.createInvitation(group, damaged, { roles: ['member'] });
    await expect(invited).rejects.toThrow(throwing('E_INVALIDARG', 'idc.signature'));
    expect(alice.memory.shelves).toBe(shelves);
  });
});

describe('Somebody who is in already', () => {
  test('is told so, when the same invitation comes again', async () => {
    await bob.join(invitation.text);
    expect((await bob.peer.previewInvitation(invitation.text)).standing.kind).toBe('member');
    await refusesToJoin(bob, invitation.text, ['PEER_E_ALREADY_EXISTS', 'join.member']);
  });

  test('is told so, when an older one comes after a newer', async () => {
    const newer = await alice.invite(bob, group);
    await bob.join(newer.text);
    await refusesToJoin(bob, invitation.text, ['PEER_E_ALREADY_EXISTS', 'join.member']);
  });

  test('takes one that gives less only when he says so, and the better one is kept', async () => {
    const better = await alice.invite(bob, group, { role: 'inviting member' });
    await bob.join(better.text);
    for (const wishes of [
      { role: 'member' },
      { role: 'inviting member', until: NOON + DAY },
    ] as const) {
      const weaker = await alice.invite(bob, group, wishes);
      expect((await bob.peer.previewInvitation(weaker.text)).standing.kind).toBe('weaker');
      await refusesToJoin(bob, weaker.text, ['PEER_E_ALREADY_EXISTS', 'join.weaker']);
    }
    const weaker = await alice.invite(bob, group);
    const joined = await bob.join(weaker.text, { acceptWeaker: true });
    expect(joined).toMatchObject({ role: 'member', cannotInvite: 'role' });
    const [kept] = bob.kept('memberships');
    expect(kept?.chain).toEqual(weaker.chain.map(({ der }) => der));
    expect(kept?.earlier).toEqual([better.chain.map(({ der }) => der)]);
  });

  test('takes a renewal by itself, and the earlier ones are kept until they end', async () => {
    await bob.join(invitation.text);
    const { joined } = bob.kept('memberships')[0]!;
    bob.now = alice.now = NOON + DAY;
    const second = await alice.invite(bob, group);
    expect(await bob.peer.previewInvitation(second.text)).toMatchObject({
      standing: { kind: 'renewal', present: { peerName: group.peerName } },
      inviterKnown: true,
    });
    await expect(bob.join(second.text)).resolves.toMatchObject({ role: 'member' });
    const third = await alice.invite(bob, group, { role: 'member' });
    await bob.join(third.text);
    expect(bob.kept('memberships')).toMatchObject([
      {
        joined,
        chain: third.chain.map(({ der }) => der),
        earlier: [second, invitation].map(({ chain }) => chain.map(({ der }) => der)),
      },
    ]);
  });
});

describe('A group that looks like one of mine', () => {
  test('of the same name and another key is joined only when Bob says so', async () => {
    await bob.join(invitation.text);
    const other = await eve.found('Chess');
    const second = await eve.invite(bob, other);
    expect(await bob.peer.previewInvitation(second.text)).toMatchObject({
      namesake: { peerName: group.peerName },
      impostor: false,
      inviterKnown: false,
    });
    await refusesToJoin(bob, second.text, ['PEER_E_INVITATION_NOT_TRUSTED', 'join.namesake']);
    await bob.join(second.text, { acceptNamesake: true });
    const groups = await bob.peer.listGroups();
    expect(groups.map(({ peerName }) => peerName).toSorted()).toEqual(
      [group.peerName, other.peerName].toSorted(),
    );
  });

  test('of the same peer name and another key, should SHA-1 ever fail, is never joined', async () => {
    await bob.join(invitation.text);
    const [other, admin] = await Promise.all([person('Other'), person('Admin')]);
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    // Two keys of one SHA-1 are out of reach here, so the collision is told to the engine.
    vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (algorithm, data) => {
      const isCollision =
        algorithm === 'SHA-1' && Buffer.from(data as Uint8Array).equals(other.spki);
      return digest(algorithm, isCollision ? group.chain[0].spki : data);
    });
    const impostor = { ...other, peerName: group.peerName, friendlyName: 'Go' };
    const invitee = { ...other, friendlyName: 'Bob', peerName: bob.me.peerName, spki: bob.me.spki };
    const chain = await chainOf(impostor, [admin, [GUID.admin]], [invitee, [GUID.member]]);
    const text = formatInvitation(encodeBundle(...chain));
    expect(await bob.peer.previewInvitation(text)).toMatchObject({
      recipient: { kind: 'me' },
      standing: { kind: 'new' },
      impostor: true,
    });
    await refusesToJoin(bob, text, ['PEER_E_INVITATION_NOT_TRUSTED', 'join.root']);
  });
});
