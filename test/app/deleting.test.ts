import { beforeEach, describe, expect, test } from 'vitest';
import { Deleting, deletingEverything } from '../../src/app/deleting.svelte.ts';
import { GroupPage } from '../../src/app/group-page.svelte.ts';
import { MyCard } from '../../src/app/my-card.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

let alice: Somebody;
let session: Session;

beforeEach(async () => {
  alice = await somebody('Alice');
  await groupOf(alice, 'Chess');
  session = await openWindow(alice, '#/settings');
});

describe('deleting', () => {
  test('is asked twice, and says first what is lost for good', async () => {
    const deleting = deletingEverything(session);
    await deleting.ask.run();
    expect(deleting.asked).toBe(1);
    expect(deleting.loss).toMatchObject({
      identities: [{ friendlyName: 'Alice' }],
      groups: [{ friendlyName: 'Chess' }],
      groupKeys: [{ friendlyName: 'Chess' }],
      unsaved: [{ friendlyName: 'Alice' }],
    });
    deleting.goOn();
    expect(deleting.asked).toBe(2);
    expect(await session.peer.listIdentities()).toHaveLength(1);
    await deleting.delete();
    expect(deleting).toMatchObject({ asked: 0, error: undefined });
    expect(await session.peer.listIdentities()).toEqual([]);
    expect(await session.peer.wasCleared()).toBe(false);
  });

  test('everything leaves the window as at a first visit, and says so', async () => {
    session.damages = [{ what: 'other' }] as unknown as typeof session.damages;
    session.wasCleared = true;
    await deletingEverything(session).delete();
    expect(session).toMatchObject({ identities: [], groups: [], damages: [], wasCleared: false });
    expect(session.said).toBe(session.text.deleting.everythingDone);
    expect(session.router.route).toEqual({ name: 'home' });
  });

  test('a group and an identity is said once it is done, by their names', async () => {
    const [group] = session.groups;
    await new GroupPage(session, group!).leave.run();
    expect(session.said).toEqual(session.text.details.left('Chess'));
    await new MyCard(session, alice.me).delete.run();
    expect(session.said).toEqual(session.text.card.deleted('Alice'));
    expect(session.saying).toBe(true);
  });

  test('is given up at the first question', async () => {
    const deleting = deletingEverything(session);
    await deleting.ask.run();
    deleting.cancel();
    expect(deleting.asked).toBe(0);
    expect(await session.peer.listIdentities()).toHaveLength(1);
  });

  test('is given up at the second question, and what was typed is forgotten', async () => {
    const deleting = deletingEverything(session);
    await deleting.ask.run();
    deleting.goOn();
    deleting.typed = 'delete';
    deleting.cancel();
    expect(deleting.asked).toBe(0);
    await deleting.ask.run();
    expect(deleting).toMatchObject({ asked: 1, typed: '' });
    expect(await session.peer.listIdentities()).toHaveLength(1);
  });

  test('that failed says why, until it is asked about again', async () => {
    const card = new MyCard(session, alice.me);
    const deleting = new Deleting(session, () => alice.me, card.delete);
    await deleting.ask.run();
    deleting.goOn();
    await deleting.delete();
    expect(deleting).toMatchObject({ asked: 0, error: { reason: 'identity.groups' } });
    await deleting.ask.run();
    expect(deleting).toMatchObject({ asked: 1, error: undefined });
  });
});
