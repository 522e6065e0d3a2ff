import { expect, test, vi } from 'vitest';
import { DamageList } from '../../src/app/damage-list.svelte.ts';
import { RecoveryFile } from '../../src/app/recovery-file.svelte.ts';
import { Restore } from '../../src/app/restore.svelte.ts';
import type { Kind } from '../../src/core/stores.ts';
import { Browser, groupOf, somebody } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

/** Changes what is kept of a kind behind everybody's back. */
function damage({ memory }: Browser, kind: Kind, field: string): void {
  const entries = [...memory.shelves[kind]].map(
    ([key, value]) => [key, { ...(value as object), [field]: 7 }] as const,
  );
  memory.shelves = { ...memory.shelves, [kind]: new Map<string, unknown>(entries) };
}

test('a damaged membership is named, what is not mine comes after it, and it can be deleted', async () => {
  const alice = await somebody('Alice');
  await groupOf(alice, 'Chess');
  await alice.peer.steps.put('half done', 'text');
  damage(alice, 'steps', 'value');
  damage(alice, 'memberships', 'chain');
  const session = await openWindow(alice);
  const list = new DamageList(session);
  expect(list.hasMine).toBe(false);
  await list.look.run();
  expect(list.found).toMatchObject([{ what: 'membership', name: 'Chess' }, { what: 'other' }]);
  expect(list.hasMine).toBe(true);
  const [membership] = list.found ?? [];
  list.asked = membership;
  if (membership) await list.forget.run(membership);
  expect(list.asked).toBeUndefined();
  expect(list.found).toMatchObject([{ what: 'other' }]);
  expect(list.hasMine).toBe(false);
});

const PASSWORD = 'walrus copper evening lantern';

/** The only identity of a browser, with a recovery file that was never saved, and its row broken. */
async function onlyDamaged(): Promise<Browser> {
  const browser = new Browser();
  await browser.peer.createIdentity({ friendlyName: 'Alice', password: PASSWORD });
  damage(browser, 'identities', 'idc');
  return browser;
}

test('a damaged only identity is no first visit: its sealed file brings it back, and it is not named any more', async () => {
  vi.stubGlobal('navigator', {});
  const session = await openWindow(await onlyDamaged(), '#/');
  expect(session).toMatchObject({ identities: [], wasCleared: false });
  expect(session.damages).toMatchObject([{ what: 'identity', name: 'Alice' }]);
  const list = new DamageList(session);
  await list.bringBack.run(session.damages![0]!);
  expect(session.router.route).toEqual({ name: 'restore' });
  const restore = new Restore(session);
  await restore.start.run();
  restore.password = PASSWORD;
  await restore.bringBack.run();
  expect(session.identities.map(({ friendlyName }) => friendlyName)).toEqual(['Alice']);
  expect(session.damages).toEqual([]);
});

test('the sealed file of a damaged identity counts as saved once its owner has it', async () => {
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) });
  const alice = await onlyDamaged();
  const session = await openWindow(alice);
  const { recovery, name } = session.damages![0]!;
  const file = new RecoveryFile(session, { peerName: recovery!, friendlyName: name });
  await file.save.run();
  expect(file).toMatchObject({ isOut: true, save: { error: undefined } });
  expect(alice.kept('recoveries')[0]).not.toHaveProperty('saved');
  await file.noteSaved.run();
  expect(file).toMatchObject({ isDone: true, noteSaved: { error: undefined } });
  expect(alice.kept('recoveries')).toMatchObject([{ saved: alice.now }]);
});

test('with a damaged entry its sealed file goes', async () => {
  const alice = await onlyDamaged();
  const session = await openWindow(alice);
  const list = new DamageList(session);
  await list.forget.run(session.damages![0]!);
  expect(list.found).toEqual([]);
  expect(alice.kept('recoveries')).toEqual([]);
});

test('the damaged sealed key of a group is named by the group, and that of an identity by its name', async () => {
  const alice = new Browser();
  const { peerName: identity } = await alice.peer.createIdentity({
    friendlyName: 'Alice',
    password: PASSWORD,
  });
  await alice.peer.createGroup({ identity, friendlyName: 'Chess', password: PASSWORD });
  const broken = [...alice.memory.shelves.recoveries].map(
    ([key, value]) => [key, { ...(value as object), pkcs12: new Uint8Array(3) }] as const,
  );
  alice.memory.shelves = { ...alice.memory.shelves, recoveries: new Map<string, unknown>(broken) };
  const list = new DamageList(await openWindow(alice));
  await list.look.run();
  expect(list.found).toMatchObject([
    { what: 'recovery file', name: 'Alice' },
    { what: 'sealed group key', name: 'Chess' },
  ]);
});

test('where nothing is damaged, nothing is named', async () => {
  const alice = await somebody('Alice');
  await groupOf(alice, 'Chess');
  const list = new DamageList(await openWindow(alice));
  await list.look.run();
  expect(list.found).toEqual([]);
});
