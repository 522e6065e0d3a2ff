import { beforeEach, expect, test, vi } from 'vitest';
import { IssuedList } from '../../src/app/issued-list.svelte.ts';
import { GroupPage } from '../../src/app/group-page.svelte.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  alice = await somebody('Alice');
});

test('the invitations of a group are read for their own page alone, with how they were given', async () => {
  const chess = await groupOf(alice, 'Chess');
  await alice.invite(await somebody('Bob'), chess);
  const session = await openWindow(alice);
  const read = vi.spyOn(alice.peer, 'listIssuedInvitations');
  await new GroupPage(session, chess).load.run();
  expect(read).not.toHaveBeenCalled();
  const list = new IssuedList(session, chess);
  await list.load.run();
  expect(list.drawn.map(({ invitee }) => invitee.friendlyName)).toEqual(['Bob']);
  expect(list.hasMore).toBe(false);
  const [issued] = list.drawn;
  if (!issued) throw new TypeError('no invitation');
  await alice.peer.handovers.note({ what: 'invitation', invitation: issued }, 'text');
  await session.recall();
  expect(list.handoverOf(issued)?.ways).toHaveLength(1);
});

test('of many a page at a time is drawn', async () => {
  const chess = await groupOf(alice, 'Chess');
  const session = await openWindow(alice);
  const many = Array.from({ length: 120 }, (_, index) => ({ id: String(index) }));
  vi.spyOn(alice.peer, 'listIssuedInvitations').mockResolvedValue(many as never);
  const list = new IssuedList(session, chess);
  await list.load.run();
  expect([list.drawn.length, list.hasMore]).toEqual([50, true]);
  list.showMore();
  list.showMore();
  expect([list.drawn.length, list.hasMore]).toEqual([120, false]);
});
