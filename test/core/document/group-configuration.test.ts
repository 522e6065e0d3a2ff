import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { decodeCertificate, type Grc } from '../../../src/core/certificate/certificate.ts';
import { verifySoundChain, type Chain } from '../../../src/core/certificate/chain.ts';
import {
  formatGroupConfiguration,
  openGroupKey,
  parseGroupConfiguration,
  verifyConfiguration,
} from '../../../src/core/document/group-configuration.ts';
import { parsePeerName, type PeerName } from '../../../src/core/peer-name.ts';
import { verifyKeyPair } from '../../../src/core/webcrypto.ts';
import { GUID } from '../../support/forge.ts';
import {
  cardOf,
  chainOf,
  peerNameOf,
  people,
  person,
  rootOf,
  type Person,
} from '../../support/people.ts';
import { readPrivateKey, spkiOf } from '../../support/keys.ts';
import { encodePkcs12, encodeUnopened, number, PASSWORD } from '../../support/pkcs12.ts';
import { reasonOf } from '../../support/refusals.ts';
import { throwing } from '../../support/throwing.ts';

const pkcs8 = readPrivateKey('keys/carol.pk8');

/** A group of which the private key can be sealed, and Bob in it. */
let group: Person;
let bob: PeerName;
let chain: Chain;
let groupKey: Bytes;

beforeAll(async () => {
  group = await groupOf(pkcs8);
  const member = await person('Bob');
  bob = parsePeerName(member.peerName);
  chain = await verifySoundChain(await chainOf(group, [member, [GUID.admin]]));
  groupKey = encodePkcs12({ certificate: chain[0].der, pkcs8 });
});

async function groupOf(key: Bytes): Promise<Person> {
  const spki = spkiOf(key);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const privateKey = await crypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']);
  return { friendlyName: 'Chess', peerName: peerNameOf(spki), spki, privateKey };
}

const write = (change: { readonly groupKey?: Bytes; readonly group?: PeerName } = {}) =>
  formatGroupConfiguration({ identity: bob, group: chain[0].group, chain, ...change });

describe('A group configuration', () => {
  test('is written as the format lays down, and read again', async () => {
    const text = await write({ groupKey });
    const elements = [...text.matchAll(/<([A-Z]+)[ >]/g)].map(([, name]) => name);
    expect(elements).toEqual([
      ...['PEERGROUPCONFIG', 'IDENTITYPEERNAME', 'GROUPPEERNAME', 'CLOUDNAME', 'SCOPE'],
      ...['CLOUDFLAGS', 'GMC', 'GROUPKEY'],
    ]);
    expect(text).toMatch(/^<PEERGROUPCONFIG VERSION="1\.0">\n/);
    expect(parseGroupConfiguration(text)).toEqual({
      identity: bob,
      group: chain[0].group,
      cloud: { cloudName: 'Global_', scope: 'GLOBAL', cloudFlags: 0 },
      certificates: chain.map(({ der }) => der),
      groupKey,
    });
  });

  test('of somebody who did not create the group has no key', async () => {
    const text = await write();
    expect(text).not.toContain('GROUPKEY');
    expect(parseGroupConfiguration(text).groupKey).toBeUndefined();
  });

  test('leads from its group to its identity', async () => {
    const verified = await verifyConfiguration(parseGroupConfiguration(await write()));
    expect(verified.map(({ der }) => der)).toEqual(chain.map(({ der }) => der));
  });

  test('is refused for another group, for another identity, and with a chain that is not sound', async () => {
    const right = parseGroupConfiguration(await write());
    const carol = parsePeerName((await person('Carol')).peerName);
    const work = (change: object) => () => verifyConfiguration({ ...right, ...change });
    expect(await reasonOf(work({ group: carol }))).toBe('configuration.group');
    expect(await reasonOf(work({ identity: carol }))).toBe('configuration.member');
    const cut = { certificates: right.certificates.slice(0, 1) };
    await expect(work(cut)()).rejects.toThrow(throwing('E_INVALIDARG', 'configuration.chain'));
  });

  test('may name its identity by another classifier of the same key than the membership does', async () => {
    const right = parseGroupConfiguration(await write());
    const identity = parsePeerName(`${right.identity}at work`);
    expect(await verifyConfiguration({ ...right, identity })).toHaveLength(chain.length);
  });

  test('is not called unsound by a browser that has no keys', async () => {
    const right = parseGroupConfiguration(await write());
    vi.stubGlobal('crypto', {});
    const work = () => verifyConfiguration(right);
    expect(await reasonOf(work).finally(() => vi.unstubAllGlobals())).toBe('crypto.missing');
  });

  test.each([
    ['of another version', /1\.0/, '1.1', 'PEER_E_UNSUPPORTED_VERSION', 'xml.version'],
    [
      'with a group that is no name',
      /(<GROUPPEERNAME>)[^<]*/,
      '$1x',
      'E_INVALIDARG',
      'peer-name.authority',
    ],
    ['with another scope', /GLOBAL/, 'WORLD', 'E_INVALIDARG', 'xml.value'],
    ['with other flags', />0</, '>2<', 'E_INVALIDARG', 'xml.value'],
    ['with certificates that are none', /(GMC[^>]*>)[^<]*/, '$1MAA=', 'E_INVALIDARG', 'der.short'],
    ['without certificates', / +<GMC.*\n/, '', 'E_INVALIDARG', 'xml.schema'],
    ['with the key first', /( +<GMC.*\n)( +<GROUPKEY.*\n)/, '$2$1', 'E_INVALIDARG', 'xml.schema'],
  ] as const)('is refused %s', async (_, from, to, code, reason) => {
    const text = (await write({ groupKey })).replace(from, to);
    const work = async () => parseGroupConfiguration(text);
    await expect(work()).rejects.toThrow(throwing(code, reason));
  });

  test('is refused with more than 512 KiB, before anything is looked at', async () => {
    const work = () => parseGroupConfiguration('<'.repeat(512 * 1024 + 1));
    expect(await reasonOf(work)).toBe('size.text');
  });
});

describe('The key of a group', () => {
  test('is opened with its password, and signs for the group', async () => {
    const privateKey = await openGroupKey(groupKey, chain[0], { password: PASSWORD });
    expect(privateKey.extractable).toBe(false);
    await expect(verifyKeyPair({ privateKey, spki: group.spki })).resolves.toBeUndefined();
  });

  test('is not opened with another one, nor with rounds that are not opened', async () => {
    const work = (key: Bytes, password: string) => () => openGroupKey(key, chain[0], { password });
    expect(await reasonOf(work(groupKey, 'another password'))).toBe('recovery.unclear');
    const lying = encodeUnopened({ macRounds: number(2048) });
    expect(await reasonOf(work(lying, PASSWORD))).toBe('recovery.rounds');
  });

  test('is refused beside the root of another group, beside a card, and beside nonsense', async () => {
    const [other, eve] = await people('Other', 'Eve');
    const foreign = (await decodeCertificate(await rootOf(other))) as Grc;
    const lock = { password: PASSWORD };
    expect(await reasonOf(() => openGroupKey(groupKey, foreign, lock))).toBe('configuration.key');
    const card = encodePkcs12({ certificate: await cardOf(eve), pkcs8 });
    expect(await reasonOf(() => openGroupKey(card, chain[0], lock))).toBe('configuration.key');
    const nonsense = encodePkcs12({ certificate: Uint8Array.of(0x30, 0), pkcs8 });
    const work = () => openGroupKey(nonsense, chain[0], lock);
    expect(await reasonOf(work)).toBe('recovery.certificate');
  });

  test('is refused if it is another key than that of the root beside it', async () => {
    const certificate = chain[0].der;
    const other = encodePkcs12({ certificate, pkcs8: readPrivateKey('keys/dave.pk8') });
    const work = () => openGroupKey(other, chain[0], { password: PASSWORD });
    expect(await reasonOf(work)).toBe('recovery.match');
  });
});
