import { beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../src/core/base-encodings.ts';
import { formatPem } from '../../src/core/certificate/pem.ts';
import type { Group } from '../../src/peer.ts';
import { Browser, contentsOf, groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { DAY } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  chess = await groupOf(alice, 'Chess');
});

describe('Bob looks into', () => {
  test('a card in a mail: whose it is, and the words of its key', async () => {
    const inspection = await bob.peer.inspect(`Hello Bob!\n${await alice.card()}\nAlice`);
    expect(inspection).toMatchObject({
      kind: 'identity card',
      text: (await alice.card()).trimEnd(),
      verdict: { kind: 'sound' },
      owner: { friendlyName: 'Alice', peerName: alice.me.peerName },
      certificates: [{ person: { friendlyName: 'Alice' }, refusal: undefined }],
      fingerprint: await bob.peer.fingerprint(alice.me.spki),
    });
  });

  test('an invitation in one line: the way, and the words of the key of the group', async () => {
    const { compact } = await alice.invite(bob, chess);
    const inspection = await bob.peer.inspect(compact.text);
    expect(inspection.verdict).toEqual({ kind: 'sound' });
    expect(inspection.certificates.map(({ person }) => person?.friendlyName)).toEqual([
      'Chess',
      'Alice',
      'Bob',
    ]);
    expect(inspection.unsigned).toMatchObject({ version: '1.0', cloudName: 'Global_' });
    expect(inspection.fingerprint).toEqual(await bob.peer.fingerprint(chess.spki));
  });

  test('a chain that was exported, as PEM and as a bundle', async () => {
    const bundle = encodeBase64(await alice.peer.exportPkcs7(chess.chain));
    const pkcs7 = `-----BEGIN PKCS7-----\n${bundle}\n-----END PKCS7-----`;
    for (const text of [formatPem(...chess.chain), pkcs7]) {
      const inspection = await bob.peer.inspect(text);
      expect(inspection).toMatchObject({ kind: 'certificate', verdict: { kind: 'sound' } });
      expect(inspection.owner?.peerName).toBe(chess.peerName);
    }
  });

  test('one that has ended: he sees that it was right until then', async () => {
    const { text } = await alice.invite(bob, chess, { until: alice.now + DAY });
    bob.now = alice.now + 2 * DAY;
    const inspection = await bob.peer.inspect(text);
    expect(inspection.verdict.kind).toBe('out-of-time');
    expect(inspection.owner?.friendlyName).toBe('Chess');
  });

  test('a membership alone: nobody vouches for it, so no fingerprint is offered', async () => {
    const [, member] = chess.chain;
    const inspection = await bob.peer.inspect(formatPem(member));
    expect(inspection).toMatchObject({ verdict: { kind: 'part' }, owner: undefined });
    expect(inspection.fingerprint).toBeUndefined();
  });

  test('a card that was altered: refused, and no fingerprint is offered', async () => {
    const der = Uint8Array.from(alice.me.card.der);
    der[der.length - 1]! ^= 1;
    const inspection = await bob.peer.inspect(formatPem({ der }));
    expect(inspection).toMatchObject({
      verdict: { kind: 'refused', refusal: { reason: 'idc.signature' } },
      certificates: [{ person: { friendlyName: 'Alice' } }],
      owner: undefined,
      fingerprint: undefined,
    });
  });

  test.each([
    ['a group update', 'PEERGROUPUPDATE', 'group update'],
    ['a recovery file', 'PEERIDENTITYEXPORT', 'recovery file'],
    ['a saved group', 'PEERGROUPCONFIG', 'group configuration'],
  ])('%s: it is named, and left to a coming version', async (_what, root, kind) => {
    const inspection = await bob.peer.inspect(`<${root} VERSION="1.0"></${root}>`);
    expect(inspection).toMatchObject({ kind, verdict: { kind: 'later' }, certificates: [] });
  });

  test('words: there is nothing of ours in them', async () => {
    await expect(bob.peer.inspect('Hello!')).rejects.toThrow(
      throwing('E_INVALIDARG', 'document.none'),
    );
    await expect(bob.peer.inspect(' ')).rejects.toThrow(throwing('E_INVALIDARG', 'document.empty'));
  });
});

test('looking joins nothing and keeps nothing', async () => {
  const texts = [
    await alice.card(),
    (await alice.invite(bob, chess)).text,
    formatPem(...chess.chain),
    formatPem({ der: Uint8Array.of(0x30, 0) }),
  ];
  for (const browser of [bob, new Browser()]) {
    const { shelves } = browser.memory;
    const before = contentsOf(browser);
    for (const text of texts) await browser.peer.inspect(text);
    expect(browser.memory.shelves).toBe(shelves);
    expect(contentsOf(browser)).toEqual(before);
  }
  expect(await bob.peer.listGroups()).toEqual([]);
  expect(await bob.peer.kept.list()).toEqual([]);
});
