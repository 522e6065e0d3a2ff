import { describe, expect, test } from 'vitest';
import { certifyIdentity, createIdentity, unlimitedFrom } from '../../src/core/identity.ts';
import { peerNameOf as parsedPeerNameOf } from '../../src/core/peer-name.ts';
import { verifyKeyPair } from '../../src/core/webcrypto.ts';
import { NOON, peerNameOf, person } from '../support/people.ts';
import { reasonOf } from '../support/refusals.ts';
import { throwing } from '../support/throwing.ts';

const DAY_BEFORE = Date.UTC(2026, 10, 22, 12);
const THOUSAND_YEARS_LATER = Date.UTC(3026, 10, 22, 12);

describe('An identity', () => {
  test('is a key, which cannot be exported, and a card that it has signed', async () => {
    const { idc, privateKey, spki } = await createIdentity({ friendlyName: 'Alice' }, NOON);
    expect(idc).toMatchObject({
      type: 'idc',
      subject: { friendlyName: 'Alice', peerName: peerNameOf(spki) },
      issuer: { friendlyName: 'Alice', peerName: peerNameOf(spki) },
      spki,
      unknownExtensions: [],
    });
    expect(privateKey.extractable).toBe(false);
    expect(privateKey.usages).toEqual(['sign']);
    for (const format of ['pkcs8', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow();
    }
    await expect(verifyKeyPair({ privateKey, spki })).resolves.toBeUndefined();
  });

  test('begins one day before now and ends 1000 years later', async () => {
    const { idc } = await createIdentity({ friendlyName: 'Alice' }, NOON + 999);
    expect(idc.validity).toEqual({ start: DAY_BEFORE, end: THOUSAND_YEARS_LATER });
  });

  test.each([2048, 3072, 4096] as const)('may have a key of %i bits', async (modulusLength) => {
    const { privateKey } = await createIdentity({ friendlyName: 'Alice', modulusLength }, NOON);
    expect(privateKey.algorithm).toMatchObject({ modulusLength });
  });

  test('has 2048 bits unless asked otherwise', async () => {
    const { privateKey } = await createIdentity({}, NOON);
    expect(privateKey.algorithm).toMatchObject({ modulusLength: 2048 });
  });

  test('bears its classifier in its peer name', async () => {
    const { idc, spki } = await createIdentity({ friendlyName: 'B', classifier: 'work.pc' }, NOON);
    expect(idc.subject.peerName).toBe(peerNameOf(spki, 'work.pc'));
  });

  test.each([undefined, '', '  '])(
    'without a name (%j) is called by its peer name',
    async (name) => {
      const wishes = name === undefined ? {} : { friendlyName: name };
      const { idc } = await createIdentity(wishes, NOON);
      expect(idc.subject.friendlyName).toBe(idc.subject.peerName);
    },
  );

  test.each([
    [{ friendlyName: 'a\nb' }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.characters'],
    [{ friendlyName: 'a\u202eb' }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.characters'],
    [{ friendlyName: 'x'.repeat(256) }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.length'],
    [{ classifier: 'x'.repeat(150) }, 'PEER_E_INVALID_CLASSIFIER', 'peer-name.length'],
    [{ classifier: 'a\0' }, 'PEER_E_INVALID_CLASSIFIER', 'peer-name.classifier'],
    [{ classifier: 'a\u200b' }, 'PEER_E_INVALID_CLASSIFIER', 'peer-name.classifier'],
  ] as const)('refused: %j', async (wishes, code, reason) => {
    await expect(createIdentity(wishes, NOON)).rejects.toThrow(throwing(code, reason));
  });
});

describe('A card signed anew', () => {
  test('has another name and the same key', async () => {
    const alice = await person('Alice');
    const peerName = await parsedPeerNameOf(alice.spki);
    const renamed = await certifyIdentity(alice, { peerName, friendlyName: ' Alicia ' }, NOON);
    expect(renamed.subject).toEqual({ friendlyName: 'Alicia', peerName });
    expect(renamed.spki).toEqual(alice.spki);
    const unnamed = await certifyIdentity(alice, { peerName, friendlyName: ' ' }, NOON);
    expect(unnamed.subject.friendlyName).toBe(peerName);
    const misleading = () => certifyIdentity(alice, { peerName, friendlyName: 'A\u200b' }, NOON);
    expect(await reasonOf(misleading)).toBe('friendly-name.characters');
  });

  test('is not handed out if another key has signed it', async () => {
    const [alice, bob] = await Promise.all([person('Alice'), person('Bob')]);
    const keys = { privateKey: bob.privateKey, spki: alice.spki };
    const peerName = await parsedPeerNameOf(alice.spki);
    await expect(certifyIdentity(keys, { peerName, friendlyName: 'Alice' }, NOON)).rejects.toThrow(
      throwing('E_INVALIDARG', 'idc.signature'),
    );
  });
});

test('a thousand years are years of the calendar', () => {
  const leapDay = Date.UTC(2028, 2, 1, 12);
  expect(unlimitedFrom(leapDay + 999)).toEqual({
    start: Date.UTC(2028, 1, 29, 12),
    end: Date.UTC(3028, 1, 29, 12),
  });
});
