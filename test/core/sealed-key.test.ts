import { afterEach, describe, expect, test, vi } from 'vitest';
import { bytesEqual, type Bytes } from '../../src/core/bytes.ts';
import { openGroupKey } from '../../src/core/document/group-configuration.ts';
import { formatRecoveryFile, openRecoveryFile } from '../../src/core/document/recovery-file.ts';
import { createGroup } from '../../src/core/group.ts';
import { createIdentity } from '../../src/core/identity.ts';
import { decodePkcs12 } from '../../src/core/pkcs12/decode.ts';
import type { MacKeyDerivation } from '../../src/core/pkcs12/mac-key.ts';
import { parsePeerName } from '../../src/core/peer-name.ts';
import { createRecoveryCode } from '../../src/core/recovery-code.ts';
import { createCertifiedKeys } from '../../src/core/sealed-key.ts';
import { createSealedKeyPair } from '../../src/core/sealing.ts';
import { verifyKeyPair } from '../../src/core/webcrypto.ts';
import { deriveQuickly as derive } from '../support/derivations.ts';
import { readPrivateKey } from '../support/keys.ts';
import { NOON } from '../support/people.ts';
import { reasonOf } from '../support/refusals.ts';
import { throwing } from '../support/throwing.ts';

const PASSWORD = 'eight of them';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('An identity that is made with a password', () => {
  test('is opened again with it, after 600 000 rounds, and is the same', async () => {
    const wishes = { friendlyName: 'Alice', password: PASSWORD };
    const { idc, spki, privateKey, pkcs12 } = await createIdentity(wishes, NOON);
    const text = await formatRecoveryFile({ peerName: idc.subject.peerName, pkcs12: pkcs12! });
    const back = await openRecoveryFile(text, { password: PASSWORD });
    expect(back.idc).toEqual(idc);
    for (const key of [privateKey, back.privateKey]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow();
      await expect(verifyKeyPair({ privateKey: key, spki })).resolves.toBeUndefined();
    }
  });

  test('may have a key of 3072 bits, and a recovery code for a password', async () => {
    const code = createRecoveryCode();
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const wishes = { modulusLength: 3072, password: typed, derive } as const;
    const { idc, pkcs12 } = await createIdentity(wishes, NOON);
    expect(idc.modulusBits).toBe(3072);
    const text = await formatRecoveryFile({ peerName: idc.subject.peerName, pkcs12: pkcs12! });
    const back = await openRecoveryFile(text, { password: code, derive });
    expect(back.idc.der).toEqual(idc.der);
  });

  test('was sealed, read back and tried: two derivations, one for each', async () => {
    const counting = vi.fn(derive);
    await createIdentity({ password: PASSWORD, derive: counting }, NOON);
    expect(counting).toHaveBeenCalledTimes(2);
    for (const [{ rounds }] of counting.mock.calls) expect(rounds).toBe(600_000);
  });

  test('has none if what was sealed cannot be opened again', async () => {
    let calls = 0;
    const unsteady: MacKeyDerivation = async () => new Uint8Array(32).fill(calls++);
    const work = () => createIdentity({ password: PASSWORD, derive: unsteady }, NOON);
    expect(await reasonOf(work)).toBe('recovery.unclear');
  });

  test('has none if the counting is ended', async () => {
    const stop = new DOMException('stopped', 'AbortError');
    const ended: MacKeyDerivation = () => Promise.reject(stop);
    const work = () => createIdentity({ password: PASSWORD, derive: ended }, NOON);
    await expect(work()).rejects.toBe(stop);
  });

  test.each(['', '1234567', 'ä'.repeat(7), 'a\u0308'.repeat(7), '😀'.repeat(7)])(
    'has none if the password is too short: %j',
    async (password) => {
      const keys = vi.spyOn(crypto.subtle, 'generateKey');
      await expect(createIdentity({ password, derive }, NOON)).rejects.toThrow(
        throwing('PEER_E_PASSWORD_DOES_NOT_MEET_POLICY', 'password.weak'),
      );
      expect(keys).not.toHaveBeenCalled();
    },
  );

  test('has no sealed key without a password', async () => {
    expect(await createIdentity({ derive }, NOON)).not.toHaveProperty('pkcs12');
  });
});

describe('A group that is made with a password', () => {
  test('has its key under it, beside its root', async () => {
    const { idc } = await createIdentity({}, NOON);
    const wishes = { friendlyName: 'Chess', password: PASSWORD, derive };
    const { chain, groupKey, spki, pkcs12 } = await createGroup(idc, wishes, NOON);
    expect(decodePkcs12(pkcs12!).mac.rounds).toBe(600_000);
    const key = await openGroupKey(pkcs12!, chain[0], { password: PASSWORD, derive });
    for (const privateKey of [key, groupKey]) {
      expect(privateKey.extractable).toBe(false);
      await expect(verifyKeyPair({ privateKey, spki })).resolves.toBeUndefined();
    }
    const without = await createGroup(idc, { friendlyName: 'Chess' }, NOON);
    expect(without).not.toHaveProperty('pkcs12');
  });
});

describe('A key that can be exported', () => {
  test('is made once, and every byte of it that was seen is overwritten', async () => {
    const { subtle } = crypto;
    const generate = vi.spyOn(subtle, 'generateKey');
    const imported = vi.spyOn(subtle, 'importKey');
    const encrypted = vi.spyOn(subtle, 'encrypt');
    const { privateKey } = await createIdentity({ password: PASSWORD, derive }, NOON);
    expect(generate.mock.calls.map(([, extractable]) => extractable)).toEqual([true]);
    const keys = imported.mock.calls.filter(([format]) => ['pkcs8'].includes(format));
    // Once to sign the certificate with, once as it was read out of what was sealed.
    expect(keys).toHaveLength(2);
    for (const [, bytes, , extractable] of keys) {
      expect(extractable).toBe(false);
      expect(isZero(bytes as unknown as Bytes)).toBe(true);
    }
    const plain = encrypted.mock.calls.map(([, , bytes]) => bytes as Bytes);
    expect(plain.filter(isZero)).toHaveLength(1);
    expect(privateKey.extractable).toBe(false);
  });

  test('is overwritten too where sealing fails', async () => {
    let seen: Bytes | undefined;
    const sealing = createSealedKeyPair(2048, async (_, pkcs8) => {
      seen = pkcs8;
      expect(isZero(pkcs8)).toBe(false);
      throw new RangeError('no sealing today');
    });
    await expect(sealing).rejects.toThrow(RangeError);
    expect(isZero(seen!)).toBe(true);
  });

  test('is overwritten too where another certificate was sealed, and where its owner is refused', async () => {
    const decrypted = vi.spyOn(crypto.subtle, 'decrypt');
    const plain = () =>
      decrypted.mock.settledResults.map(({ value }) => new Uint8Array(value as ArrayBuffer));
    let asked = 0;
    const unsteady = {
      get der() {
        return Uint8Array.of(0x30, 1, asked++);
      },
    };
    const sealing = createCertifiedKeys({ password: PASSWORD, derive }, async () => unsteady);
    await expect(sealing).rejects.toThrow(throwing('PEER_E_NO_KEY_ACCESS', 'crypto.key'));
    expect(plain().filter(isZero)).toHaveLength(1);
    decrypted.mockClear();
    const { pkcs12 } = await createIdentity({ password: PASSWORD, derive }, NOON);
    const peerName = parsePeerName(`${'0'.repeat(40)}.`);
    const text = await formatRecoveryFile({ peerName, pkcs12: pkcs12! });
    const work = () => openRecoveryFile(text, { password: PASSWORD, derive });
    expect(await reasonOf(work)).toBe('recovery.peer-name');
    // Once as it was read back after sealing, once here.
    expect(plain().filter(isZero)).toHaveLength(2);
  });

  test('is not taken for what was read back, if that is another key', async () => {
    const other = readPrivateKey('keys/bob.pk8');
    const sealing = createSealedKeyPair(2048, async () => ({ sealed: 1, pkcs8: other.slice() }));
    await expect(sealing).rejects.toThrow(throwing('PEER_E_NO_KEY_ACCESS', 'crypto.key'));
    const nonsense = createSealedKeyPair(2048, async () => ({ sealed: 1, pkcs8: other.slice(9) }));
    await expect(nonsense).rejects.toThrow(throwing('PEER_E_NO_KEY_ACCESS', 'crypto.key'));
  });

  test('is in nothing that is given back', async () => {
    const created = await createIdentity({ password: PASSWORD, derive }, NOON);
    const keys = Object.values(created).filter((value) => value instanceof CryptoKey);
    expect(keys).toHaveLength(1);
    expect(keys.every(({ extractable }) => !extractable)).toBe(true);
  });
});

function isZero(bytes: Uint8Array): boolean {
  return bytesEqual(bytes, new Uint8Array(bytes.length));
}
