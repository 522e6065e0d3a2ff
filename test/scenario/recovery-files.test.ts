import { beforeAll, describe, expect, test } from 'vitest';
import { issueIdc } from '../../src/core/certificate/issue.ts';
import { packArchive } from '../../src/core/document/archive.ts';
import { formatRecoveryFile } from '../../src/core/document/recovery-file.ts';
import { peerNameOf } from '../../src/core/peer-name.ts';
import { createCertifiedKeys } from '../../src/core/sealed-key.ts';
import { verifyKeyPair } from '../../src/core/webcrypto.ts';
import type { Identity } from '../../src/peer.ts';
import type { Memory } from '../../src/storage/memory-store.ts';
import { Browser, contentsOf, somebody } from '../support/browsers.ts';
import { deriveQuickly } from '../support/derivations.ts';
import { DAY, NOON } from '../support/people.ts';
import { refusalOf, reasonOf } from '../support/refusals.ts';
import { leaksIn } from '../support/stored-keys.ts';

const PASSWORD = 'correct horse battery';

let me: Identity;
let shelves: Memory['shelves'];
let file: string;

beforeAll(async () => {
  const { peer, memory } = new Browser();
  me = await peer.createIdentity({ friendlyName: 'Alice', password: PASSWORD });
  shelves = memory.shelves;
  file = await (await peer.keeping()).recoveryFile(me.peerName);
});

/** The browser in which the identity was made. */
function firstBrowser(): Browser {
  const browser = new Browser();
  browser.memory.shelves = shelves;
  return browser;
}

describe('a recovery file', () => {
  test('is there from birth, and says when it was saved', async () => {
    const browser = firstBrowser();
    expect(me).toMatchObject({ hasRecoveryFile: true, recoverySaved: undefined });
    browser.now = NOON + DAY;
    const keeping = await browser.peer.keeping();
    await keeping.noteSaved(me);
    browser.close();
    const [again] = await browser.peer.listIdentities();
    expect(again).toMatchObject({ hasRecoveryFile: true, recoverySaved: NOON + DAY });
    expect(await (await browser.peer.keeping()).recoveryFile(me.peerName)).toBe(file);
  });

  test('of an identity that was made without a password cannot be had', async () => {
    const bob = await somebody('Bob');
    expect(bob.me.hasRecoveryFile).toBe(false);
    const keeping = await bob.peer.keeping();
    expect(await refusalOf(() => keeping.recoveryFile(bob.me.peerName))).toEqual({
      code: 'PEER_E_NOT_FOUND',
      reason: 'recovery.none',
    });
  });

  test('is tried without changing anything', async () => {
    const browser = new Browser();
    const before = contentsOf(browser);
    const keeping = await browser.peer.keeping();
    const tried = await keeping.testRecoveryFile(file, PASSWORD);
    expect(tried).toMatchObject({
      person: { peerName: me.peerName, friendlyName: 'Alice', keyHash: me.keyHash },
      since: NOON,
      present: undefined,
    });
    expect(contentsOf(browser)).toEqual(before);
    const atHome = await (await firstBrowser().peer.keeping()).testRecoveryFile(file, PASSWORD);
    expect(atHome.present?.peerName).toBe(me.peerName);
  });

  test('brings the identity back elsewhere, with a key that signs and cannot be taken out', async () => {
    const browser = new Browser();
    browser.now = NOON + 30 * DAY;
    const back = await (await browser.peer.keeping()).restoreIdentity(file, PASSWORD);
    expect(back).toMatchObject({
      ...{ peerName: me.peerName, friendlyName: 'Alice', keyHash: me.keyHash, created: NOON },
      ...{ hasRecoveryFile: true, recoverySaved: browser.now },
    });
    const [kept] = browser.kept('identities');
    if (kept === undefined) throw new TypeError('nothing kept');
    await verifyKeyPair({ privateKey: kept.privateKey, spki: back.spki });
    expect(leaksIn(browser.memory)).toEqual([]);
    expect(await (await browser.peer.keeping()).recoveryFile(me.peerName)).toBe(file);
  });

  test('of an identity that is here is refused, and nothing is replaced (security.md 7 H 144)', async () => {
    const browser = firstBrowser();
    const before = contentsOf(browser);
    const keeping = await browser.peer.keeping();
    expect(await refusalOf(() => keeping.restoreIdentity(file, PASSWORD))).toEqual({
      code: 'PEER_E_ALREADY_EXISTS',
      reason: 'recovery.present',
    });
    expect(contentsOf(browser)).toEqual(before);
  });

  test('under another password brings nothing back, and says that it is the password', async () => {
    const browser = new Browser();
    const before = contentsOf(browser);
    const keeping = await browser.peer.keeping();
    const reason = await reasonOf(() => keeping.restoreIdentity(file, 'correct horse'));
    expect(reason).toBe('recovery.password');
    expect(contentsOf(browser)).toEqual(before);
  });

  test('mends an identity whose key is of no use any more (security.md 7 I 149)', async () => {
    const browser = firstBrowser();
    const bob = await somebody('Bob');
    const [alices] = browser.kept('identities');
    const [bobs] = bob.kept('identities');
    if (!alices || !bobs) throw new TypeError('nothing kept');
    for (const damaged of [
      { ...alices, privateKey: bobs.privateKey },
      { ...alices, idc: 'cut' },
    ]) {
      const identities = new Map<string, unknown>([[me.peerName, damaged]]);
      browser.memory.shelves = { ...shelves, identities };
      browser.close();
      const keeping = await browser.peer.keeping();
      const [damage] = await keeping.health();
      expect(damage).toMatchObject({ what: 'identity', name: 'Alice', recovery: me.peerName });
      await keeping.restoreIdentity(await keeping.recoveryFile(me.peerName), PASSWORD);
      expect(await keeping.health()).toEqual([]);
      expect(await browser.peer.identityCard(me.peerName)).toContain('PEERIDENTITYINFO');
    }
  });

  test('mends an identity that was renamed since, and leaves it its newer name', async () => {
    const browser = firstBrowser();
    browser.now = NOON + DAY;
    await browser.peer.renameIdentity(me.peerName, 'Alice B.');
    const bob = await somebody('Bob');
    const [alices] = browser.kept('identities');
    const [bobs] = bob.kept('identities');
    if (!alices || !bobs) throw new TypeError('nothing kept');
    const damaged = { ...alices, privateKey: bobs.privateKey, created: NOON - 7 };
    const identities = new Map<string, unknown>([[me.peerName, damaged]]);
    browser.memory.shelves = { ...browser.memory.shelves, identities };
    browser.close();
    const back = await (await browser.peer.keeping()).restoreIdentity(file, PASSWORD);
    expect(back).toMatchObject({ friendlyName: 'Alice B.', created: NOON - 7 });
  });

  test('of a card that begins before 1970 brings it back too', async () => {
    const password = PASSWORD;
    const { certificate, pkcs12 } = await createCertifiedKeys(
      { password, derive: deriveQuickly },
      async (keys) => {
        const friendlyName = 'Alice';
        const peerName = await peerNameOf(keys.spki, '');
        const validity = { start: Date.UTC(1960, 0, 1), end: Date.UTC(2100, 0, 1) };
        const der = await issueIdc(keys, { name: { peerName, friendlyName }, validity });
        return { der, peerName };
      },
    );
    if (pkcs12 === undefined) throw new TypeError('nothing sealed');
    const { peerName } = certificate;
    const old = await formatRecoveryFile({ peerName, pkcs12 });
    const keeping = await new Browser().peer.keeping();
    expect(await keeping.restoreIdentity(old, password)).toMatchObject({ created: 0 });
    const archive = packArchive([
      { name: 'old.recovery.xml', text: old },
      { name: 'mine.recovery.xml', text: file },
    ]);
    const { pieces } = await (await new Browser().peer.keeping()).restoreArchive(archive, password);
    expect(pieces.map(({ outcome }) => outcome)).toEqual(['restored', 'restored']);
  });

  test.each([undefined, NOON + DAY])(
    'that is here still and brings its identity back was last saved when it was: %s',
    async (at) => {
      const browser = firstBrowser();
      const keeping = await browser.peer.keeping();
      browser.now = NOON + DAY;
      if (at !== undefined) await keeping.noteSaved(me);
      const before = browser.kept('recoveries');
      browser.memory.shelves = { ...browser.memory.shelves, identities: new Map() };
      browser.now = NOON + 2 * DAY;
      const back = await keeping.restoreIdentity(await keeping.recoveryFile(me.peerName), PASSWORD);
      expect(back.recoverySaved).toBe(at);
      expect(browser.kept('recoveries')).toEqual(before);
    },
  );

  test('that is not the one which is here was saved elsewhere', async () => {
    const browser = firstBrowser();
    const [kept] = browser.kept('recoveries');
    const damaged = { ...kept, pkcs12: Uint8Array.of(1, 2, 3) };
    const recoveries = new Map<string, unknown>([[`${me.peerName}\0`, damaged]]);
    browser.memory.shelves = { ...browser.memory.shelves, identities: new Map(), recoveries };
    browser.now = NOON + DAY;
    const back = await (await browser.peer.keeping()).restoreIdentity(file, PASSWORD);
    expect(back.recoverySaved).toBe(NOON + DAY);
  });

  test('goes with its identity when that is deleted', async () => {
    const browser = firstBrowser();
    await browser.peer.deleteIdentity(me.peerName);
    expect(browser.kept('recoveries')).toEqual([]);
    const back = await (await browser.peer.keeping()).restoreIdentity(file, PASSWORD);
    expect(back.peerName).toBe(me.peerName);
  });

  test('is not made where the disk is full, and neither is its identity (security.md 7 I 159)', async () => {
    const browser = firstBrowser();
    const before = contentsOf(browser);
    browser.memory.shelves = Object.freeze({ ...shelves });
    Object.defineProperty(browser.memory, 'shelves', {
      get: () => shelves,
      set: () => {
        throw new DOMException('a few kilobytes', 'QuotaExceededError');
      },
    });
    const wishes = { friendlyName: 'Work', password: PASSWORD };
    expect(await refusalOf(() => browser.peer.createIdentity(wishes))).toEqual({
      code: 'PEER_E_DISK_FULL',
      reason: 'storage.full',
    });
    expect(contentsOf(browser)).toEqual(before);
    expect(await browser.peer.listIdentities()).toHaveLength(1);
  });
});

describe('a sealed key that is here without its identity (security.md 7 I 149, 150)', () => {
  const offered = async (browser: Browser) => (await browser.peer.keeping()).orphanedRecoveries();
  const withIdentities = (browser: Browser, ...rows: readonly [string, unknown][]) => {
    browser.memory.shelves = { ...browser.memory.shelves, identities: new Map(rows) };
    browser.close();
  };

  test('is offered by the name that a membership knows, and brings it back', async () => {
    const browser = firstBrowser();
    await browser.peer.createGroup({ identity: me.peerName, friendlyName: 'Chess' });
    withIdentities(browser);
    const orphans = await offered(browser);
    expect(orphans).toEqual([{ peerName: me.peerName, name: 'Alice', text: file, sealed: NOON }]);
    const keeping = await browser.peer.keeping();
    await keeping.restoreIdentity(orphans[0]?.text ?? '', PASSWORD);
    expect(await offered(browser)).toEqual([]);
    expect(await browser.peer.listGroups()).toHaveLength(1);
    expect(await keeping.health()).toEqual([]);
  });

  test('is offered without a name where nothing knows one', async () => {
    const browser = firstBrowser();
    withIdentities(browser);
    expect(await offered(browser)).toMatchObject([{ peerName: me.peerName, name: '' }]);
  });

  test('of a key that came back as null is named with the damage, and mends it', async () => {
    const browser = firstBrowser();
    const [alices] = browser.kept('identities');
    withIdentities(browser, [me.peerName, { ...alices, privateKey: null }]);
    const keeping = await browser.peer.keeping();
    const [damage] = await keeping.health('mine');
    expect(damage).toMatchObject({ what: 'identity', name: 'Alice', reason: 'storage.damaged' });
    expect(damage?.recovery).toBe(me.peerName);
    const [orphan] = await offered(browser);
    expect(orphan).toMatchObject({ name: 'Alice', text: file });
    await keeping.restoreIdentity(orphan?.text ?? '', PASSWORD);
    expect(await keeping.health()).toEqual([]);
  });

  test('is not offered while its identity works, nor where it is damaged itself', async () => {
    const browser = firstBrowser();
    expect(await offered(browser)).toEqual([]);
    withIdentities(browser);
    const [kept] = browser.kept('recoveries');
    const recoveries = new Map<string, unknown>([
      [`${me.peerName}\0`, { ...kept, pkcs12: Uint8Array.of(1, 2, 3) }],
      ['nobody\0', { ...kept, identity: 'nobody' }],
    ]);
    browser.memory.shelves = { ...browser.memory.shelves, recoveries };
    browser.close();
    expect(await offered(browser)).toEqual([]);
    // What cannot be named is in no archive either, and hides nothing else.
    const { sealedKeys } = await (await browser.peer.keeping()).archive();
    expect(sealedKeys).toEqual([`${me.peerName}\0`]);
  });
});

test('what is made with a password leaves no key that could be taken out', async () => {
  const browser = firstBrowser();
  expect(leaksIn(browser.memory)).toEqual([]);
  await browser.peer.renameIdentity(me.peerName, 'Alice A.');
  expect(leaksIn(browser.memory)).toEqual([]);
  const wishes = { identity: me.peerName, friendlyName: 'Chess', password: PASSWORD };
  const group = await browser.peer.createGroup(wishes);
  expect(group).toMatchObject({ isCreator: true, hasSealedKey: true, keySaved: undefined });
  expect(browser.kept('recoveries')).toHaveLength(2);
  expect(leaksIn(browser.memory)).toEqual([]);
});
