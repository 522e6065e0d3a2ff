/** What we seal, OpenSSL opens; what OpenSSL seals as well as we do, we open. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../src/core/base-encodings.ts';
import type { Bytes } from '../../../src/core/bytes.ts';
import type { MacKeyDerivation } from '../../../src/core/pkcs12/mac-key.ts';
import { openPkcs12 } from '../../../src/core/pkcs12/open.ts';
import { sealPkcs12 } from '../../../src/core/pkcs12/seal.ts';
import { BOB } from '../../support/pkcs12.ts';
import { reasonOf } from '../../support/refusals.ts';

const PASSWORD = 'Grüße aus Köln 😀';

let folder: string;
let key: string;
let certificate: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-pkcs12-'));
  key = save('key.pem', pemOf(BOB.pkcs8, 'PRIVATE KEY'));
  certificate = save('certificate.pem', pemOf(BOB.certificate, 'CERTIFICATE'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function pemOf(der: Uint8Array, label: string): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** What `openssl pkcs12 -export` makes of Bob's key and card. */
function exported(...options: readonly string[]): Bytes {
  const path = join(folder, 'exported.p12');
  const from = ['-inkey', key, '-in', certificate];
  execFileSync(
    'openssl',
    ['pkcs12', '-export', ...from, '-passout', `pass:${PASSWORD}`, '-out', path, ...options],
    { stdio: 'pipe' },
  );
  return Uint8Array.from(readFileSync(path));
}

const open = (file: Bytes) => openPkcs12(file, { password: PASSWORD });

describe('openssl pkcs12 -info', () => {
  let file: string;

  beforeAll(async () => {
    file = save('ours.p12', await sealPkcs12(BOB, { password: PASSWORD }));
  });

  const info = (password: string, ...options: readonly string[]) =>
    spawnSync(
      'openssl',
      ['pkcs12', '-info', '-in', file, '-passin', `pass:${password}`, ...options],
      { encoding: 'utf8' },
    );

  test('opens what we seal, and finds the locks that the format lays down', () => {
    const { status, stderr } = info(PASSWORD, '-noout');
    expect(status, stderr).toBe(0);
    const lock = 'PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256';
    expect(stderr).toContain('MAC: sha256, Iteration 600000');
    expect(stderr).toContain('MAC length: 32, salt length: 16');
    expect(stderr).toContain(`PKCS7 Encrypted data: ${lock}`);
    expect(stderr).toContain(`Shrouded Keybag: ${lock}`);
  });

  test('finds the very key and the very certificate in it', () => {
    const { stdout } = info(PASSWORD, '-nodes');
    expect(stdout).toContain(pemOf(BOB.pkcs8, 'PRIVATE KEY'));
    expect(stdout).toContain(pemOf(BOB.certificate, 'CERTIFICATE'));
  });

  test('does not open it with another password', () => {
    const { status, stderr } = info('Grüße', '-noout');
    expect(status).not.toBe(0);
    expect(stderr).toContain('invalid password');
  });
});

describe('What openssl pkcs12 -export seals is opened', () => {
  test.each([
    ['with 600 000 rounds', ['-iter', '600000']],
    ['with 600 000 rounds, and -maciter', ['-iter', '600000', '-maciter']],
    ['with -maciter first', ['-maciter', '-iter', '100000']],
    ['with names and numbers', ['-iter', '100000', '-name', 'Bob’s key', '-caname', 'x', '-LMK']],
    ['with the certificate in the clear', ['-iter', '100000', '-certpbe', 'NONE']],
    [
      'with AES of 128 bits',
      ['-iter', '100000', '-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC'],
    ],
  ])('%s', async (_, options) => {
    const opened = await open(exported(...options));
    expect(opened).toEqual({ certificate: BOB.certificate, pkcs8: BOB.pkcs8 });
  });

  test('but not with a wrong password', async () => {
    const work = () => openPkcs12(exported('-iter', '100000'), { password: 'Grüße' });
    expect(await reasonOf(work)).toBe('recovery.unclear');
  });
});

describe('What it seals in other ways is refused before any work', () => {
  test.each([
    ['2 048 rounds', ['-iter', '2048'], 'recovery.rounds'],
    ['rounds as they are by default', [], 'recovery.rounds'],
    ['a MAC of one round', ['-iter', '100000', '-nomaciter'], 'recovery.rounds'],
    ['a MAC by SHA-1', ['-iter', '100000', '-macalg', 'sha1'], 'recovery.algorithm'],
    ['no MAC', ['-iter', '100000', '-nomac'], 'recovery.algorithm'],
    ['three times DES', ['-iter', '100000', '-keypbe', 'DES-EDE3-CBC'], 'recovery.algorithm'],
    [
      'SHA-1 and three times DES',
      ['-iter', '100000', '-keypbe', 'PBE-SHA1-3DES'],
      'recovery.algorithm',
    ],
    ['a key in the clear', ['-iter', '100000', '-keypbe', 'NONE'], 'recovery.algorithm'],
    ['no key', ['-iter', '100000', '-nokeys'], 'recovery.form'],
  ] as const)('%s', async (_, options, reason) => {
    let derivations = 0;
    const derive: MacKeyDerivation = async () => {
      derivations++;
      return new Uint8Array(32);
    };
    const file = exported(...options);
    expect(await reasonOf(() => openPkcs12(file, { password: PASSWORD, derive }))).toBe(reason);
    expect(derivations).toBe(0);
  });
});
