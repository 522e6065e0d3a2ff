/** What the app makes, OpenSSL reads and accepts; what makes it ours, OpenSSL does not know. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64 } from '../src/core/base-encodings.ts';
import { anatomyOf } from '../src/core/certificate/anatomy.ts';
import type { Chain } from '../src/core/certificate/chain.ts';
import { Peer, type Group, type Identity } from '../src/peer.ts';
import { createMemoryStore } from '../src/storage/memory-store.ts';
import { DAY, NOON } from './support/people.ts';

const newPeer = () => new Peer({ store: createMemoryStore(), now: () => NOON });
const at = String(NOON / 1000);

let folder: string;
let alice: Identity;
let peer: Peer;
/** The root, Alice as admin, Bob as inviting member, Carol as member until next year. */
let chain: Chain;
let files: readonly string[];
let card: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-openssl-'));
  peer = newPeer();
  alice = await peer.createIdentity({ friendlyName: 'Alice Ødegård 😀', classifier: 'home' });
  const group = await peer.createGroup({ identity: alice.peerName, friendlyName: 'Chess' });
  const bob = await joined(peer, group, 'inviting member');
  const carol = await joined(bob.peer, bob.group, 'member');
  chain = carol.group.chain;
  files = chain.map(({ der }, index) => save(`${index}.pem`, pemOf(der)));
  card = save('card.pem', pemOf(alice.card.der));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function joined(inviter: Peer, group: Group, role: 'inviting member' | 'member') {
  const invitee = newPeer();
  const { peerName } = await invitee.createIdentity({ friendlyName: role });
  const validityEnd = role === 'member' ? NOON + 365 * DAY : undefined;
  const wishes = { roles: [role], validityEnd } as const;
  const text = await invitee.identityCard(peerName);
  const invitation = await inviter.createInvitation(group, text, wishes);
  return { peer: invitee, group: await invitee.joinGroup(peerName, invitation.text) };
}

function pemOf(der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const openssl = (...options: readonly string[]) =>
  execFileSync('openssl', options, { encoding: 'utf8', stdio: 'pipe' });

/** Verifies one certificate below others, of which the first is trusted. */
function verify(options: readonly string[], path: readonly string[]) {
  const [root, ...others] = path;
  const target = others.at(-1) ?? root!;
  const between = others.slice(0, -1).flatMap((file) => ['-untrusted', file]);
  const trust = ['-no-CAfile', '-no-CApath', '-trusted', root!, '-attime', at];
  const run = spawnSync(
    'openssl',
    ['verify', '-x509_strict', ...options, ...trust, ...between, target],
    {
      encoding: 'utf8',
    },
  );
  return { isAccepted: run.status === 0, said: run.stdout + run.stderr };
}

describe('openssl x509 reads', () => {
  test('every certificate of a chain, and a card', () => {
    for (const file of [...files, card]) {
      const text = openssl('x509', '-in', file, '-noout', '-text');
      expect(text).toContain('Version: 3 (0x2)');
      expect(text).toContain('Signature Algorithm: sha256WithRSAEncryption');
      expect(text).toContain('Public-Key: (2048 bit)');
      expect(text).toContain('Exponent: 65537 (0x10001)');
      expect(text).toMatch(/X509v3 Basic Constraints: critical\n\s+CA:(TRUE|FALSE)/);
      expect(text).toMatch(/1\.3\.6\.1\.4\.1\.311\.44\.0\.1: critical/);
    }
  });

  test('the names as they were given, and who may issue', () => {
    const read = (file: string) =>
      openssl(
        'x509',
        '-in',
        file,
        '-noout',
        '-subject',
        '-nameopt',
        'utf8',
        '-ext',
        'basicConstraints',
      );
    expect(read(card)).toMatch(/CN ?= ?Alice Ødegård 😀[^]*CA:FALSE/);
    expect(read(files[0]!)).toMatch(/CN ?= ?Chess[^]*CA:TRUE/);
    expect(read(files[2]!)).toMatch(/CN ?= ?inviting member[^]*CA:TRUE/);
    expect(read(files[3]!)).toMatch(/CN ?= ?member[^]*CA:FALSE/);
  });

  test('the very bytes, and writes them again', () => {
    for (const [index, file] of files.entries()) {
      const der = execFileSync('openssl', ['x509', '-in', file, '-outform', 'DER']);
      expect(Uint8Array.from(der)).toEqual(chain[index]!.der);
    }
  });
});

test('openssl pkcs7 prints every certificate of a chain that was exported', async () => {
  const bundle = save('chain.p7b', await peer.exportPkcs7(chain));
  const printed = openssl('pkcs7', '-inform', 'DER', '-in', bundle, '-print_certs');
  expect(printed.match(/BEGIN CERTIFICATE/g)).toHaveLength(chain.length);
  for (const { der } of chain) expect(printed).toContain(pemOf(der));
});

describe('openssl verify -x509_strict', () => {
  test('accepts each member below those before him', () => {
    for (let length = 1; length <= files.length; length++) {
      const { isAccepted, said } = verify(['-ignore_critical'], files.slice(0, length));
      expect(isAccepted, said).toBe(true);
    }
  });

  test('accepts a card that is trusted', () => {
    const { isAccepted, said } = verify(['-ignore_critical'], [card]);
    expect(isAccepted, said).toBe(true);
  });

  test('refuses extensions that it does not know, unless told to ignore that they are critical', () => {
    for (const path of [files, files.slice(0, 1), [card]]) {
      const { isAccepted, said } = verify([], path);
      expect(isAccepted).toBe(false);
      expect(said).toContain('unhandled critical extension');
    }
  });

  test('refuses a chain with a gap, and one below another root', () => {
    expect(verify(['-ignore_critical'], [files[0]!, files[3]!]).isAccepted).toBe(false);
    expect(verify(['-ignore_critical'], [card, files[1]!]).isAccepted).toBe(false);
  });
});

describe('What OpenSSL makes is none of ours, and is looked into all the same', () => {
  const KEYS = [
    ['an elliptic curve', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['RSA', ['-newkey', 'rsa:2048']],
    ['RSA that is too weak, with SHA-1', ['-newkey', 'rsa:1024', '-sha1']],
    ['Ed25519', ['-newkey', 'ed25519']],
  ] as const;

  function certify(options: readonly string[]): string {
    const subject = ['-subj', '/C=NO/O=Harbour/CN=example.org', '-days', '30'];
    const key = ['-nodes', '-keyout', join(folder, 'foreign.key')];
    return openssl('req', '-x509', ...options, ...key, ...subject);
  }

  test.each(KEYS)('with %s', async (_key, options) => {
    const inspection = await peer.inspect(certify(options));
    expect(inspection).toMatchObject({ kind: 'certificate', verdict: { kind: 'foreign' } });
    const [only] = inspection.certificates;
    expect(only).toMatchObject({ isForeign: true, person: undefined });
    expect(anatomyOf(only!.der)?.subject.map(({ text }) => text)).toEqual([
      'NO',
      'Harbour',
      'example.org',
    ]);
    expect(inspection.fingerprint).toBeUndefined();
  });

  test('in a bundle beside each other', async () => {
    const file = save('foreign.pem', certify(KEYS[0][1]) + certify(KEYS[1][1]));
    const bundle = openssl('crl2pkcs7', '-nocrl', '-certfile', file);
    const inspection = await peer.inspect(bundle);
    expect(inspection).toMatchObject({ kind: 'certificate', verdict: { kind: 'foreign' } });
    expect(inspection.certificates).toHaveLength(2);
  });

  test('but a chain of ours that went through OpenSSL is sound', async () => {
    const file = save('all.pem', chain.map(({ der }) => pemOf(der)).join(''));
    const bundle = openssl('crl2pkcs7', '-nocrl', '-certfile', file);
    expect((await peer.inspect(bundle)).verdict).toEqual({ kind: 'sound' });
  });
});
