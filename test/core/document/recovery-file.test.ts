import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { encodeBase64 } from '../../../src/core/base-encodings.ts';
import type { Bytes } from '../../../src/core/bytes.ts';
import {
  formatRecoveryFile,
  openRecoveryFile,
  parseRecoveryFile,
} from '../../../src/core/document/recovery-file.ts';
import { decodePkcs12 } from '../../../src/core/pkcs12/decode.ts';
import { createRecoveryCode } from '../../../src/core/recovery-code.ts';
import { verifyKeyPair } from '../../../src/core/webcrypto.ts';
import { derivingOnce } from '../../support/derivations.ts';
import { readPrivateKey } from '../../support/keys.ts';
import { chainOf, people, rootOf } from '../../support/people.ts';
import { GUID } from '../../support/forge.ts';
import { BOB, encodePkcs12, encodeUnopened, number, PASSWORD } from '../../support/pkcs12.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';
import { throwing } from '../../support/throwing.ts';

const derive = vi.fn(derivingOnce());

const ATTRIBUTES = 'xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="bin.base64"';
const PKCS12 = encodePkcs12();
const digestOf = (bytes: Bytes) => createHash('sha256').update(bytes).digest();

/** A recovery file, line by line. */
function fileOf(change: {
  readonly pkcs12?: Bytes;
  readonly peerName?: string;
  readonly digest?: Uint8Array | undefined;
}): string {
  const { pkcs12 = PKCS12, peerName = BOB.peerName } = change;
  const digest = 'digest' in change ? change.digest : digestOf(pkcs12);
  return [
    '<PEERIDENTITYEXPORT VERSION="1.0">',
    `     <PEERNAME>${peerName}</PEERNAME>`,
    `     <DATA ${ATTRIBUTES}>${encodeBase64(pkcs12)}</DATA>`,
    ...(digest ? [`     <DIGEST ${ATTRIBUTES}>${encodeBase64(digest)}</DIGEST>`] : []),
    '</PEERIDENTITYEXPORT>',
    '',
  ].join('\n');
}

const open = (text: string, password = PASSWORD) => openRecoveryFile(text, { password, derive });

/** How it is refused, and how much was counted before. */
async function refusedAfter(text: string, password = PASSWORD) {
  derive.mockClear();
  const reason = await reasonOf(() => open(text, password));
  return { reason, derivations: derive.mock.calls.length };
}

describe('A recovery file', () => {
  test('is written as the format shows it, and read again', async () => {
    const content = { peerName: BOB.peerName, pkcs12: PKCS12 };
    const text = await formatRecoveryFile(content);
    expect(text).toBe(fileOf({}));
    expect(await parseRecoveryFile(text)).toEqual({ ...content, isWhole: true });
  });

  test('is opened to the identity and a key that signs for it and cannot be exported', async () => {
    const { idc, spki, privateKey, pkcs12 } = await open(fileOf({}));
    expect(idc.der).toEqual(BOB.certificate);
    expect(idc.subject.peerName).toBe(BOB.peerName);
    expect(pkcs12).toEqual(PKCS12);
    expect(privateKey.extractable).toBe(false);
    for (const format of ['pkcs8', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow();
    }
    await expect(verifyKeyPair({ privateKey, spki })).resolves.toBeUndefined();
  });

  test('may be folded, and stand behind a declaration', async () => {
    const folded = fileOf({}).replace(/[A-Za-z0-9+/]{76}/g, '$&\r\n');
    const { idc } = await open(`\ufeff<?xml version="1.0" encoding="utf-8"?>\n${folded}`);
    expect(idc.subject.peerName).toBe(BOB.peerName);
  });

  test('made with a recovery code is opened by it, however it is typed', async () => {
    const code = createRecoveryCode();
    const text = fileOf({ pkcs12: encodePkcs12({ password: code }) });
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    for (const password of [code, typed]) {
      expect((await open(text, password)).idc.subject.peerName).toBe(BOB.peerName);
    }
  });
});

describe('What is wrong with a file and what with a password is told apart', () => {
  const damaged = Uint8Array.from(PKCS12);
  damaged[500]! ^= 1;

  test('a wrong password for a file that is whole', async () => {
    const refusal = { reason: 'recovery.password', derivations: 1 };
    expect(await refusedAfter(fileOf({}), 'another password')).toEqual(refusal);
  });

  test('a file that is damaged, whatever the password, without any work', async () => {
    const text = fileOf({ pkcs12: damaged, digest: digestOf(PKCS12) });
    expect((await parseRecoveryFile(text)).isWhole).toBe(false);
    for (const password of [PASSWORD, 'another password']) {
      const refusal = { reason: 'recovery.damaged', derivations: 0 };
      expect(await refusedAfter(text, password)).toEqual(refusal);
    }
    const short = fileOf({ digest: digestOf(PKCS12).subarray(0, 31) });
    expect(await refusedAfter(short)).toEqual({ reason: 'recovery.damaged', derivations: 0 });
  });

  test('nothing tells, and that is said, in a file without DIGEST', async () => {
    const text = fileOf({ digest: undefined });
    expect((await parseRecoveryFile(text)).isWhole).toBeUndefined();
    expect((await open(text)).idc.subject.peerName).toBe(BOB.peerName);
    const refusal = { reason: 'recovery.unclear', derivations: 1 };
    expect(await refusedAfter(text, 'another password')).toEqual(refusal);
    const both = fileOf({ digest: undefined, pkcs12: damaged });
    expect(await refusedAfter(both)).toEqual(refusal);
  });

  test('rounds that are not opened, without any work', async () => {
    const pkcs12 = encodeUnopened({ macRounds: number(99_999) });
    const refusal = { reason: 'recovery.rounds', derivations: 0 };
    expect(await refusedAfter(fileOf({ pkcs12 }))).toEqual(refusal);
  });
});

describe('What a file holds must belong together', () => {
  const carolsKey = readPrivateKey('keys/carol.pk8');

  test('the key and the certificate (security.md 7 H 138)', async () => {
    const text = fileOf({ pkcs12: encodePkcs12({ pkcs8: carolsKey }) });
    expect(await reasonOf(() => open(text))).toBe('recovery.match');
  });

  test('the certificate and the name of the file', async () => {
    for (const peerName of [`${'0'.repeat(39)}1.`, `${BOB.peerName}x`]) {
      expect(await reasonOf(() => open(fileOf({ peerName })))).toBe('recovery.peer-name');
    }
  });

  test('the certificate is an identity’s, and sound', async () => {
    const [group, bob] = await people('Chess', 'Bob');
    const [, membership] = await chainOf(group, [bob, [GUID.member]]);
    const altered = Uint8Array.from(BOB.certificate);
    altered[altered.length - 1]! ^= 1;
    const wrong = [await rootOf(group), membership!, altered, Uint8Array.of(0x30, 0)];
    for (const certificate of wrong) {
      const text = fileOf({ pkcs12: encodePkcs12({ certificate }) });
      expect(await reasonOf(() => open(text))).toBe('recovery.certificate');
    }
  });
});

describe('As a document it is refused', () => {
  test.each([
    [
      'of another version (security.md 7 H 141)',
      fileOf({}).replace('1.0', '99'),
      'PEER_E_UNSUPPORTED_VERSION',
      'xml.version',
    ],
    ['of version 0', fileOf({}).replace('1.0', '0'), 'PEER_E_UNSUPPORTED_VERSION', 'xml.version'],
    ['of version "1"', fileOf({}).replace('1.0', '1'), 'PEER_E_UNSUPPORTED_VERSION', 'xml.version'],
    [
      'with a name that is none',
      fileOf({ peerName: 'bob' }),
      'E_INVALIDARG',
      'peer-name.authority',
    ],
    [
      'with DIGEST before DATA',
      fileOf({}).replace(/( +<DATA.*\n)( +<DIGEST.*\n)/, '$2$1'),
      'E_INVALIDARG',
      'xml.schema',
    ],
    ['with DATA twice', fileOf({}).replace(/( +<DATA.*\n)/, '$1$1'), 'E_INVALIDARG', 'xml.schema'],
    ['without DATA', fileOf({}).replace(/ +<DATA.*\n/, ''), 'E_INVALIDARG', 'xml.schema'],
    [
      'with an element named __proto__ (security.md 7 H 143)',
      fileOf({}).replace('</PEERNAME>', '</PEERNAME><__proto__>x</__proto__>'),
      'E_INVALIDARG',
      'xml.schema',
    ],
    [
      'of more than 512 KiB, whatever it is (security.md 7 H 143)',
      '<'.repeat(512 * 1024 + 1),
      'E_INVALIDARG',
      'size.text',
    ],
    [
      'that is a card',
      '<PEERIDENTITYINFO VERSION="1.0"/>',
      'E_INVALIDARG',
      'document.card-instead',
    ],
    ['that is JSON, 100 levels deep', '{"a":'.repeat(100), 'E_INVALIDARG', 'xml.syntax'],
    ['of nothing', '', 'E_INVALIDARG', 'document.empty'],
  ] as const)('%s', async (_, text, code, reason) => {
    await expect(open(text)).rejects.toThrow(throwing(code, reason));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('or opened, but nothing else happens, whatever is changed in it', async () => {
    const text = fileOf({});
    const at = fc.nat({ max: text.length - 1 });
    const edits = fc.array(fc.tuple(at, fc.string({ unit: 'binary', maxLength: 3 })), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const mutant = changes.reduce(
          (changed, [place, put]) => changed.slice(0, place) + put + changed.slice(place + 1),
          text,
        );
        const refusal = await refusalOf(() => open(mutant));
        const isSame = (await parseRecoveryFile(mutant).catch(() => undefined))?.isWhole === true;
        if (!refusal) expect(isSame).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('the file that is written holds the sealed bytes as they are', async () => {
  const text = await formatRecoveryFile({ peerName: BOB.peerName, pkcs12: PKCS12 });
  const { pkcs12 } = await parseRecoveryFile(text);
  expect(decodePkcs12(pkcs12)).toEqual(decodePkcs12(PKCS12));
});
