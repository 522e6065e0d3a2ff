import { beforeAll, describe, expect, test } from 'vitest';
import type { Idc } from '../../src/core/certificate/certificate.ts';
import { memberOf } from '../../src/core/certificate/chain.ts';
import { createGroup, verifyGroupProperties, type GroupWishes } from '../../src/core/group.ts';
import { createIdentity } from '../../src/core/identity.ts';
import { verifyKeyPair } from '../../src/core/webcrypto.ts';
import { NOON, peerNameOf } from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

let creator: Idc;

beforeAll(async () => {
  creator = (await createIdentity({ friendlyName: 'Alice' }, NOON)).idc;
});

describe('A group', () => {
  test('has a key of its own, and its creator as admin', async () => {
    const wishes = { friendlyName: 'Chess', classifier: 'club' };
    const { chain, groupKey, spki } = await createGroup(creator, wishes, NOON);
    const name = { friendlyName: 'Chess', peerName: peerNameOf(spki, 'club') };
    expect(chain).toHaveLength(2);
    expect(chain[0]).toMatchObject({ subject: name, issuer: name, group: name.peerName, spki });
    expect(memberOf(chain)).toMatchObject({
      subject: creator.subject,
      issuer: name,
      spki: creator.spki,
      group: name.peerName,
      roles: ['admin'],
      classifiers: [],
    });
    expect(groupKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', groupKey)).rejects.toThrow();
    await expect(verifyKeyPair({ privateKey: groupKey, spki })).resolves.toBeUndefined();
  });

  test('and its creator’s membership begin a day before now and end 1000 years later', async () => {
    const { chain } = await createGroup(creator, { friendlyName: 'Chess' }, NOON + 999);
    const period = { start: Date.UTC(2026, 10, 22, 12), end: Date.UTC(3026, 10, 22, 12) };
    expect(chain.map(({ validity }) => validity)).toEqual([period, period]);
  });

  test.each([
    [{ friendlyName: '' }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.length'],
    [{ friendlyName: 'a\u0007' }, 'PEER_E_INVALID_FRIENDLY_NAME', 'friendly-name.characters'],
    [{ friendlyName: 'C', classifier: 'a\0' }, 'PEER_E_INVALID_CLASSIFIER', 'peer-name.classifier'],
    [
      { friendlyName: 'C', comment: 'x'.repeat(256) },
      'PEER_E_INVALID_GROUP_PROPERTIES',
      'group.properties',
    ],
  ] as const)('refused: %j', async (wishes, code, reason) => {
    await expect(createGroup(creator, wishes, NOON)).rejects.toThrow(throwing(code, reason));
  });
});

describe('Properties', () => {
  const TEN_YEARS = 10 * 365.25 * 86_400;

  test.each<Partial<GroupWishes>>([
    {},
    { comment: '' },
    { comment: 'two\nlines' },
    { comment: 'x'.repeat(255) },
    { memberDataLifetime: 0 },
    { memberDataLifetime: 28_800 },
    { memberDataLifetime: TEN_YEARS },
    { flags: 0 },
    { flags: 0xffff_ffff },
  ])('taken: %j', (wishes) => {
    expect(() => {
      verifyGroupProperties({ friendlyName: 'Chess', ...wishes });
    }).not.toThrow();
  });

  test.each<Partial<GroupWishes>>([
    { comment: 'x'.repeat(256) },
    { comment: 'a\0b' },
    { comment: 'a\ud800' },
    { memberDataLifetime: 28_799 },
    { memberDataLifetime: TEN_YEARS + 1 },
    { memberDataLifetime: 28_800.5 },
    { memberDataLifetime: -1 },
    { memberDataLifetime: NaN },
    { flags: -1 },
    { flags: 0.5 },
    { flags: 2 ** 32 },
  ])('refused: %j', (wishes) => {
    expect(() => {
      verifyGroupProperties({ friendlyName: 'Chess', ...wishes });
    }).toThrow(throwing('PEER_E_INVALID_GROUP_PROPERTIES', 'group.properties'));
  });
});
