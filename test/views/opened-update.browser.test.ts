/** What opening a group update has done, as a real browser shows it. */

import { mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { OpenedUpdate } from '../../src/app/opened-update.svelte.ts';
import type { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { PeerError } from '../../src/core/errors.ts';
import type { Group, GroupUpdate, OwnChange, Peer, Person, UpdateReport } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import ShownUpdate from './ShownUpdate.svelte';

const END = Date.UTC(2027, 4, 3, 12);
const text = english.openedUpdate;

const keyHashOf = (name: string) =>
  Array.from({ length: 32 }, (_, place) => (name.charCodeAt(place % name.length) + place) % 256)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

const person = (friendlyName: string) =>
  ({ friendlyName, keyHash: keyHashOf(friendlyName), peerName: `${friendlyName}.` }) as Person;

const term = { start: 0, end: END, stage: 'fresh', isEndless: false } as Group['term'];
const me = person('Bob');
const chess = { ...person('Chess'), identity: me, role: 'inviting member', term } as Group;

const NOTHING: UpdateReport = {
  ...{ group: chess, known: 0, setAside: 0, refused: [], refusedRecords: 0, new: 0 },
  ...{ newcomers: [], newMembers: 0 },
  ...{ joined: [], joinedMembers: 0 },
  ...{ renewed: [], renewedMembers: 0, confirmed: [], confirmedMembers: 0, others: 0 },
  ...{ renamed: undefined, described: undefined, own: [], passingOn: undefined },
};

const UPDATE: GroupUpdate = {
  ...{ group: chess, text: '<PEERGROUPUPDATE/>', records: 3, compact: undefined },
};

const OFFER: OwnChange = {
  ...{ id: 'offer', friendlyName: 'Bob' },
  ...{ present: chess, role: 'member', validity: { start: 0, end: END + 1 }, isEndless: false },
  ...{ signedBy: person('Alice'), outcome: 'offered' },
};

let mounted: Record<string, unknown> | undefined;
const acceptOffered = vi.fn(async () => chess);
const declineOffered = vi.fn(async () => undefined);
const clear = vi.fn();

/** The screen with a report; the facade knows nothing but what is done with an offer. */
function show(report: Partial<UpdateReport>, identities: readonly Person[] = [me]): void {
  const peer = {
    openGroup: async () => chess,
    credentials: async () => ({ acceptOffered, declineOffered }),
    updates: async () => ({ groupUpdate: async () => UPDATE, groupStatus: async () => ({}) }),
    activity: async () => ({ list: async () => [] }),
  } as unknown as Peer;
  const session = {
    ...{ text: english, words: english, identities, peer },
    ...{ handovers: [], router: { address: 'https://groups.example/' }, now: END },
    ...{ say: vi.fn(), refresh: vi.fn(async () => undefined), learn: async () => english },
  } as unknown as Session;
  const opening = { update: new OpenedUpdate(session), clear } as unknown as ReceivedDocument;
  const props = { session, opening, report: { ...NOTHING, ...report } };
  mounted = mount(ShownUpdate, { target: document.body, props });
}

afterEach(async () => {
  if (mounted) await unmount(mounted);
  vi.clearAllMocks();
});

const words = () => document.querySelector('main')?.innerText ?? '';
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('where all was known, that is all it says', () => {
  show({ known: 30 });
  expect(words()).toContain(text.nothing);
  expect(document.querySelectorAll('.notice')).toHaveLength(0);
});

test('newcomers are shown by name and picture, and from the thirteenth on counted', () => {
  const newcomers = Array.from({ length: 20 }, (_, number) => person(`Member ${number}`));
  show({ new: 40, newcomers, newMembers: 25 });
  expect(words()).toContain('25 new members');
  expect(document.querySelectorAll('main li bdi')).toHaveLength(12);
  expect(words()).toContain('and 13 more');
  expect(words()).not.toContain(text.nothing);
});

test('whoever was invited and has joined is named', () => {
  show({ new: 1, joined: [person('Dan')], joinedMembers: 1 });
  expect(words()).toMatch(/1 invited person has joined\s+Dan/);
});

test('another name of the group, newer memberships and what is set aside are said', () => {
  show({
    new: 3,
    renewed: [person('Dan'), person('Eve')],
    renewedMembers: 2,
    setAside: 4,
    renamed: { before: 'Chess', after: 'Go' },
  });
  expect(words()).toContain('it was Chess, and is now Go.');
  expect(words()).toContain('Dan and Eve have newer memberships.');
  expect(words()).toContain('4 parts of what you received cannot be judged yet.');
  expect(words()).toContain('Ask whoever gave you this');
});

test('each refused record is named, with the rule that it breaks in words', () => {
  const refuse = (reason: 'chain.role' | 'der.length') => new PeerError('E_INVALIDARG', reason, '');
  const refused = [
    { at: 3, kind: 'membership', by: 'Mallory', error: refuse('chain.role') },
    { at: 7, kind: 'unreadable', by: '', error: refuse('der.length') },
  ] as const;
  show({ new: 5, refused, refusedRecords: 2 });
  expect(words()).toContain('2 parts of it were refused.');
  expect(words()).toContain('The membership of Mallory');
  expect(words()).toContain(english.errors['chain.role']);
  expect(words()).toContain('Something that cannot be read');
  expect(page.getByRole('alert').elements()).toHaveLength(1);
});

test('two refused ones of those that had waited are both named', () => {
  const error = new PeerError('E_INVALIDARG', 'chain.role', '');
  const one = { at: -1, kind: 'membership', error } as const;
  show({
    refusedRecords: 2,
    refused: [
      { ...one, by: 'Mallory' },
      { ...one, by: 'Trudy' },
    ],
  });
  expect(words()).toContain('The membership of Mallory');
  expect(words()).toContain('The membership of Trudy');
});

test('what the group is for and whose membership is confirmed are said in words', () => {
  const described = { before: '', after: 'Amateur radio' };
  show({ new: 2, described, confirmed: [person('Alice')], confirmedMembers: 1 });
  expect(words()).toContain('What the group is for: Amateur radio');
  expect(words()).toContain('The membership of Alice is confirmed');
  expect(words()).not.toContain(text.nothingToKnow);
});

test('where what is new concerns nobody, that is said', () => {
  show({ new: 1, known: 2 });
  expect(words()).toContain(text.nothingToKnow);
  expect(words()).not.toContain(text.nothing);
});

test('who does not know of a guest of mine is named, and an update can be made at once', async () => {
  const carol = person('Carol');
  const passingOn = { guests: [carol], inviter: person('Alice'), hasOthers: true };
  show({ new: 1, joined: [carol], joinedMembers: 1, passingOn });
  expect(words()).toContain('Alice may not know of it yet.');
  expect(words()).toContain('Give an update of the group to Alice and to Carol.');
  await button(english.updates.make).click();
  await expect.element(button(english.parts.saveFile)).toBeVisible();
});

test('a first guest is told who else is there', () => {
  const bob = person('Bob');
  const passingOn = { guests: [bob], inviter: undefined, hasOthers: false };
  show({ new: 1, joined: [bob], joinedMembers: 1, passingOn });
  expect(words()).toContain('Give an update of the group to Bob.');
});

test('what was taken is shown before and after, and with several identities of whom', () => {
  show({ new: 1, own: [{ ...OFFER, role: 'admin', outcome: 'taken' }] }, [me, person('Robert')]);
  expect(words()).toMatch(/As Bob\./);
  expect(words()).toMatch(/Before\s+Inviting member, until 3 May 2027/);
  expect(words()).toMatch(/Now\s+Administrator, until 3 May 2027/);
  expect(words()).toContain('Signed by Alice.');
  expect(button(text.take).elements()).toHaveLength(0);
});

test('a weaker membership is taken by nobody but me, after a tick', async () => {
  show({ new: 1, own: [OFFER] });
  expect(acceptOffered).not.toHaveBeenCalled();
  await expect.element(button(text.take)).toBeDisabled();
  await page.getByRole('checkbox', { name: text.tick }).click();
  await button(text.take).click();
  await expect.poll(words).toContain(text.taken);
  expect(acceptOffered).toHaveBeenCalledOnce();
  expect(button(text.keep).elements()).toHaveLength(0);
});

test('a weaker membership can be declined, without a tick', async () => {
  show({ new: 1, own: [OFFER] });
  await button(text.keep).click();
  await expect.poll(words).toContain(text.kept);
  expect(declineOffered).toHaveBeenCalledOnce();
  expect(acceptOffered).not.toHaveBeenCalled();
});

test('the way on is to the people, or to something else', async () => {
  show({ new: 1 });
  const people = page.getByRole('link', { name: text.people });
  await expect.element(people).toHaveAttribute('href', expect.stringContaining('/people'));
  await button(text.another).click();
  expect(clear).toHaveBeenCalledOnce();
});
