/** Bringing back what was saved: a recovery file, a group, or everything in one file. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Orphans } from '../../src/app/orphans.svelte.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import { Restore } from '../../src/app/restore.svelte.ts';
import { SavedGroup } from '../../src/app/saved-group.svelte.ts';
import { packArchive } from '../../src/core/document/archive.ts';
import { createRecoveryCode } from '../../src/core/recovery-code.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Group, Identity } from '../../src/peer.ts';
import { Browser } from '../support/browsers.ts';
import { openWindow } from '../support/session.ts';

const PASSWORD = 'walrus copper evening lantern';
const OTHER = 'seven quiet harbours sing';

/** What Alice has saved: made once, since the seal is slow on purpose. */
interface Saved {
  readonly alice: Identity;
  readonly club: Group;
  readonly file: string;
  readonly group: string;
  readonly archive: Uint8Array<ArrayBuffer>;
}

let saving: Promise<Saved> | undefined;
let saved: Saved;

async function saveAll(): Promise<Saved> {
  const { peer } = new Browser();
  const alice = await peer.createIdentity({ friendlyName: 'Alice', password: PASSWORD });
  const identity = alice.peerName;
  const club = await peer.createGroup({ identity, friendlyName: 'Club', password: OTHER });
  const keeping = await peer.keeping();
  return {
    ...{ alice, club, file: await keeping.recoveryFile(identity) },
    ...{
      group: await keeping.groupConfiguration(club),
      archive: (await keeping.archive()).bytes,
    },
  };
}

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  saved = await (saving ??= saveAll());
});

/** A browser with nothing in it, at the screen for bringing back. */
async function openEmpty(): Promise<{ session: Session; restore: Restore }> {
  const session = await openWindow(new Browser(), '#/restore');
  return { session, restore: new Restore(session) };
}

const archiveFile = () => [new File([saved.archive], 'everything.zip')];

describe('a recovery file', () => {
  test('is tried without a change, and then brings the identity back', async () => {
    const { session, restore } = await openEmpty();
    await restore.read.run(`My file:\n${saved.file}`);
    expect(restore.saved).toMatchObject({
      kind: 'recovery file',
      peerName: saved.alice.peerName,
    });
    await restore.test.run();
    expect(restore).toMatchObject({ insisted: true, tested: undefined });
    restore.password = PASSWORD;
    await restore.test.run();
    expect(restore.tested).toMatchObject({ person: { friendlyName: 'Alice' } });
    await session.refresh();
    expect(session.identities).toEqual([]);
    // Nobody types 25 characters a second time for the same file.
    expect(restore.password).toBe(PASSWORD);
    await restore.bringBack.run();
    expect(session.identities.map(({ peerName }) => peerName)).toEqual([saved.alice.peerName]);
    expect(session.router.route).toEqual({ name: 'home' });
    expect(restore.password).toBe('');
  });

  test('stays shut for another password, which is said beside the field', async () => {
    const { session, restore } = await openEmpty();
    await restore.read.run(saved.file);
    restore.password = OTHER;
    await restore.bringBack.run();
    expect(restore.bringBack.error?.reason).toBe('recovery.password');
    await session.refresh();
    expect(session.identities).toEqual([]);
  });

  test('says only what came of the last try, and nothing of what is typed since', async () => {
    const { restore } = await openEmpty();
    await restore.read.run(saved.file);
    restore.password = OTHER;
    await restore.bringBack.run();
    expect(restore.bringBack.error).toBeDefined();
    restore.password = `${OTHER}!`;
    expect(restore.bringBack.error).toBeUndefined();
    await restore.bringBack.run();
    await restore.test.run();
    expect(restore.bringBack.error).toBeUndefined();
    expect(restore.test.error?.reason).toBe('recovery.password');
    restore.password = PASSWORD;
    expect(restore.test.error).toBeUndefined();
    await restore.test.run();
    expect(restore.tested).toBeDefined();
    restore.password = OTHER;
    expect(restore.tested).toBeUndefined();
    restore.password = PASSWORD;
    await restore.test.run();
    const bringing = restore.bringBack.run();
    expect(restore.tested).toBeUndefined();
    await bringing;
  });

  test('that came in where anything is opened leads to the screen for it', async () => {
    const session = await openWindow(new Browser(), '#/open');
    session.inbox.put({ given: saved.file, isUnasked: false });
    const received = new ReceivedDocument(session);
    await received.restore.run();
    expect(session.router.route).toEqual({ name: 'restore' });
    const restore = new Restore(session);
    await restore.start.run();
    expect(restore.saved?.kind).toBe('recovery file');
  });
});

test('no other file is opened while one is brought back', async () => {
  const { restore } = await openEmpty();
  await restore.read.run(saved.file);
  restore.password = PASSWORD;
  const bringing = restore.bringBack.run();
  restore.clear();
  expect(restore.saved?.kind).toBe('recovery file');
  await bringing;
  expect(restore.saved).toBeUndefined();
});

test('an archive that was put away meanwhile makes no report', async () => {
  const { restore } = await openEmpty();
  await restore.read.run(archiveFile());
  restore.password = PASSWORD;
  const bringing = restore.bringBack.run();
  restore.leave();
  await bringing;
  expect(restore.pieces).toEqual([]);
});

test('a recovery code in the box where things are opened is kept in no step', async () => {
  const session = await openWindow(new Browser(), '#/open');
  const put = vi.spyOn(session.peer.steps, 'put');
  const page = new ReceivedDocument(session);
  await page.restore.run();
  for (const pasted of [createRecoveryCode(), 'peer:AWk.']) {
    page.received.box.pasted = pasted;
    page.keep();
    page.leave();
  }
  const kept = put.mock.calls.map(
    ([, fields]) => (JSON.parse(fields) as { pasted: string }).pasted,
  );
  expect(kept).toEqual(['', 'peer:AWk.']);
});

test('a recovery file that is here without its identity is offered, and leads to its field', async () => {
  const { session } = await openEmpty();
  const { orphans, restore } = { orphans: new Orphans(session), restore: new Restore(session) };
  const left = { ...saved.alice, name: 'Alice', text: saved.file, sealed: 0 };
  const keeping = await session.peer.keeping();
  vi.spyOn(keeping, 'orphanedRecoveries').mockResolvedValue([left]);
  vi.spyOn(session.peer, 'keeping').mockResolvedValue(keeping);
  await orphans.look.run();
  expect(orphans.found).toEqual([left]);
  orphans.open(left);
  await restore.start.run();
  expect(restore.saved).toMatchObject({ kind: 'recovery file', peerName: left.peerName });
  // What is named with the damaged things is not named twice.
  session.damages = [{ recovery: left.peerName }] as unknown as typeof session.damages;
  expect(orphans.found).toEqual([]);
});

test('what was typed goes from a page that nobody looks at', async () => {
  const { restore } = await openEmpty();
  restore.password = PASSWORD;
  restore.cover();
  expect(restore.password).toBe('');
});

describe('a code in the field', () => {
  test('is known as one, and a slip in it is told', async () => {
    const { restore } = await openEmpty();
    const code = createRecoveryCode();
    restore.password = code.toLowerCase().replaceAll('-', ' ');
    expect(restore).toMatchObject({ code, isCodeWrong: false });
    const slip = code.startsWith('A') ? 'B' : 'A';
    restore.password = slip + code.slice(1);
    expect(restore).toMatchObject({ code: undefined, isCodeWrong: true });
    restore.password = PASSWORD;
    expect(restore).toMatchObject({ code: undefined, isCodeWrong: false });
  });
});

describe('everything in one file', () => {
  test('comes back with one password after the other', async () => {
    const { session, restore } = await openEmpty();
    await restore.read.run(archiveFile());
    expect(restore.saved).toMatchObject({ kind: 'archive', content: { configurations: 1 } });
    restore.password = PASSWORD;
    await restore.bringBack.run();
    expect(restore.bringBack.error).toBeUndefined();
    const outcomes = () => restore.pieces.map(({ what, outcome }) => `${what} ${outcome}`);
    expect(outcomes()).toContain('identity restored');
    expect(session.groups.map(({ friendlyName }) => friendlyName)).toEqual(['Club']);
    // The group's key was sealed with another password than the identity.
    expect(restore.left).toBe(1);
    restore.password = OTHER;
    await restore.bringBack.run();
    expect(outcomes()).toContain('identity restored');
    expect(restore.left).toBe(0);
  });

  test('leads here from the screen where anything is opened', async () => {
    const session = await openWindow(new Browser(), '#/open');
    const received = new ReceivedDocument(session);
    await received.restore.run();
    received.read(archiveFile());
    await vi.waitFor(() => expect(session.router.route).toEqual({ name: 'restore' }));
    const restore = new Restore(session);
    await restore.start.run();
    expect(restore.saved?.kind).toBe('archive');
  });
});

describe('a saved group', () => {
  test('comes back locked without its password, and is unlocked later', async () => {
    const { session, restore } = await openEmpty();
    await restore.read.run(saved.file);
    restore.password = PASSWORD;
    await restore.bringBack.run();
    const again = new Restore(session);
    await again.read.run(saved.group);
    expect(again.saved?.kind).toBe('group configuration');
    await again.bringBack.run();
    expect(again.bringBack.error).toBeUndefined();
    const [locked] = session.groups;
    expect(locked).toMatchObject({ friendlyName: 'Club', hasSealedKey: true, isCreator: false });
    const group = new SavedGroup(session, () => locked!);
    expect(group.isLocked).toBe(true);
    group.password = OTHER;
    await group.unlock.run();
    expect(group.unlock.error).toBeUndefined();
    expect(session.groups[0]).toMatchObject({ isCreator: true });
  });
});

test('something else that was given in here is opened where it belongs', async () => {
  const { session, restore } = await openEmpty();
  const { peer } = new Browser();
  const bob = await peer.createIdentity({ friendlyName: 'Bob' });
  await restore.read.run(await peer.identityCard(bob.peerName));
  expect(session.router.route).toEqual({ name: 'open' });
});

describe('what brings nothing back', () => {
  test('is named as what it is not, and half a file stays in no box', async () => {
    const { restore } = await openEmpty();
    for (const [text, reason] of [
      ['Remember the milk.', 'recovery.nothing'],
      [saved.file.slice(0, saved.file.length / 2), 'recovery.damaged'],
    ] as const) {
      await restore.read.run([new File([text], 'saved.xml')]);
      expect(restore.read.error?.reason).toBe(reason);
      expect(restore.box.pasted).toBe('');
    }
    await restore.read.run('Remember the milk.');
    expect(restore.box.pasted).toBe('Remember the milk.');
  });

  test('is an archive of others, which is not asked a password for', async () => {
    const { restore } = await openEmpty();
    const holiday = packArchive([{ name: 'beach.txt', text: 'sand' }]);
    await restore.read.run([new File([holiday], 'holiday.zip')]);
    expect(restore.read.error?.reason).toBe('archive.empty');
    expect(restore.saved).toBeUndefined();
  });

  test('is a code with a slip, which stays to be mended', async () => {
    const { restore } = await openEmpty();
    await restore.read.run(archiveFile());
    const slip = createRecoveryCode().slice(0, -1);
    restore.password = slip;
    await restore.bringBack.run();
    expect(restore.password).toBe(slip);
    restore.password = 'not the one that was chosen';
    await restore.bringBack.run();
    expect(restore.password).toBe('');
  });
});
