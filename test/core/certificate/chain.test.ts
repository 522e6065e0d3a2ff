import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import {
  isSameGroup,
  issuerOf,
  memberOf,
  verifyChain,
  verifyMoment,
  verifySoundChain,
} from '../../../src/core/certificate/chain.ts';
import { bits, hex, integer, oid, sequence, truth } from '../../support/der.ts';
import { algorithm, changing, GUID, without, type Edit } from '../../support/forge.ts';
import {
  cardOf,
  chainOf,
  DAY,
  membershipOf,
  NOON,
  people,
  peerNameOf,
  PERIOD,
  person,
  rootOf,
  SECOND,
  type Deviation,
  type Link,
  type Person,
} from '../../support/people.ts';
import { reasonOf } from '../../support/refusals.ts';
import { throwing } from '../../support/throwing.ts';

let chess: Person;
let alice: Person;
let bob: Person;
let carol: Person;
let eve: Person;

beforeAll(async () => {
  [chess, alice, bob, carol, eve] = await people('Chess', 'Alice', 'Bob', 'Carol', 'Eve');
});

afterEach(() => {
  vi.restoreAllMocks();
});

const ADMIN = [GUID.admin];
const INVITING = [GUID.inviting];
const MEMBER = [GUID.member];

const NOT_TRUSTED = 'PEER_E_INVITATION_NOT_TRUSTED';

/** Chess, Alice as its admin, Bob as its member, and what is wrong with Bob's certificate. */
const bobsChain = (deviation: Deviation = {}, roles: readonly string[] = MEMBER) =>
  chainOf(chess, [alice, ADMIN], [bob, roles, deviation]);

/** The chain of Bob, broken by this rule and by every later one. */
async function brokenFrom(rule: number): Promise<Bytes[]> {
  const breaks = (broken: number, deviation: Deviation) => (broken >= rule ? deviation : {});
  const deviation = {
    ...breaks(9, { signer: eve }),
    ...breaks(8, { end: PERIOD.end + SECOND }),
    ...breaks(7, { roles: [GUID.unknown] }),
    ...breaks(6, { group: peerNameOf(chess.spki, 'other') }),
    ...breaks(5, { issuer: eve }),
    ...breaks(4, { subject: alice, spki: alice.spki }),
    ...breaks(2, { edit: () => ({ serialNumber: integer('5a') }) }),
  };
  const [root, gmc, own] = await bobsChain(deviation);
  const other = await rootOf(chess, breaks(3, { issuer: { ...chess, friendlyName: 'Go' } }));
  const chain = [rule <= 3 ? other : root!, gmc!, own!];
  if (rule <= 1) chain.push(Uint8Array.from(own!));
  while (rule <= 0 && chain.length < 26) chain.push(own!);
  return chain;
}

const AFTER = PERIOD.end + 2 * SECOND;
const verifyBroken = async (rule: number) => verifyChain(await brokenFrom(rule), AFTER);
const refusal = (certificates: readonly Bytes[]) => reasonOf(() => verifySoundChain(certificates));

test('a chain leads from the group’s root to a member', async () => {
  const certificates = await bobsChain();
  const chain = await verifyChain(certificates, NOON);
  expect(chain.map(({ der }) => der)).toEqual(certificates);
  expect(chain.map(({ type }) => type)).toEqual(['grc', 'gmc', 'gmc']);
  expect(memberOf(chain)).toBe(chain[2]);
  expect(memberOf(chain).subject).toEqual({ friendlyName: 'Bob', peerName: bob.peerName });
  expect(issuerOf(chain)).toBe(chain[1]);
});

test('the creator’s chain is the shortest', async () => {
  const chain = await verifyChain(await chainOf(chess, [alice, ADMIN]), NOON);
  expect(memberOf(chain)).toBe(chain[1]);
  expect(issuerOf(chain)).toBe(chain[0]);
});

describe('The rules, of which the first that is broken answers', () => {
  test('rule 0: 25 certificates are the most, and 8 KiB the most of each', async () => {
    await expect(verifyBroken(0)).rejects.toThrow(
      throwing('PEER_E_CHAIN_TOO_LONG', 'chain.length'),
    );
    const longer = await chainOf(chess, ...(await invitingMembers(25)));
    expect(await refusal(longer)).toBe('chain.length');
    const junk = Array.from({ length: 26 }, (_, index) => Uint8Array.of(index));
    expect(await refusal(junk)).toBe('chain.length');
    expect(await refusal(Array.from({ length: 1000 }, () => junk[0]!))).toBe('chain.length');
    const large = [...(await bobsChain()), new Uint8Array(8193)];
    await expect(verifySoundChain(large)).rejects.toThrow(
      throwing(NOT_TRUSTED, 'size.certificate'),
    );
  });

  test('rule 1: no two certificates are the same bytes', async () => {
    await expect(verifyBroken(1)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.duplicate'));
    const [root, gmc, own] = await bobsChain();
    expect(await refusal([root!, gmc!, own!, root!])).toBe('chain.duplicate');
  });

  test('rule 2: each certificate is one of the profile by itself', async () => {
    await expect(verifyBroken(2)).rejects.toThrow(throwing(NOT_TRUSTED, 'certificate.serial'));
    const [root, gmc, own] = await bobsChain();
    const longer = Uint8Array.from([...own!, 0]);
    expect(await refusal([root!, gmc!, longer])).toBe('der.trailing');
    const sha1 = await bobsChain({
      edit: () => ({ outerAlgorithm: algorithm('1.2.840.113549.1.1.5') }),
    });
    await expect(verifySoundChain(sha1)).rejects.toThrow(throwing(NOT_TRUSTED, 'certificate.weak'));
    const named = await bobsChain({ subject: { ...bob, peerName: eve.peerName } });
    expect(await refusal(named)).toBe('certificate.peer-name');
  });

  test('rule 3: one root, which names itself and its own group, and memberships', async () => {
    await expect(verifyBroken(3)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.root', 0));
    const [root, gmc, own] = await bobsChain();
    const rooted = async (deviation: Deviation) => [await rootOf(chess, deviation), gmc!, own!];
    const cases = {
      'no root': [gmc!, own!],
      'nothing at all': [],
      'two roots': [root!, await rootOf(eve), gmc!, own!],
      'an identity': [root!, gmc!, own!, await cardOf(carol)],
      'another issuer': await rooted({ issuer: { ...chess, peerName: eve.peerName } }),
      'another group': await rooted({ group: peerNameOf(chess.spki, 'other') }),
    };
    for (const [name, certificates] of Object.entries(cases)) {
      expect(await refusal(certificates), name).toBe('chain.root');
    }
  });

  test('rule 4: no key comes back, whether or not a path exists', async () => {
    const CIRCULAR = 'PEER_E_CIRCULAR_CHAIN_DETECTED';
    await expect(verifyBroken(4)).rejects.toThrow(throwing(CIRCULAR, 'chain.circular'));
    const aliceAgain = { ...alice, peerName: peerNameOf(alice.spki, 'again'), friendlyName: 'A' };
    const cases = {
      'Alice at the end': await chainOf(chess, [alice, ADMIN], [bob, ADMIN], [alice, MEMBER]),
      'under another name': await chainOf(chess, [alice, ADMIN], [aliceAgain, MEMBER]),
      'the group as a member': await chainOf(chess, [alice, ADMIN], [chess, MEMBER]),
      'the group as its own creator': await chainOf(chess, [chess, ADMIN]),
    };
    for (const [name, certificates] of Object.entries(cases)) {
      expect(await refusal(certificates), name).toBe('chain.circular');
    }
  });

  test('rule 5: one single path from the root uses every certificate', async () => {
    await expect(verifyBroken(5)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.path', 2));
    const [root, gmc, own] = await bobsChain();
    const issued = (issuer: Person, ...link: Link) => membershipOf({ group: chess, issuer }, link);
    const bobs = (issuer: Person) => bobsChain({ issuer });
    const cases = {
      'Alice is missing': [root!, own!],
      'a root alone': [root!],
      'a stranger beside it': [root!, gmc!, own!, await issued(eve, carol, MEMBER)],
      'two ends': [root!, gmc!, own!, await issued(alice, carol, MEMBER)],
      'two beginnings': [root!, gmc!, own!, await issued(chess, carol, MEMBER)],
      'two who issue each other': [
        root!,
        await issued(alice, bob, ADMIN),
        await issued(bob, alice, ADMIN),
      ],
      'another friendly name': await bobs({ ...alice, friendlyName: 'Alicia' }),
      'another peer name': await bobs({ ...alice, peerName: peerNameOf(alice.spki, 'x') }),
      'the name in another form': await bobs({ ...alice, friendlyName: 'Alice ' }),
      'another group’s chain': [...(await chainOf(eve, [carol, ADMIN])), own!],
    };
    for (const [name, certificates] of Object.entries(cases)) {
      expect(await refusal(certificates), name).toBe('chain.path');
    }
    const forked = expect(verifySoundChain(cases['two ends']));
    await forked.rejects.toThrow(throwing(NOT_TRUSTED, 'chain.path', 2));
  });

  test('rule 6: all are of one group', async () => {
    await expect(verifyBroken(6)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.group', 2));
    const group = eve.peerName;
    const first = await chainOf(chess, [alice, ADMIN, { group }], [bob, MEMBER]);
    await expect(verifySoundChain(first)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.group', 1));
    const all = await chainOf(chess, [alice, ADMIN, { group }], [bob, MEMBER, { group }]);
    await expect(verifySoundChain(all)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.group', 1));
  });

  test('rule 7: roles are known, and issuable by the certificate before', async () => {
    await expect(verifyBroken(7)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.role', 2));
    const { admin, inviting, invitingToo, member, unknown } = GUID;
    const cases: readonly (readonly [readonly string[], readonly string[], number])[] = [
      [[unknown], MEMBER, 1],
      [[admin, unknown], MEMBER, 1],
      [ADMIN, [unknown], 2],
      [ADMIN, [member, unknown], 2],
      [INVITING, ADMIN, 2],
      [[invitingToo], ADMIN, 2],
      [[inviting, member], ADMIN, 2],
      [INVITING, [member, admin], 2],
      [MEMBER, ADMIN, 2],
      [MEMBER, INVITING, 2],
      [MEMBER, [invitingToo], 2],
      [MEMBER, MEMBER, 2],
    ];
    for (const [issuer, roles, at] of cases) {
      const chain = await chainOf(chess, [alice, issuer], [bob, roles]);
      const refused = expect(verifySoundChain(chain), `${issuer.join()} issues ${roles.join()}`);
      await refused.rejects.toThrow(throwing(NOT_TRUSTED, 'chain.role', at));
    }
  });

  test('rule 7: classifiers are delegated by the certificate before', async () => {
    const cases: readonly (readonly [readonly string[], readonly string[], readonly string[]])[] = [
      [['participant'], MEMBER, ['other']],
      [['participant'], MEMBER, []],
      [['participant'], MEMBER, ['participant', 'other']],
      [['participant'], MEMBER, ['participants']],
      [['participant'], INVITING, ['part']],
      [['participant'], INVITING, ['Participant']],
      [['participant'], INVITING, []],
      [['participant'], INVITING, ['']],
      [['a', 'b'], MEMBER, ['ab']],
      [[''], MEMBER, []],
      [[''], MEMBER, ['participant']],
      [['a', ''], MEMBER, []],
    ];
    for (const [given, roles, classifiers] of cases) {
      const chain = await chainOf(
        chess,
        [alice, INVITING, { classifiers: given }],
        [bob, roles, { classifiers }],
      );
      const refused = expect(
        verifySoundChain(chain),
        `${given.join()} gives ${classifiers.join()}`,
      );
      await refused.rejects.toThrow(throwing(NOT_TRUSTED, 'chain.classifier', 2));
    }
  });

  test('rule 7: basic constraints and key usage, where they stand, agree with the roles', async () => {
    const authority: Edit = changing('basicConstraints', { value: sequence(truth()) });
    const none: Edit = changing('basicConstraints', { value: sequence() });
    const signing: Edit = changing('keyUsage', { value: bits(hex('84'), 2) });
    const notSigning: Edit = changing('keyUsage', { value: bits(hex('80'), 7) });
    const cases = [
      [MEMBER, authority],
      [MEMBER, signing],
      [INVITING, none],
      [INVITING, notSigning],
      [ADMIN, none],
      [ADMIN, notSigning],
    ] as const;
    for (const [roles, edit] of cases) {
      const refused = expect(verifySoundChain(await bobsChain({ edit }, roles)));
      await refused.rejects.toThrow(throwing(NOT_TRUSTED, 'certificate.authority', 2));
    }
  });

  test('rule 8: each period lies inside that of the certificate before', async () => {
    await expect(verifyBroken(8)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.period', 2));
    const { start, end } = PERIOD;
    const outside = [
      { start: start - SECOND },
      { end: end + SECOND },
      { start: start - DAY, end: end + DAY },
      { start: end + SECOND, end: end + DAY },
    ];
    for (const period of outside) {
      const last = expect(verifySoundChain(await bobsChain(period)));
      await last.rejects.toThrow(throwing(NOT_TRUSTED, 'chain.period', 2));
      const first = await chainOf(chess, [alice, ADMIN, period], [bob, MEMBER]);
      expect(await reasonOf(() => verifySoundChain(first))).toBe('chain.period');
    }
    const shorter = await chainOf(chess, [alice, ADMIN, { end: NOON }], [bob, MEMBER]);
    expect(await refusal(shorter)).toBe('chain.period');
  });

  test('rule 9: the root signs itself, and each signs the next', async () => {
    await expect(verifyBroken(9)).rejects.toThrow(throwing(NOT_TRUSTED, 'chain.signature', 2));
    for (const at of [0, 1, 2]) {
      const chain = await bobsChain();
      chain[at]![chain[at]!.length - 1]! ^= 1;
      const refused = expect(verifySoundChain(chain), `certificate ${at}`);
      await refused.rejects.toThrow(throwing(NOT_TRUSTED, 'chain.signature', at));
    }
    const [root, gmc, own] = await bobsChain();
    const cases = {
      'the root signed by Eve': [await rootOf(chess, { signer: eve }), gmc!, own!],
      'Alice signed by herself': await chainOf(chess, [alice, ADMIN, { signer: alice }]),
      'Bob signed by himself': await bobsChain({ signer: bob }),
      'Bob signed by the group': await bobsChain({ signer: chess }),
    };
    for (const [name, certificates] of Object.entries(cases)) {
      expect(await refusal(certificates), name).toBe('chain.signature');
    }
    // One question a certificate, the root first.
    const verify = vi.spyOn(crypto.subtle, 'verify');
    await verifySoundChain([root!, gmc!, own!]);
    expect(verify).toHaveBeenCalledTimes(3);
    expect(await refusal(cases['the root signed by Eve'])).toBe('chain.signature');
    expect(verify).toHaveBeenCalledTimes(4);
  });

  test('rule 10: the moment lies inside every period, its ends included', async () => {
    await expect(verifyBroken(10)).rejects.toThrow(
      throwing('PEER_E_INVALID_TIME_PERIOD', 'chain.time', 0),
    );
    const bobs = { start: NOON - DAY, end: NOON + DAY };
    const alices = { start: NOON - 2 * DAY, end: NOON + 2 * DAY };
    const chain = await chainOf(chess, [alice, ADMIN, alices], [bob, MEMBER, bobs]);
    const outside = [
      [bobs.start - 1, 2],
      [bobs.end + 1, 2],
      [alices.start - SECOND, 1],
      [alices.end + SECOND, 1],
      [PERIOD.start - SECOND, 0],
    ] as const;
    for (const [now, at] of outside) {
      const refused = expect(verifyChain(chain, now));
      await refused.rejects.toThrow(throwing('PEER_E_INVALID_TIME_PERIOD', 'chain.time', at));
    }
    for (const now of [bobs.start, bobs.end]) expect(await verifyChain(chain, now)).toHaveLength(3);
  });
});

test('a chain that is out of time alone is sound: it is shown, and not used', async () => {
  const chain = await verifySoundChain(await bobsChain({ end: NOON - DAY }));
  expect(memberOf(chain).validity.end).toBe(NOON - DAY);
  expect(() => verifyMoment(chain, NOON)).toThrow(
    throwing('PEER_E_INVALID_TIME_PERIOD', 'chain.time', 2),
  );
});

describe('Whose roles let him issue which', () => {
  const all = [GUID.admin, GUID.inviting, GUID.invitingToo, GUID.member];

  test('below the root any role is good', async () => {
    for (const role of all) {
      expect(await verifyChain(await chainOf(chess, [alice, [role]]), NOON)).toHaveLength(2);
    }
  });

  test('an admin issues every role', async () => {
    for (const role of all) {
      expect(await verifyChain(await bobsChain({}, [role]), NOON)).toHaveLength(3);
    }
  });

  test('an inviting member, by either identifier, issues inviting members and members', async () => {
    for (const issuer of [GUID.inviting, GUID.invitingToo]) {
      for (const role of all.slice(1)) {
        const chain = await chainOf(chess, [alice, [issuer]], [bob, [role]]);
        expect(await verifyChain(chain, NOON)).toHaveLength(3);
      }
    }
  });

  test('who has several roles may issue what any of them may', async () => {
    const both = [GUID.member, GUID.inviting];
    const chain = await chainOf(chess, [alice, both], [bob, both], [carol, INVITING]);
    expect(memberOf(await verifyChain(chain, NOON)).roles).toEqual(['inviting member']);
  });
});

describe('Which classifiers may be given', () => {
  const cases: readonly (readonly [readonly string[], readonly string[], readonly string[]])[] = [
    [[], MEMBER, ['anything']],
    [[], MEMBER, []],
    [['participant'], MEMBER, ['participant']],
    [['a', 'b'], MEMBER, ['b', 'a']],
    [['a'], INVITING, ['ab', 'a', 'a.c']],
    [[''], INVITING, ['anything']],
    [[''], INVITING, []],
    [['a', ''], INVITING, []],
    [[''], MEMBER, ['']],
  ];

  test.each(cases)('%j gives, to %s, %j', async (given, roles, classifiers) => {
    const chain = await chainOf(
      chess,
      [alice, INVITING, { classifiers: given }],
      [bob, roles, { classifiers }],
    );
    expect(memberOf(await verifyChain(chain, NOON)).classifiers).toEqual(classifiers);
  });

  test('below the root, any', async () => {
    const chain = await chainOf(chess, [alice, MEMBER, { classifiers: ['x'] }]);
    expect(await verifyChain(chain, NOON)).toHaveLength(2);
  });
});

test('what RFC 5280 asks for beside is not required', async () => {
  const edit = without(
    ...(['basicConstraints', 'keyUsage', 'subjectKeyIdentifier'] as const),
    'authorityKeyIdentifier',
  );
  const chain = [
    await rootOf(chess, { edit }),
    await membershipOf({ group: chess, issuer: chess }, [alice, ADMIN, { edit }]),
    await membershipOf({ group: chess, issuer: alice }, [bob, MEMBER, { edit }]),
  ];
  expect(await verifyChain(chain, NOON)).toHaveLength(3);
});

test('a period may be as long as the one before, or shorter', async () => {
  const nested = await chainOf(
    chess,
    [alice, ADMIN, { end: PERIOD.end - DAY }],
    [bob, INVITING, { end: PERIOD.end - DAY }],
    [carol, MEMBER, { start: PERIOD.start + DAY, end: PERIOD.end - 2 * DAY }],
  );
  expect(await verifyChain(nested, NOON)).toHaveLength(4);
});

describe('Certificates come in any order', () => {
  test('every order of four gives the same chain', async () => {
    const certificates = await chainOf(chess, [alice, ADMIN], [bob, INVITING], [carol, MEMBER]);
    const orders = permutations(certificates);
    expect(orders).toHaveLength(24);
    for (const order of orders) {
      const chain = await verifyChain(order, NOON);
      expect(chain.map(({ der }) => der)).toEqual(certificates);
    }
  });

  test('so does any order of 25, the longest chain there is', async () => {
    const longest = await chainOf(chess, ...(await invitingMembers(24)));
    expect(longest).toHaveLength(25);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(longest, { minLength: 25 }), async (order) => {
        const chain = await verifyChain(order, NOON);
        expect(chain.map(({ der }) => der)).toEqual(longest);
      }),
      { numRuns: 10 },
    );
  });
});

describe('The verdict', () => {
  test('is the very certificates that were judged, whatever becomes of the bytes', async () => {
    const certificates = await bobsChain();
    const before = certificates.map((der) => Uint8Array.from(der));
    const chain = await verifySoundChain(certificates);
    for (const der of certificates) der.fill(0);
    expect(chain.map(({ der }) => der)).toEqual(before);
    const issuers = [chain[0], ...chain];
    for (const [index, { spki, tbs, signature }] of chain.entries()) {
      expect(before[index]).toEqual(chain[index]?.der);
      expect(await isSigned(issuers[index]?.spki ?? spki, signature, tbs)).toBe(true);
    }
  });

  test('asks for no signature where a rule about names, roles or keys is broken', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify');
    for (let rule = 0; rule <= 7; rule++) await reasonOf(() => verifyBroken(rule));
    expect(verify).not.toHaveBeenCalled();
  });
});

test('a group is known by the key of its root, not by any name', async () => {
  const same = await verifySoundChain(await chainOf(chess, [carol, MEMBER]));
  const other = await verifySoundChain(
    await chainOf({ ...eve, friendlyName: 'Chess' }, [bob, ADMIN]),
  );
  const bobs = await verifySoundChain(await bobsChain());
  expect(isSameGroup(bobs, same)).toBe(true);
  expect(isSameGroup(bobs, other)).toBe(false);
});

test('a weak key of Windows is said to be weak', async () => {
  const modulus = sequence(integer(`00c5${'5a'.repeat(126)}01`), integer('010001'));
  const spki = sequence(algorithm('1.2.840.113549.1.1.1'), bits(modulus));
  const subject = { friendlyName: 'Bob', peerName: peerNameOf(spki) };
  const chain = await bobsChain({ spki, subject });
  await expect(verifySoundChain(chain)).rejects.toThrow(throwing(NOT_TRUSTED, 'certificate.weak'));
  const nameless = await bobsChain({ edit: () => ({ algorithm: sequence(oid('1.2.3')) }) });
  expect(await refusal(nameless)).toBe('certificate.algorithm');
});

/** So many inviting members, for a chain in which each invites the next. */
async function invitingMembers(count: number): Promise<Link[]> {
  const names = Array.from({ length: count }, (_, index) => `Member ${index}`);
  const members = await Promise.all(names.map(person));
  return members.map((member) => [member, INVITING] as const);
}

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  );
}

async function isSigned(spki: Bytes, signature: Bytes, tbs: Bytes): Promise<boolean> {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', spki, rsa, false, ['verify']);
  return crypto.subtle.verify(rsa, key, signature, tbs);
}
