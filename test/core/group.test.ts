import { beforeAll, describe, expect, test } from 'vitest';
import type { Idc } from '../../src/core/certificate/certificate.ts';
import { memberOf } from '../../src/core/certificate/chain.ts';
import {
  createGroup,
  renewCreator,
  verifyGroupProperties,
  type CreatedGroup,
  type Creator,
  type GroupWishes,
} from '../../src/core/group.ts';
import { certifyIdentity, createIdentity, type KeyedIdentity } from '../../src/core/identity.ts';
import { verifyKeyPair } from '../../src/core/webcrypto.ts';
import { DAY, NOON, peerNameOf, SECOND } from '../support/people.ts';
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

describe('The creator renews himself with the group’s key', () => {
  let alice: KeyedIdentity;
  let founded: CreatedGroup;

  beforeAll(async () => {
    alice = await createIdentity({ friendlyName: 'Alice' }, NOON);
    founded = await createGroup(alice.idc, { friendlyName: 'Chess' }, NOON);
  });

  /** What Alice signs for herself at a moment, her newest credential being the one that she was founded with. */
  function renew(now: number, validityEnd?: number, change: Partial<Creator> = {}) {
    const { chain, groupKey } = founded;
    const creator = { chain, groupKey, newest: memberOf(chain), ...change };
    return renewCreator(creator, { card: alice.idc, validityEnd }, now);
  }

  test('as admin, below the same root, until the group’s own end', async () => {
    const now = NOON + 400 * DAY;
    const chain = await renew(now);
    expect(chain).toHaveLength(2);
    expect(chain[0].der).toEqual(founded.chain[0].der);
    expect(memberOf(chain)).toMatchObject({
      subject: alice.idc.subject,
      spki: alice.spki,
      issuer: founded.chain[0].subject,
      roles: ['admin'],
      classifiers: [],
      validity: { start: now - DAY, end: founded.chain[0].validity.end },
    });
  });

  test('a second after the newest that he knows, where that is younger than a day', async () => {
    const { validity } = memberOf(await renew(NOON));
    expect(validity.start).toBe(NOON - DAY + SECOND);
    const newest = { ...memberOf(founded.chain), validity: { start: NOON, end: NOON + DAY } };
    await expect(renew(NOON, undefined, { newest })).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.clock'),
    );
  });

  test('in whole seconds', async () => {
    const now = NOON + 400 * DAY;
    expect(memberOf(await renew(now + 999)).validity.start).toBe(now - DAY);
  });

  test('at once where the newest began a second ago', async () => {
    const newest = {
      ...memberOf(founded.chain),
      validity: { start: NOON - SECOND, end: NOON + DAY },
    };
    expect(memberOf(await renew(NOON, undefined, { newest })).validity.start).toBe(NOON);
  });

  test('after his own has ended too', async () => {
    const short = await renew(NOON + SECOND, NOON + 30 * DAY);
    const newest = memberOf(short);
    const later = NOON + 60 * DAY;
    const { validity } = memberOf(await renew(later, later + 30 * DAY, { chain: short, newest }));
    expect(validity).toEqual({ start: later - DAY, end: later + 30 * DAY });
  });

  test('not beyond the group, and not into the past', async () => {
    const { end } = founded.chain[0].validity;
    expect(memberOf(await renew(NOON, end)).validity.end).toBe(end);
    for (const validityEnd of [end + SECOND, NOON - SECOND, NaN]) {
      await expect(renew(NOON, validityEnd)).rejects.toThrow(
        throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
      );
    }
  });

  test('under the new name of his card, and never with the card of another key', async () => {
    const name = { peerName: alice.idc.subject.peerName, friendlyName: 'Alice Ann' };
    const card = await certifyIdentity(alice, name, NOON);
    const { chain, groupKey } = founded;
    const own = { chain, groupKey, newest: memberOf(chain) };
    expect(memberOf(await renewCreator(own, { card }, NOON)).subject).toEqual(name);
    await expect(renewCreator(own, { card: creator }, NOON)).rejects.toThrow(
      throwing('PEER_E_INVALID_CREDENTIAL', 'issue.key'),
    );
  });

  test('with no other key than the group’s', async () => {
    await expect(renew(NOON, undefined, { groupKey: alice.privateKey })).rejects.toThrow(
      throwing('PEER_E_INVITATION_NOT_TRUSTED', 'chain.signature', 1),
    );
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
