import { beforeAll, describe, expect, test } from 'vitest';
import { packArchive, unpackArchive } from '../../src/core/document/archive.ts';
import type { Archive, Group, Identity, RestoreReport } from '../../src/peer.ts';
import { createMemoryStore, type Memory } from '../../src/storage/memory-store.ts';
import { Browser, somebody } from '../support/browsers.ts';
import { DAY, NOON, SECOND } from '../support/people.ts';
import { reasonOf } from '../support/refusals.ts';
import { leaksIn } from '../support/stored-keys.ts';

const PASSWORD = 'correct horse battery';
const OTHER_PASSWORD = 'staple in the stable';

/** Everything that is made before it is saved. */
let shelves: Memory['shelves'];
let archive: Archive;
let me: Identity;
let work: Identity;
let chess: Group;
let go: Group;
/** Signed before everything was saved, and not yet received. */
let renewal: string;

beforeAll(async () => {
  const browser = new Browser();
  const { peer } = browser;
  me = await peer.createIdentity({ friendlyName: 'Alice', password: PASSWORD });
  browser.now = NOON + SECOND;
  work = await peer.createIdentity({ friendlyName: 'Alice at work' });
  const founding = { identity: me.peerName, friendlyName: 'Chess', comment: 'On Tuesdays' };
  chess = await peer.createGroup({ ...founding, password: OTHER_PASSWORD });
  const bob = await somebody('Bob');
  const bobs = await bob.found('Go');
  const card = await peer.identityCard(me.peerName);
  const invitation = await bob.peer.createInvitation(bobs, card, { roles: ['member'] });
  go = await peer.joinGroup(me.peerName, invitation.text);
  await peer.createInvitation(chess, await bob.card(), { roles: ['member'] });
  browser.now = bob.now = NOON + DAY;
  renewal = (await bob.peer.createInvitation(bobs, card, { roles: ['member'] })).text;
  me = await peer.renameIdentity(me.peerName, 'Alice A.');
  archive = await (await peer.keeping()).archive();
  ({ shelves } = browser.memory);
});

function atHome(): Browser {
  const browser = new Browser();
  browser.memory.shelves = shelves;
  browser.now = NOON + DAY;
  return browser;
}

function elsewhere(): Browser {
  const browser = new Browser();
  browser.now = NOON + 2 * DAY;
  return browser;
}

async function restore(
  { peer }: Browser,
  bytes = archive.bytes,
  password = PASSWORD,
): Promise<RestoreReport['pieces']> {
  return (await (await peer.keeping()).restoreArchive(bytes, password)).pieces;
}

async function namesIn({ bytes }: Archive): Promise<readonly string[]> {
  return (await unpackArchive(bytes)).map(({ name }) => name);
}

function outcomesOf(pieces: RestoreReport['pieces']): readonly string[] {
  return pieces.map(({ what, name, outcome }) => `${what} ${name}: ${outcome}`);
}

describe('everything in one file', () => {
  test('names what is in it, and whose key is not', async () => {
    expect(archive).toMatchObject({
      ...{ fileName: 'Conclave 2026-11-24.zip', made: NOON + DAY },
      sealedKeys: [`${me.peerName}\0`, `${me.peerName}\0${chess.peerName}`],
    });
    expect(await namesIn(archive)).toEqual([
      'Alice A..recovery.xml',
      ...['Alice A..identity.xml', 'Alice at work.identity.xml'],
      ...['Chess.config.xml', 'Go.config.xml', 'Chess.update.xml'],
    ]);
    const content = await (await elsewhere().peer.keeping()).openArchive(archive.bytes);
    expect(content).toEqual({
      recoveries: [{ peerName: me.peerName, isHere: false }],
      ...{ configurations: 2, updates: 1, others: 0 },
    });
  });

  test('brings all of it back elsewhere: the newest name, groups, people, and what was written', async () => {
    const browser = elsewhere();
    const first = await restore(browser);
    expect(outcomesOf(first)).toEqual([
      'identity Alice A.: restored',
      'group Chess: another password',
      'group Go: restored',
      'update Chess: restored',
    ]);
    expect(outcomesOf(await restore(browser, archive.bytes, OTHER_PASSWORD))).toEqual([
      'identity Alice A.: already here',
      'group Chess: restored',
      'group Go: already here',
      'update Chess: already here',
    ]);
    const { peer } = browser;
    const [back] = await peer.listIdentities();
    expect(back).toMatchObject({ friendlyName: 'Alice A.', keyHash: me.keyHash });
    const again = await peer.openGroup(me.peerName, chess.peerName);
    expect(again).toMatchObject({ isCreator: true, comment: 'On Tuesdays' });
    const people = await peer.listMembers(await peer.openGroup(me.peerName, go.peerName));
    expect(people.map(({ friendlyName }) => friendlyName)).toContain('Bob');
    expect(await (await peer.keeping()).health()).toEqual([]);
    expect(leaksIn(browser.memory)).toEqual([]);
    const same = await (await peer.keeping()).archive();
    expect(same.sealedKeys).toEqual(archive.sealedKeys);
  });

  test('changes nothing where all of it is here (security.md 7 H 144)', async () => {
    const browser = atHome();
    const before = browser.kept('memberships');
    const outcomes = (await restore(browser, archive.bytes, '')).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['already here']));
    expect(browser.kept('memberships')).toEqual(before);
    expect(browser.kept('identities')).toHaveLength(2);
  });

  test('never puts something older in the place of something newer (security.md 7 H 144)', async () => {
    const browser = atHome();
    browser.now = NOON + 3 * DAY;
    await browser.peer.renameIdentity(me.peerName, 'Alice B.');
    expect(outcomesOf(await restore(browser))[0]).toBe('identity Alice B.: newer here');
    const [back] = await browser.peer.listIdentities();
    expect(back?.friendlyName).toBe('Alice B.');
  });

  test('that holds something broken or foreign brings back the rest and names it (security.md 7 H 145)', async () => {
    const entries = (await unpackArchive(archive.bytes)).map(({ name, text = '' }) => ({
      name,
      text:
        name === 'Go.config.xml' ? text.replace(/.{40}(?=.{80}\s*<\/GMC>)/u, 'A'.repeat(40)) : text,
    }));
    const bytes = packArchive([{ name: '../../evil.xml', text: '<x/>' }, ...entries]);
    const browser = elsewhere();
    const pieces = await restore(browser, bytes);
    expect(outcomesOf(pieces).filter((line) => !line.endsWith('restored'))).toEqual([
      'group Chess: another password',
      `group ${go.peerName}: refused`,
    ]);
    const keeping = await browser.peer.keeping();
    expect((await keeping.openArchive(bytes)).others).toBe(1);
  });

  test('of groups whose identity is not in it says so', async () => {
    const entries = (await unpackArchive(archive.bytes)).flatMap(({ name, text }) =>
      text === undefined || name.endsWith('.recovery.xml') ? [] : [{ name, text }],
    );
    const pieces = await restore(elsewhere(), packArchive(entries));
    expect(pieces.map(({ outcome, refusal }) => [outcome, refusal?.reason])).toEqual([
      ['refused', 'configuration.identity'],
      ['refused', 'configuration.identity'],
      ['refused', 'update.group'],
    ]);
  });

  test('with small updates that could grow to more than 512 MiB is stopped before they do', async () => {
    const entries = await unpackArchive(archive.bytes);
    const update = entries.find(({ name }) => name === 'Chess.update.xml')?.text ?? '';
    // No DEFLATE: what is damaged could have grown as far as any.
    const broken = update.replace(/(<RECORDS[^>]*>)[^<]*/u, '$1/////w==');
    const bytes = packArchive(Array.from({ length: 9 }, () => ({ name: 'a.xml', text: broken })));
    const reasons = (await restore(atHome(), bytes)).map(({ refusal }) => refusal?.reason);
    expect(new Set(reasons.slice(0, 8))).toEqual(new Set(['update.deflate']));
    expect(reasons[8]).toBe('archive.size');
  });

  test('with many updates that are as small as they look is read to its end', async () => {
    const entries = await unpackArchive(archive.bytes);
    const text = entries.find(({ name }) => name === 'Chess.update.xml')?.text ?? '';
    const bytes = packArchive(Array.from({ length: 12 }, () => ({ name: 'a.xml', text })));
    const outcomes = (await restore(atHome(), bytes)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(Array.from({ length: 12 }, () => 'already here'));
  });

  test('says which membership is damaged, and is not in it', async () => {
    const browser = atHome();
    const key = `${me.peerName}\0${go.peerName}`;
    const memberships = new Map(shelves.memberships);
    memberships.set(key, { ...(memberships.get(key) as object), chain: [Uint8Array.of(1)] });
    browser.memory.shelves = { ...shelves, memberships };
    const saved = await (await browser.peer.keeping()).archive();
    expect(archive).toMatchObject({ damaged: [], withoutUpdates: [] });
    expect(saved).toMatchObject({ damaged: [go.peerName] });
    expect(await namesIn(saved)).not.toContain('Go.config.xml');
  });

  test('of which nothing opens yet names its groups, and says what they wait for', async () => {
    const browser = elsewhere();
    const pieces = await restore(browser, archive.bytes, 'not the one that was chosen');
    expect(outcomesOf(pieces)).toEqual([
      'identity Alice A.: another password',
      'group Chess: waiting',
      'group Go: waiting',
      'update Chess: waiting',
    ]);
    expect(pieces.flatMap(({ refusal }) => refusal ?? [])).toEqual([]);
    expect(outcomesOf(await restore(browser))).toContain('group Go: restored');
  });

  test('in which nothing is ours is refused', async () => {
    const keeping = await elsewhere().peer.keeping();
    const holiday = packArchive([{ name: 'beach.txt', text: 'sand' }]);
    expect(await reasonOf(() => keeping.openArchive(holiday))).toBe('archive.empty');
  });

  test('that is none is refused as a whole', async () => {
    const keeping = await elsewhere().peer.keeping();
    const bytes = new Uint8Array(archive.bytes.subarray(0, 200));
    expect(await reasonOf(() => keeping.openArchive(bytes))).toBe('archive.form');
    expect(await reasonOf(() => keeping.restoreArchive(bytes, PASSWORD))).toBe('archive.form');
  });
});

test('a restoring that is cut off at any writing leaves every piece old or new, and goes on when it is done again (security.md 7 H 147)', async () => {
  for (let writings = 0; ; writings++) {
    const browser = elsewhere();
    const isDone = await cutOff(browser, writings);
    const keeping = await browser.peer.keeping();
    expect(await keeping.health()).toEqual([]);
    expect(leaksIn(browser.memory)).toEqual([]);
    if (isDone) return;
    await restore(browser);
    expect(await browser.peer.listGroups()).toHaveLength(2);
    expect(await keeping.health()).toEqual([]);
  }
});

/** Restores while the disk takes only so many writings; whether that was enough. */
async function cutOff(browser: Browser, writings: number): Promise<boolean> {
  const inner = createMemoryStore(browser.memory);
  let left = writings;
  const write: typeof inner.write = async (changes) => {
    if (changes.length > 0 && left-- <= 0) {
      throw new DOMException('simulated', 'AbortError');
    }
    await inner.write(changes);
  };
  const store = new Proxy(inner, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const peer = browser.peerOn(store);
  try {
    await (await peer.keeping()).restoreArchive(archive.bytes, PASSWORD);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

describe('how old it is', () => {
  test('is never, then when it was saved, and what has come since', async () => {
    const browser = atHome();
    const keeping = await browser.peer.keeping();
    const all = await keeping.archiveStatus();
    expect(all).toMatchObject({ saved: undefined, since: { identities: 2, memberships: 2 } });
    expect(all.since.records).toBe(browser.kept('records').length);
    browser.now = NOON + 2 * DAY;
    const first = await keeping.archive();
    browser.now += 1000;
    await keeping.noteArchived(first);
    const nothing = { identities: 0, memberships: 0, records: 0 };
    const saved = NOON + 2 * DAY;
    expect(await keeping.archiveStatus()).toEqual({ saved, since: nothing });
    expect(await browser.peer.listIdentities()).toMatchObject([
      { recoverySaved: saved },
      { recoverySaved: undefined },
    ]);
    // By its dates it is older than what was saved; here it is new.
    browser.now = NOON + 4 * DAY;
    await browser.peer.joinGroup(me.peerName, renewal);
    expect((await keeping.archiveStatus()).since.memberships).toBe(1);
    await keeping.noteArchived(await keeping.archive());
    expect((await keeping.archiveStatus()).since.memberships).toBe(0);
    browser.now = NOON + 5 * DAY;
    await browser.peer.renameIdentity(work.peerName, 'Work');
    await browser.peer.createGroup({ identity: work.peerName, friendlyName: 'Cards' });
    const { since } = await keeping.archiveStatus();
    expect(since).toMatchObject({ identities: 1, memberships: 1 });
    expect(since.records).toBeGreaterThan(0);
  });
});
