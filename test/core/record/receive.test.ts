/** Receiving: who may write what. Every record here bears a signature that is right, unless it is said. */

import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { verifySoundChain } from '../../../src/core/certificate/chain.ts';
import type { Reason } from '../../../src/core/reasons.ts';
import { KnownCredentials } from '../../../src/core/record/known-credentials.ts';
import { GUID } from '../../support/forge.ts';
import { HeldInMemory } from '../../support/holdings.ts';
import {
  chainOf,
  DAY,
  membershipOf,
  NOON,
  people,
  PERIOD,
  person,
  rootOf,
} from '../../support/people.ts';
import {
  castOf,
  factsOf,
  guid,
  membershipFacts,
  membershipPayload,
  propertiesFacts,
  signFacts,
  TYPE,
  type Cast,
  type RecordFacts,
} from '../../support/records.ts';

let cast: Cast;
let memberships: readonly Bytes[];

beforeAll(async () => {
  const [group, alice, bob, ida] = await people('Chess', 'Alice', 'Bob', 'Ida');
  cast = await castOf({ group, alice, bob, ida });
  memberships = await Promise.all(
    (['alice', 'bob', 'ida'] as const).map((who) =>
      signFacts(membershipFacts(cast, who), cast[who]),
    ),
  );
});

/** Bob, who knows nothing but his own way to the group. */
async function bobAlone(): Promise<HeldInMemory> {
  return HeldInMemory.of(await verifySoundChain(cast.chains.bob));
}

/** Bob, who knows everybody's membership. */
async function bobWithAll(): Promise<HeldInMemory> {
  const bob = await bobAlone();
  await bob.receive(...memberships);
  return bob;
}

/** Why a record is refused; `undefined` if it is not. */
async function reasonFor(record: Bytes, bob?: HeldInMemory): Promise<Reason | undefined> {
  const { stored, refused } = await (bob ?? (await bobWithAll())).receive(record);
  expect(stored.length + refused.length).toBe(1);
  return refused[0]?.error.reason;
}

const credentialOf = (who: 'alice' | 'bob' | 'ida') => cast.chains[who].at(-1)!;

/** What a record of Bob says that somebody else has changed. */
const changedBy = (who: 'alice' | 'bob' | 'ida', facts = factsOf(cast, 'bob')): RecordFacts => ({
  ...facts,
  ...{ version: 2, modified: NOON + 1000 },
  ...{ modifier: cast[who].peerName, toucherCredential: credentialOf(who) },
});

describe('what is right is stored', () => {
  test('memberships, properties, a record, a change by its creator and one by an administrator', async () => {
    const bob = await bobAlone();
    const facts = factsOf(cast, 'ida');
    const { stored, refused } = await bob.receive(
      await signFacts(facts, cast.ida),
      await signFacts(propertiesFacts(cast), cast.group),
      await signFacts(changedBy('bob'), cast.bob),
      await signFacts(changedBy('alice'), cast.alice),
      ...memberships,
    );
    expect(refused).toEqual([]);
    expect(stored).toHaveLength(7);
  });

  test('a membership that its issuer has published', async () => {
    const facts = { ...factsOf(cast, 'alice'), type: TYPE.membership, expires: PERIOD.end };
    const payload = membershipPayload(cast.chains.ida);
    const bob = await bobAlone();
    const { stored, memberships } = await bob.receive(
      await signFacts({ ...facts, payload }, cast.alice),
    );
    expect([stored.length, memberships.length]).toEqual([1, 1]);
  });

  test('a deletion', async () => {
    const deleted = { ...factsOf(cast, 'bob'), flags: 1, payload: Buffer.of() };
    expect(await reasonFor(await signFacts(deleted, cast.bob))).toBeUndefined();
  });

  test('the properties are handed out as they were read', async () => {
    const bob = await bobAlone();
    const { properties } = await bob.receive(await signFacts(propertiesFacts(cast), cast.group));
    expect(properties).toMatchObject({ friendlyName: 'Chess', comment: 'Tuesdays' });
  });
});

describe('a record of an application is refused', () => {
  const refusals: readonly (readonly [string, Reason, () => Promise<Bytes>])[] = [
    [
      'of another group',
      'record.group',
      () => signFacts({ ...factsOf(cast, 'bob'), group: cast.bob.peerName }, cast.bob),
    ],
    [
      'in the name of another',
      'record.author',
      () => signFacts({ ...factsOf(cast, 'bob'), creator: cast.ida.peerName }, cast.bob),
    ],
    [
      'in the name of the group',
      'record.author',
      () => signFacts({ ...propertiesFacts(cast), type: TYPE.note }, cast.group),
    ],
    [
      'changed in the name of another',
      'record.author',
      () => signFacts({ ...changedBy('bob'), modifier: cast.alice.peerName }, cast.bob),
    ],
    [
      'changed by an inviting member',
      'record.modifier',
      () => signFacts(changedBy('ida'), cast.ida),
    ],
    [
      'of an administrator, changed by a member',
      'record.modifier',
      () => signFacts(changedBy('bob', factsOf(cast, 'alice')), cast.bob),
    ],
    [
      'that ends after the membership of its signer',
      'record.time',
      () => signFacts({ ...factsOf(cast, 'bob'), expires: PERIOD.end + 1 }, cast.bob),
    ],
    [
      'that is older than the membership of its signer',
      'record.time',
      () => signFacts({ ...factsOf(cast, 'bob'), created: PERIOD.start - 1 }, cast.bob),
    ],
    ['signed by another', 'record.signature', () => signFacts(factsOf(cast, 'bob'), cast.ida)],
    [
      'changed by an administrator, and signed by its creator',
      'record.signature',
      () => signFacts(changedBy('alice'), cast.bob),
    ],
    ...['00000100', '00000200', '00000400'].map(
      (begins) =>
        [
          `of the reserved type ${begins}`,
          'record.type',
          () =>
            signFacts(
              { ...factsOf(cast, 'bob'), type: `${begins}${TYPE.note.slice(8)}` },
              cast.bob,
            ),
        ] as const,
    ),
  ];

  test.each(refusals)('%s', async (_what, reason, forge) => {
    expect(await reasonFor(await forge())).toBe(reason);
  });

  test('whose signature was touched', async () => {
    const record = await signFacts(factsOf(cast, 'bob'), cast.bob);
    const at = record.length - 1;
    record[at] = (record[at] ?? 0) ^ 1;
    const { refused } = await (await bobWithAll()).receive(record);
    expect(refused).toHaveLength(1);
  });
});

describe('a membership record is refused', () => {
  const forged = async (
    deviation: Partial<RecordFacts>,
    signer: 'alice' | 'bob' | 'ida' = 'bob',
  ): Promise<Bytes> => signFacts({ ...membershipFacts(cast, 'bob'), ...deviation }, cast[signer]);

  test('that is deleted', async () => {
    const deleted = await forged({ flags: 1, payload: Buffer.of() });
    expect(await reasonFor(deleted)).toBe('record.deleted');
  });

  test('published by somebody who neither is in it nor issued it', async () => {
    const credentials = {
      creatorCredential: credentialOf('ida'),
      toucherCredential: credentialOf('ida'),
    };
    const record = await forged({ creator: cast.ida.peerName, ...credentials }, 'ida');
    expect(await reasonFor(record)).toBe('record.foreign');
  });

  test('changed by its issuer', async () => {
    const record = await signFacts(changedBy('alice', membershipFacts(cast, 'bob')), cast.alice);
    expect(await reasonFor(record)).toBe('record.foreign');
  });

  test('in the name of its member, with the credential of another', async () => {
    const credentials = {
      creatorCredential: credentialOf('alice'),
      toucherCredential: credentialOf('alice'),
    };
    expect(await reasonFor(await forged(credentials, 'alice'))).toBe('record.author');
  });

  test('signed by another', async () => {
    expect(await reasonFor(await forged({}, 'alice'))).toBe('record.signature');
  });

  test('that ends after the credential', async () => {
    expect(await reasonFor(await forged({ expires: PERIOD.end + 1 }))).toBe('record.time');
  });

  test('of another group', async () => {
    const other = await person('Other');
    const chain = await chainOf(other, [cast.alice, [GUID.admin]], [cast.bob, [GUID.member]]);
    const leaf = chain.at(-1)!;
    const record = await forged({
      payload: membershipPayload(chain),
      ...{ creatorCredential: leaf, toucherCredential: leaf },
    });
    expect(await reasonFor(record)).toBe('record.chain');
  });

  test('of the group, with another root that the same key has signed, before any signature', async () => {
    const root = await rootOf(cast.group, { end: PERIOD.end + DAY });
    const record = await forged({
      payload: membershipPayload([root, ...cast.chains.bob.slice(1)]),
    });
    const bob = await bobAlone();
    const verify = vi.spyOn(crypto.subtle, 'verify');
    expect(await reasonFor(record, bob)).toBe('record.chain');
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  test('whose issuer may not issue it', async () => {
    const { group, bob, ida } = cast;
    const byMember = await membershipOf({ group, issuer: bob }, [ida, [GUID.member]]);
    const record = {
      ...membershipFacts(cast, 'ida'),
      payload: membershipPayload([...cast.chains.bob, byMember]),
      ...{ creatorCredential: byMember, toucherCredential: byMember },
    };
    expect(await reasonFor(await signFacts(record, ida))).toBe('chain.role');
  });

  test.each([
    ['with nothing in it', Buffer.of(), 'record.form'],
    ['of another version', Buffer.from('000200000000000000', 'hex'), 'record.type'],
    ['with a length that lies', Buffer.from('000100007fffffff', 'hex'), 'record.form'],
    ['without certificates', Buffer.from('000100000000000130', 'hex'), 'der.short'],
  ] as const)('%s', async (_what, payload, reason) => {
    const { refused } = await (await bobWithAll()).receive(await forged({ payload }));
    expect(refused[0]?.error).toMatchObject({ code: 'PEER_E_INVALID_RECORD', reason });
  });
});

describe('security properties are refused', () => {
  const properties = (deviation: Partial<RecordFacts>, signer = cast.group) =>
    signFacts({ ...propertiesFacts(cast), ...deviation }, signer);

  test('deleted', async () => {
    const deleted = await properties({ flags: 1, payload: Buffer.of() });
    expect(await reasonFor(deleted)).toBe('record.deleted');
  });

  test('signed by an administrator, who says so', async () => {
    const facts = { ...propertiesFacts(cast), ...factsOf(cast, 'alice'), type: TYPE.properties };
    expect(await reasonFor(await signFacts(facts, cast.alice))).toBe('record.signer');
  });

  test('signed by an administrator, who says it was the group', async () => {
    expect(await reasonFor(await properties({}, cast.alice))).toBe('record.signer');
  });

  test('changed by an administrator', async () => {
    const facts = changedBy('alice', propertiesFacts(cast));
    expect(await reasonFor(await signFacts(facts, cast.alice))).toBe('record.signer');
  });

  test('that outlive the group', async () => {
    expect(await reasonFor(await properties({ expires: PERIOD.end + 1 }))).toBe('record.time');
  });

  test.each([
    ['of another version', { version: 2 }, 'record.type'],
    ['with a name beyond its limit', { friendlyName: 'a'.repeat(256) }, 'record.type'],
    ['without a name', { friendlyName: '' }, 'record.type'],
    ['with a control character in the name', { friendlyName: 'a\u0007' }, 'record.type'],
    ['with a comment beyond its limit', { comment: 'a'.repeat(256) }, 'group.properties'],
    ['with a lifetime beyond its limits', { lifetime: 60 }, 'group.properties'],
    ['with another classifier than the group', { classifier: 'x' }, 'record.type'],
    ['that speak of another group', { group: `${'a'.repeat(40)}.` }, 'record.type'],
  ] as const)('%s', async (_what, deviation, reason) => {
    const record = await signFacts(propertiesFacts(cast, deviation), cast.group);
    expect(await reasonFor(record)).toBe(reason);
  });

  test.each([
    ['the lifetime of data', { lifetime: 28_800 }],
    ['the lifetime of presence', { presence: 60 }],
    ['the cloud', { cloud: 'Other_' }],
    ['the creator', { creator: `${'a'.repeat(40)}.` }],
  ] as const)('that change %s', async (_what, deviation) => {
    const bob = await bobAlone();
    await bob.receive(await signFacts(propertiesFacts(cast), cast.group));
    const changed = { ...propertiesFacts(cast, deviation), version: 2 };
    expect(await reasonFor(await signFacts(changed, cast.group), bob)).toBe('record.fixed');
  });

  test('not those that change the name, the comment and the flags', async () => {
    const bob = await bobAlone();
    await bob.receive(await signFacts(propertiesFacts(cast), cast.group));
    const facts = propertiesFacts(cast, { friendlyName: 'Go', comment: '', flags: 1 });
    const changed = { ...facts, version: 2, modifier: cast.group.peerName };
    expect(await reasonFor(await signFacts(changed, cast.group), bob)).toBeUndefined();
  });
});

describe('of versions of one record', () => {
  test('a later one that ends sooner is refused', async () => {
    const bob = await bobWithAll();
    const facts = factsOf(cast, 'bob');
    await bob.receive(await signFacts(facts, cast.bob));
    const shorter = { ...changedBy('bob', facts), expires: facts.expires - 1 };
    expect(await reasonFor(await signFacts(shorter, cast.bob), bob)).toBe('record.expiration');
  });

  test('an earlier one is known, and so is the same again', async () => {
    const bob = await bobWithAll();
    const facts = factsOf(cast, 'bob');
    const first = await signFacts(facts, cast.bob);
    const second = await signFacts(changedBy('bob', facts), cast.bob);
    await bob.receive(second);
    expect(await bob.receive(first, second, second)).toMatchObject({ known: 3, stored: [] });
  });

  test('both in one update count once as new', async () => {
    const facts = factsOf(cast, 'bob');
    const both = [
      await signFacts(changedBy('bob', facts), cast.bob),
      await signFacts(facts, cast.bob),
    ];
    const received = await (await bobWithAll()).receive(...both, ...both);
    expect(received.stored.map(({ version }) => version)).toEqual([2]);
    expect(received.known).toBe(3);
  });

  test('nobody takes the place of another by the same id', async () => {
    const bob = await bobWithAll();
    const facts = factsOf(cast, 'bob');
    await bob.receive(await signFacts(facts, cast.bob));
    const same = { ...factsOf(cast, 'ida'), id: facts.id, version: 9 };
    expect(await reasonFor(await signFacts(same, cast.ida), bob)).toBeUndefined();
    expect([...bob.records.values()].filter(({ id }) => id === facts.id)).toHaveLength(2);
  });
});

describe('whose author is unknown', () => {
  test('it is set aside, once, until his membership comes', async () => {
    const bob = await bobAlone();
    const record = await signFacts(factsOf(cast, 'ida'), cast.ida);
    const received = await bob.receive(record, record);
    expect(received).toMatchObject({ stored: [], known: 1, refused: [] });
    expect(received.aside.map(({ bytes }) => bytes)).toEqual([record]);
    expect((await bob.receive(...memberships)).stored).toHaveLength(4);
  });

  test('a membership of an issuer whose other credential comes in the same update', async () => {
    const { group, alice } = cast;
    const [root] = cast.chains.alice as [Bytes];
    const newer = { start: PERIOD.start + DAY };
    const admin = await membershipOf({ group, issuer: group }, [alice, [GUID.admin], newer]);
    const renewed = {
      ...factsOf(cast, 'alice'),
      creatorCredential: admin,
      toucherCredential: admin,
    };
    const type = TYPE.membership;
    const forBob = { ...renewed, type, payload: membershipPayload(cast.chains.bob) };
    const own = {
      ...renewed,
      type,
      id: guid(),
      payload: membershipPayload([root, admin]),
    };
    const frames = [await signFacts(forBob, alice), await signFacts(own, alice)];
    const alone = await bobAlone();
    expect(await alone.receive(frames[0]!)).toMatchObject({ stored: [], refused: [] });
    const together = await (await bobAlone()).receive(...frames);
    expect(together.stored).toHaveLength(2);
  });
});

test('memberships that wait for one another in the wrong order are heard twice at most', async () => {
  const { group, alice, bob } = cast;
  const [root, admin] = cast.chains.alice as [Bytes, Bytes];
  const credentials = await Promise.all(
    Array.from({ length: 21 }, (_, second) =>
      membershipOf({ group, issuer: alice }, [
        bob,
        [GUID.member],
        { start: PERIOD.start + second * 1000 },
      ]),
    ),
  );
  // Each bears the credential that only the next one publishes, the last one its own.
  const frames = await Promise.all(
    credentials.map((credential, at) => {
      const bears = credentials[at + 1] ?? credential;
      return signFacts(
        {
          ...{ ...factsOf(cast, 'bob'), type: TYPE.membership },
          payload: membershipPayload([root, admin, credential]),
          ...{ creatorCredential: bears, toucherCredential: bears },
        },
        bob,
      );
    }),
  );
  const hearing = vi.spyOn(KnownCredentials.prototype, 'touchersOf');
  const { stored, aside } = await (await bobAlone()).receive(...frames);
  expect([stored.length, aside.length]).toEqual([21, 0]);
  expect(hearing.mock.calls.length).toBeLessThanOrEqual(42);
  hearing.mockRestore();
  const { aside: waiting } = await (await bobAlone()).receive(...frames.slice(0, -1));
  expect(waiting).toHaveLength(20);
});

test('any order, any repetition and any split end with the same', async () => {
  const facts = factsOf(cast, 'bob');
  const all = [
    ...memberships,
    await signFacts(propertiesFacts(cast), cast.group),
    await signFacts(facts, cast.bob),
    await signFacts(changedBy('alice', facts), cast.alice),
    await signFacts({ ...changedBy('bob', facts), expires: facts.expires - DAY }, cast.bob),
    await signFacts(
      { ...changedBy('bob', facts), version: 3, expires: facts.expires + DAY },
      cast.bob,
    ),
    await signFacts(factsOf(cast, 'ida'), cast.ida),
    await signFacts(changedBy('ida', facts), cast.ida),
  ];
  const whole = await bobAlone();
  await whole.receive(...all);
  const order = fc.shuffledSubarray([...all.keys(), ...all.keys()], {
    minLength: all.length * 2,
    maxLength: all.length * 2,
  });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: 9 }), async (places, size) => {
      const bob = await bobAlone();
      for (let from = 0; from < places.length; from += size) {
        await bob.receive(...places.slice(from, from + size).map((place) => all[place]!));
      }
      expect(bob.contents()).toEqual(whole.contents());
    }),
    { numRuns: 25 },
  );
});
