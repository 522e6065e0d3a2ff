import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Gmc, Idc } from '../../src/core/certificate/certificate.ts';
import { memberOf, verifySoundChain, type Chain } from '../../src/core/certificate/chain.ts';
import { subjectOf } from '../../src/core/certificate/issue.ts';
import { verifySoundIdc } from '../../src/core/certificate/idc.ts';
import {
  compareCredentials,
  isNoWeaker,
  issueCredential,
  subjectNamed,
  type CredentialWishes,
  type SubjectInfo,
} from '../../src/core/credential.ts';
import { parsePeerName } from '../../src/core/peer-name.ts';
import type { Reason } from '../../src/core/reasons.ts';
import type { Role } from '../../src/core/role.ts';
import { GUID } from '../support/forge.ts';
import {
  cardOf,
  chainOf,
  DAY,
  NOON,
  peerNameOf,
  people,
  PERIOD,
  person,
  SECOND,
  type Deviation,
  type Link,
  type Person,
} from '../support/people.ts';
import { throwing } from '../support/throwing.ts';

const MINUTE = 60 * SECOND;

let chess: Person;
let alice: Person;
let bob: Person;
let bobsCard: Idc;

beforeAll(async () => {
  [chess, alice, bob] = await people('Chess', 'Alice', 'Bob');
  bobsCard = await readCard(bob);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const readCard = async (who: Person, deviation?: Deviation) =>
  verifySoundIdc(await cardOf(who, deviation));

const MEMBER = { roles: ['member'] } as const satisfies CredentialWishes;

/** Whoever has the last membership of a chain of Chess. */
async function inviterOf(...links: readonly Link[]) {
  const chain = await verifySoundChain(await chainOf(chess, ...links));
  return { chain, privateKey: links.at(-1)![0].privateKey };
}

const admin = (deviation: Deviation = {}) => inviterOf([alice, [GUID.admin], deviation]);

/** The newest credential of Bob that is known, as far as a new one must follow it. */
const bobsFrom = (start: number) => ({ spki: bob.spki, validity: { start, end: PERIOD.end } });

/** What Alice, an admin, issues to Bob. */
async function issueToBob(
  wishes: Partial<CredentialWishes> = {},
  { now = NOON, deviation = {} }: { now?: number; deviation?: Deviation } = {},
): Promise<Chain> {
  const inviter = await admin(deviation);
  return issueCredential({ inviter, subject: subjectOf(bobsCard) }, { ...MEMBER, ...wishes }, now);
}

describe('A credential', () => {
  test('is the inviter’s chain with one certificate more, of the key and name of the card', async () => {
    const inviter = await admin();
    const chain = await issueCredential({ inviter, subject: subjectOf(bobsCard) }, MEMBER, NOON);
    expect(chain.slice(0, 2).map(({ der }) => der)).toEqual(inviter.chain.map(({ der }) => der));
    expect(memberOf(chain)).toMatchObject({
      subject: bobsCard.subject,
      issuer: { friendlyName: 'Alice', peerName: alice.peerName },
      group: chess.peerName,
      spki: bob.spki,
      roles: ['member'],
      classifiers: ['participant'],
      isAuthority: false,
      signsCertificates: false,
      unknownExtensions: [],
    });
  });

  test.each([
    ['admin', [], true],
    ['inviting member', ['participant'], true],
    ['member', ['participant'], false],
  ] as const)(
    'of an %s is written with the classifiers %j',
    async (role, classifiers, isAuthority) => {
      const own = memberOf(await issueToBob({ roles: [role] }));
      expect(own).toMatchObject({ roles: [role], classifiers, isAuthority });
      expect(own.signsCertificates).toBe(isAuthority);
    },
  );

  test('may bear several roles', async () => {
    const own = memberOf(await issueToBob({ roles: ['member', 'inviting member'] }));
    expect(own).toMatchObject({ roles: ['member', 'inviting member'], isAuthority: true });
  });
});

describe('When a credential begins', () => {
  test('five minutes before now, in whole seconds', async () => {
    const { validity } = memberOf(await issueToBob({}, { now: NOON + 999 }));
    expect(validity.start).toBe(NOON - 5 * MINUTE);
  });

  test('not before its issuer’s', async () => {
    const start = NOON - 4 * MINUTE;
    const { validity } = memberOf(await issueToBob({}, { deviation: { start } }));
    expect(validity.start).toBe(start);
  });

  test('a second after the newest that is known for the key', async () => {
    const newest = bobsFrom(NOON - 5 * MINUTE);
    const { validity } = memberOf(await issueToBob({ newest }));
    expect(validity.start).toBe(NOON - 5 * MINUTE + SECOND);
  });

  test('an older one that is known changes nothing', async () => {
    const { validity } = memberOf(await issueToBob({ newest: bobsFrom(NOON - DAY) }));
    expect(validity.start).toBe(NOON - 5 * MINUTE);
  });
});

describe('A beginning that is asked for', () => {
  const at = (validityStart: number, newest?: number) =>
    issueToBob({ validityStart, newest: newest === undefined ? undefined : bobsFrom(newest) });
  const refusal = throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.start');

  test('is taken in whole seconds, up to now', async () => {
    expect(memberOf(await at(NOON - DAY + 999)).validity.start).toBe(NOON - DAY);
    expect(memberOf(await at(NOON)).validity.start).toBe(NOON);
    for (const start of [NOON + SECOND, NOON + DAY, NaN]) {
      await expect(at(start)).rejects.toThrow(refusal);
    }
  });

  test('is not before the issuer’s', async () => {
    expect(memberOf(await at(PERIOD.start)).validity.start).toBe(PERIOD.start);
    await expect(at(PERIOD.start - SECOND)).rejects.toThrow(refusal);
  });

  test('is at least a second after the newest that is known', async () => {
    const newest = NOON - DAY;
    expect(memberOf(await at(newest + SECOND, newest)).validity.start).toBe(newest + SECOND);
    await expect(at(newest, newest)).rejects.toThrow(refusal);
  });
});

describe('A duration', () => {
  test('runs from the beginning on', async () => {
    const { validity } = memberOf(await issueToBob({ duration: 30 * DAY }));
    expect(validity.end - validity.start).toBe(30 * DAY);
    const again = memberOf(
      await issueToBob({ duration: 30 * DAY, newest: bobsFrom(validity.start) }),
    );
    expect(again.validity).toEqual({ start: validity.start + SECOND, end: validity.end + SECOND });
  });

  test('is cut to the end of the issuer’s', async () => {
    expect(memberOf(await issueToBob({ duration: 2000 * DAY })).validity.end).toBe(PERIOD.end);
  });
});

describe('When a credential ends', () => {
  test('with its issuer’s, unless asked otherwise', async () => {
    expect(memberOf(await issueToBob()).validity.end).toBe(PERIOD.end);
  });

  test('when it is asked to, in whole seconds', async () => {
    const { validity } = memberOf(await issueToBob({ validityEnd: NOON + DAY + 999 }));
    expect(validity.end).toBe(NOON + DAY);
  });

  test('with the last second of its issuer’s at the latest', async () => {
    const { validity } = memberOf(await issueToBob({ validityEnd: PERIOD.end }));
    expect(validity.end).toBe(PERIOD.end);
    const within = memberOf(await issueToBob({ validityEnd: PERIOD.end + SECOND - 1 }));
    expect(within.validity.end).toBe(PERIOD.end);
    await expect(issueToBob({ validityEnd: PERIOD.end + SECOND })).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
    );
  });

  test('not before now', async () => {
    const { validity } = memberOf(await issueToBob({ validityEnd: NOON }));
    expect(validity.end).toBe(NOON);
    for (const validityEnd of [NOON - SECOND, NOON - DAY]) {
      await expect(issueToBob({ validityEnd })).rejects.toThrow(
        throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
      );
    }
  });

  test('not before it begins, and not in the past', async () => {
    for (const validityEnd of [NOON - DAY, NOON - MINUTE, NaN]) {
      await expect(issueToBob({ validityEnd })).rejects.toThrow(
        throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
      );
    }
  });

  test('not in the second in which the newest of the same key begins', async () => {
    await expect(issueToBob({ newest: bobsFrom(NOON) })).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.clock'),
    );
  });

  test('whatever there is of the same key that has not begun', async () => {
    const newest = bobsFrom(NOON + DAY);
    const issued = await issueToBob({ newest });
    expect(memberOf(issued).validity.start).toBeLessThan(NOON);
  });
});

describe('Who may issue what', () => {
  const ALL = ['admin', 'inviting member', 'member'] as const;
  const cases: readonly (readonly [string, readonly string[], readonly Role[]])[] = [
    ['an admin', [GUID.admin], ALL],
    ['an inviting member', [GUID.inviting], ['inviting member', 'member']],
    ['an inviting member of the other number', [GUID.invitingToo], ['inviting member', 'member']],
    ['a member', [GUID.member], []],
    ['a member and inviting member', [GUID.member, GUID.inviting], ['inviting member', 'member']],
  ];

  test.each(cases)('%s', async (_who, guids, issuable) => {
    const inviter = await inviterOf([alice, guids]);
    for (const role of ALL) {
      const issued = issueCredential(
        { inviter, subject: subjectOf(bobsCard) },
        { roles: [role] },
        NOON,
      );
      if (issuable.includes(role)) expect(memberOf(await issued).roles).toEqual([role]);
      else await expect(issued).rejects.toThrow(throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'));
    }
  });

  test('every role that is asked for must be issuable', async () => {
    const inviter = await inviterOf([alice, [GUID.inviting]]);
    const wishes = { roles: ['member', 'admin'] } as const;
    await expect(
      issueCredential({ inviter, subject: subjectOf(bobsCard) }, wishes, NOON),
    ).rejects.toThrow(throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'));
  });
});

describe('Refused before anything is signed', () => {
  /** Expects the refusal, and that no key was used for it. */
  async function refused(issued: () => Promise<Chain>, error: Error): Promise<void> {
    const sign = vi.spyOn(crypto.subtle, 'sign').mockClear();
    await expect(issued()).rejects.toThrow(error);
    expect(sign).not.toHaveBeenCalled();
  }

  test('a membership that has ended, or not begun, lets nobody in', async () => {
    const inviter = await admin({ end: NOON + DAY });
    const ended = throwing('PEER_E_NOT_AUTHORIZED', 'issue.ended', 1);
    const issue = (now: number) =>
      issueCredential({ inviter, subject: subjectOf(bobsCard) }, MEMBER, now);
    await refused(() => issue(NOON + DAY + SECOND), ended);
    const early = PERIOD.start - SECOND;
    await refused(() => issue(early), throwing('PEER_E_NOT_AUTHORIZED', 'issue.ended', 0));
  });

  test('a role that may not be issued', async () => {
    const inviter = await inviterOf([alice, [GUID.member]]);
    await refused(
      () => issueCredential({ inviter, subject: subjectOf(bobsCard) }, MEMBER, NOON),
      throwing('PEER_E_NOT_AUTHORIZED', 'issue.role'),
    );
  });

  test('a key that stands in the chain already: mine, the group’s, or that of who invited me', async () => {
    const inviter = await inviterOf([alice, [GUID.admin]], [bob, [GUID.admin]]);
    for (const who of [alice, bob, chess]) {
      const card = await readCard(who);
      await refused(
        () => issueCredential({ inviter, subject: subjectOf(card) }, MEMBER, NOON),
        throwing('PEER_E_CIRCULAR_CHAIN_DETECTED', 'issue.circular'),
      );
    }
  });

  test.each([
    ['a bidi override', 'Bob\u202egpj'],
    ['an isolate that is not closed', 'Bob\u2066'],
    ['a zero-width space', 'Bo\u200bb'],
    ['a tag', 'Bob\u{e0041}'],
    ['a byte order mark', '\ufeffBob'],
  ])('a card with a name that misleads: %s', async (_case, friendlyName) => {
    const name = { friendlyName, peerName: bob.peerName };
    const card = await readCard(bob, { subject: name, issuer: name });
    const inviter = await admin();
    await refused(
      () => issueCredential({ inviter, subject: subjectOf(card) }, MEMBER, NOON),
      throwing('PEER_E_INVALID_FRIENDLY_NAME', 'issue.name'),
    );
  });

  test('another key than that of the credential that is renewed', async () => {
    const inviter = await admin();
    const newest = { ...bobsFrom(NOON - DAY), spki: alice.spki };
    await refused(
      () => issueCredential({ inviter, subject: subjectOf(bobsCard) }, { ...MEMBER, newest }, NOON),
      throwing('PEER_E_INVALID_CREDENTIAL', 'issue.key'),
    );
  });

  test('an end beyond the issuer’s', async () => {
    const inviter = await admin();
    const wishes = { ...MEMBER, validityEnd: PERIOD.end + DAY };
    await refused(
      () => issueCredential({ inviter, subject: subjectOf(bobsCard) }, wishes, NOON),
      throwing('PEER_E_INVALID_TIME_PERIOD', 'issue.period'),
    );
  });

  test('the 26th certificate, where the 25th is issued', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `Member ${index}`);
    const members = await Promise.all(names.map(person));
    const links = members.map((member) => [member, [GUID.inviting]] as const);
    const of24 = await inviterOf(...links.slice(0, 23));
    expect(of24.chain).toHaveLength(24);
    expect(
      await issueCredential({ inviter: of24, subject: subjectOf(bobsCard) }, MEMBER, NOON),
    ).toHaveLength(25);
    const of25 = await inviterOf(...links);
    await refused(
      () => issueCredential({ inviter: of25, subject: subjectOf(bobsCard) }, MEMBER, NOON),
      throwing('PEER_E_CHAIN_TOO_LONG', 'issue.length'),
    );
  });
});

test('what was signed with a key that is not the inviter’s is never handed out', async () => {
  const { chain } = await admin();
  const inviter = { chain, privateKey: bob.privateKey };
  await expect(
    issueCredential({ inviter, subject: subjectOf(bobsCard) }, MEMBER, NOON),
  ).rejects.toThrow(throwing('PEER_E_INVITATION_NOT_TRUSTED', 'chain.signature', 2));
});

describe('The subject of a credential info', () => {
  const named = async (change: Partial<SubjectInfo> = {}, name?: string) => {
    const info = { friendlyName: 'Bob', publicKey: bob.spki, roles: ['member'] as const };
    return subjectNamed(parsePeerName(name ?? bob.peerName), { ...info, ...change });
  };
  const malformed = (reason: Reason) => throwing('PEER_E_INVALID_CREDENTIAL_INFO', reason);

  test('has the name and the key of the info', async () => {
    expect(await named()).toEqual({
      friendlyName: 'Bob',
      peerName: bob.peerName,
      spki: bob.spki,
    });
  });

  test('keeps the classifier of the peer name', async () => {
    const name = peerNameOf(bob.spki, 'night shift');
    const subject = await named({}, name);
    expect(subject.peerName).toBe(name);
    const inviter = await admin();
    expect(memberOf(await issueCredential({ inviter, subject }, MEMBER, NOON)).subject).toEqual({
      friendlyName: 'Bob',
      peerName: name,
    });
  });

  test('is refused under the peer name of another key', async () => {
    await expect(named({}, alice.peerName)).rejects.toThrow(
      throwing('PEER_E_INVALID_CREDENTIAL', 'issue.key'),
    );
  });

  test.each([
    ['an empty name', { friendlyName: '  ' }, 'friendly-name.length'],
    ['a name too long', { friendlyName: 'B'.repeat(256) }, 'friendly-name.length'],
    ['a name that misleads', { friendlyName: 'Bob\u202e' }, 'friendly-name.characters'],
    ['no key', { publicKey: new Uint8Array() }, 'der.short'],
    ['no role', { roles: [] }, 'issue.info'],
    ['no role that there is', { roles: ['king' as Role] }, 'issue.info'],
  ] as const)('is malformed with %s', async (_case, change, reason) => {
    await expect(named(change)).rejects.toThrow(malformed(reason));
  });

  test('is malformed with a key whose shape the certificates would refuse', async () => {
    const otherExponent = bob.spki.with(-1, 3);
    await expect(named({ publicKey: otherExponent })).rejects.toThrow(malformed('certificate.key'));
  });
});

describe('Of two credentials', () => {
  const credential = (start: number, end: number, ...bytes: number[]): Gmc =>
    ({
      validity: { start, end },
      der: Uint8Array.from(bytes),
      roles: ['member'],
    }) as unknown as Gmc;

  test.each([
    ['that begins later', credential(2, 5, 1), credential(1, 9, 2)],
    ['that ends later, of two that begin together', credential(1, 6, 1), credential(1, 5, 2)],
    ['of the greater bytes, of two of one period', credential(1, 5, 1, 3), credential(1, 5, 1, 2)],
    ['that is longer, of two that begin alike', credential(1, 5, 1, 0), credential(1, 5, 1)],
  ])('the one is newer %s', (_case, newer, older) => {
    expect(compareCredentials(newer, older)).toBeGreaterThan(0);
    expect(compareCredentials(older, newer)).toBeLessThan(0);
    expect(compareCredentials(newer, newer)).toBe(0);
  });

  const granting = (end: number, ...roles: readonly Role[]) =>
    ({ validity: { start: 0, end }, roles }) as unknown as Gmc;

  test.each([
    ['the same roles and end', granting(5, 'member'), granting(5, 'member'), true],
    ['a later end', granting(6, 'member'), granting(5, 'member'), true],
    ['a role more', granting(5, 'admin', 'member'), granting(5, 'member'), true],
    ['an earlier end', granting(4, 'admin', 'member'), granting(5, 'member'), false],
    ['a role less', granting(9, 'member'), granting(5, 'admin', 'member'), false],
    ['another role, though a higher one', granting(9, 'admin'), granting(5, 'member'), false],
  ])('is one no weaker with %s?', (_case, newer, present, isAsGood) => {
    expect(isNoWeaker(newer, present)).toBe(isAsGood);
  });
});
