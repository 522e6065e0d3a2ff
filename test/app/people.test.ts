import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { GroupPage } from '../../src/app/group-page.svelte.ts';
import { MemberPage } from '../../src/app/member-page.svelte.ts';
import { People } from '../../src/app/people.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Group } from '../../src/peer.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY, NOON } from '../support/people.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let bob: Somebody;
let carol: Somebody;
let chess: Group;
let session: Session;

beforeAll(() => vi.stubGlobal('navigator', {}));

/** Alice has founded Chess and invited Bob until in 40 days; Bob has invited Carol for as long as that. */
beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([somebody('Alice'), somebody('Bob'), somebody('Carol')]);
  chess = await groupOf(alice, 'Chess');
  const until = NOON + 40 * DAY;
  const invitation = await alice.invite(bob, chess, { role: 'inviting member', until });
  const bobs = await bob.join(invitation.text);
  await bob.invite(carol, bobs, { role: 'member' });
  session = await openWindow(bob);
  chess = await bob.open(bobs);
});

async function openPage(): Promise<People> {
  const page = new People(session, chess);
  await page.load.run();
  page.drew(page.drawn.map(({ row }) => row.keyHash));
  await vi.waitFor(() =>
    expect(page.drawn.every(({ row }) => page.standing(row) !== 'waiting')).toBe(true),
  );
  return page;
}

async function openMember(who: Somebody): Promise<MemberPage> {
  const page = new MemberPage(session, chess, who.me.keyHash);
  await page.load.run();
  expect(page.load.error).toBeUndefined();
  return page;
}

describe('the list', () => {
  test('has everybody known, verified, with whoever invited them', async () => {
    const page = await openPage();
    const said = page.drawn.map((line) => [
      line.row.friendlyName,
      typeof line.invitedBy === 'object' ? line.invitedBy.friendlyName : line.invitedBy,
      line.row.source,
      page.standing(line.row),
    ]);
    expect(said).toEqual([
      ['Bob', 'Alice', 'me', 'sound'],
      ['Alice', 'group', 'chain', 'sound'],
      ['Carol', 'Bob', 'issued', 'sound'],
    ]);
  });

  test('whoever does not match his certificate is said not to hold', async () => {
    const shelf = new Map(bob.memory.shelves.members);
    for (const [key, kept] of shelf) {
      const row = kept as { friendlyName: string };
      if (row.friendlyName === 'Carol') shelf.set(key, { ...row, role: 'admin' });
    }
    bob.memory.shelves = { ...bob.memory.shelves, members: shelf };
    const page = await openPage();
    expect(page.drawn.map((line) => page.standing(line.row))).toEqual([
      'sound',
      'sound',
      'unsound',
    ]);
  });

  test('those whom I chose wait for the screen of renewals', async () => {
    const page = await openPage();
    expect([...page.renewable]).toEqual([carol.me.keyHash]);
    page.chooseAll();
    await page.renew.run();
    const id = `renew ${bob.me.peerName} ${chess.peerName}`;
    const step = await bob.peer.steps.find(id);
    expect(JSON.parse(step ?? '')).toEqual({ chosen: carol.me.keyHash });
    expect(session.router.route).toMatchObject({ name: 'renew', whom: 'chosen' });
  });

  test('what one looks for is still looked for when one comes back', async () => {
    const page = await openPage();
    page.look({ search: 'car' });
    expect((await openPage()).found.map(({ row }) => row.friendlyName)).toEqual(['Carol']);
    session = await openWindow(bob);
    expect((await openPage()).found).toHaveLength(3);
  });
});

describe('the page of a member', () => {
  test('has the way from the group to him, and whoever came through him', async () => {
    const { shown } = await openMember(carol);
    expect(shown?.way.map(({ friendlyName }) => friendlyName)).toEqual([
      ...['Chess', 'Alice', 'Bob', 'Carol'],
    ]);
    expect(shown?.fingerprint).toEqual(await carol.peer.fingerprint(carol.me.spki));
    const mine = await openMember(bob);
    expect(mine.shown).toMatchObject({ ending: 1, node: { people: 1 }, obstacle: 'me' });
    expect((await openMember(alice)).shown?.obstacle).toBe('way');
  });

  test('what I know of him is kept, and he is called by my name for him', async () => {
    const page = await openMember(carol);
    page.petname = ' Auntie ';
    page.note = 'From the choir';
    page.sureness = 'scanned';
    await page.save.run();
    expect(page.shown?.line.row).toMatchObject({ petname: 'Auntie', verified: 'scanned' });
    expect(session.said).toBe(session.text.member.saved);
    const again = await openMember(carol);
    expect([again.petname, again.note, again.sureness]).toEqual([
      ...['Auntie', 'From the choir', 'scanned'],
    ]);
    again.sureness = 'none';
    await again.save.run();
    expect(again.shown?.line.row.verified).toBeUndefined();
  });

  test('a name that misleads is refused where it was typed', async () => {
    const page = await openMember(carol);
    page.petname = 'Aun\u202etie';
    await page.save.run();
    expect(page.save.error?.reason).toBe('friendly-name.characters');
    await page.load.run();
    expect(page.petname).toBe('Aun\u202etie');
  });

  test('he is let end, and not let end again', async () => {
    const page = await openMember(carol);
    page.isAsking = true;
    await page.letEnd.run(true);
    expect(page.isAsking).toBe(false);
    expect(page.shown?.line.row.letEnd).toBe(true);
    expect(plain(session.said)).toBe(plain(session.text.member.letEndSaid('Carol')));
    await page.letEnd.run(false);
    expect(page.shown?.line.row.letEnd).toBe(false);
  });

  test('says who signed it where nothing else is known of whoever that was', async () => {
    const shelf = new Map(bob.memory.shelves.members);
    for (const [key, kept] of shelf) {
      if ((kept as { friendlyName: string }).friendlyName === 'Alice') shelf.delete(key);
    }
    bob.memory.shelves = { ...bob.memory.shelves, members: shelf };
    const { shown } = await openMember(bob);
    expect(shown?.inviter).toMatchObject({ person: { friendlyName: 'Alice' }, isListed: false });
    expect(shown?.way.map(({ friendlyName }) => friendlyName)).toEqual(['Chess', 'Alice', 'Bob']);
  });

  test('of a key that nobody has nothing is shown', async () => {
    const page = new MemberPage(session, chess, 'ab'.repeat(32));
    await page.load.run();
    expect(page.missing).toBe('lost');
    expect(page.shown).toBeUndefined();
  });
});

test('a group knows whether I am alone in it', async () => {
  const page = new GroupPage(session, chess);
  await page.load.run();
  expect(page.isAlone).toBe(false);
  const choir = new GroupPage(session, await bob.found('Choir'));
  await choir.load.run();
  expect(choir.isAlone).toBe(true);
});
