/**
 * Groups made at random, and records of every kind in them, right and wrong ones, each with what it
 * must come to. Which version of a record stays is worked out here a second time.
 */

import type { Bytes } from '../../src/core/bytes.ts';
import { GUID } from './forge.ts';
import { DAY, membershipOf, NOON, PERIOD, rootOf, SECOND, type Person } from './people.ts';
import {
  guid,
  membershipPayload,
  propertiesPayload,
  signFacts,
  TYPE,
  type Cast,
  type RecordFacts,
} from './records.ts';

/** Numbers that look random and come again with the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number below a limit. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** Once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  one<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  shuffled<T>(all: readonly T[]): T[] {
    const places = all.map((value) => ({ value, place: this.below(2 ** 30) }));
    return places.sort((a, b) => a.place - b.place).map(({ value }) => value);
  }
}

/** A credential that somebody was given. */
export interface Given {
  readonly owner: Person;
  readonly issuer: Given | undefined;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  /** DER, the root first. */
  readonly chain: readonly Bytes[];
}

/** A record, and whether anybody may keep it. */
export interface Made {
  readonly facts: RecordFacts;
  readonly bytes: Bytes;
  readonly isRight: boolean;
}

const ISSUES: Readonly<Record<string, readonly string[]>> = {
  [GUID.admin]: [GUID.admin, GUID.inviting, GUID.member],
  [GUID.inviting]: [GUID.inviting, GUID.member],
  [GUID.member]: [],
};

/** A group in the making. */
export class RandomGroup {
  readonly group: Person;
  readonly people: readonly Person[];
  readonly given: Given[] = [];
  readonly made: Made[] = [];
  readonly #dice: Dice;
  /** Those that their owners have published themselves. */
  readonly #published = new Set<Given>();
  #root: Bytes = new Uint8Array();
  #moment = 0;

  constructor(dice: Dice, group: Person, people: readonly Person[]) {
    this.#dice = dice;
    this.group = group;
    this.people = people;
  }

  /** Its members, each invited by one before him, and so many happenings in no order. */
  async fill(happenings: number): Promise<void> {
    this.#root = await rootOf(this.group);
    const [founder, ...others] = this.people as readonly [Person, ...Person[]];
    await this.#give(founder, undefined, GUID.admin);
    for (const person of others) await this.#invite(person);
    const can = [
      ...[this.#add, this.#add, this.#change, this.#change, this.#change],
      ...[this.#renew, this.#describe, this.#damage],
    ];
    await this.#add();
    await this.#describe();
    for (let count = 0; count < happenings; count++) await this.#dice.one(can)();
    for (const given of this.given) await this.#publish(given);
  }

  /**
   * The present credential of somebody: the newest that whoever could have given him the one before
   * it has given, and that gives no less or was used by him.
   *
   * @param published the last certificate of a chain that he has published besides
   */
  presentOf(person: Person, published?: Uint8Array): Given {
    const his = this.given.filter(({ owner }) => owner === person);
    const oldestFirst = his.toSorted((a, b) => a.start - b.start);
    return oldestFirst.reduce((present, next) => {
      const may = next.issuer === undefined ? ISSUES[GUID.admin]! : ISSUES[next.issuer.role]!;
      const givesNoLess = next.role === present.role && next.end >= present.end;
      const isUsed =
        this.#isUsed(next) ||
        (published !== undefined && Buffer.compare(next.chain.at(-1)!, published) === 0);
      return may.includes(present.role) && (givesNoLess || isUsed) ? next : present;
    });
  }

  /** What must be kept in each place, by what is said of versions. */
  winners(): ReadonlyMap<string, Made> {
    const winners = new Map<string, Made>();
    for (const made of this.made.filter(({ isRight }) => isRight)) {
      const slot = slotOf(made.facts);
      const best = winners.get(slot);
      if (best === undefined || isStronger(made, best)) winners.set(slot, made);
    }
    return winners;
  }

  #isUsed(given: Given): boolean {
    return this.#published.has(given) || this.given.some(({ issuer }) => issuer === given);
  }

  async #invite(person: Person): Promise<void> {
    const issuer = this.#dice.one(this.given.filter(({ role }) => ISSUES[role]!.length > 0));
    await this.#give(person, issuer, this.#dice.one(ISSUES[issuer.role]!));
  }

  /** Longer or shorter, with more or fewer rights, by anybody who may and does not stand below. */
  readonly #renew = async (): Promise<void> => {
    const person = this.#dice.one(this.people.slice(1));
    const issuers = this.given.filter(
      (given) => ISSUES[given.role]!.length > 0 && !isBelow(given, person),
    );
    const issuer = this.#dice.one(issuers);
    await this.#give(person, issuer, this.#dice.one(ISSUES[issuer.role]!));
  };

  async #give(owner: Person, issuer: Given | undefined, role: string): Promise<void> {
    const start = PERIOD.start + (this.#moment += 1) * SECOND;
    const latest = issuer?.end ?? PERIOD.end;
    const days = Math.floor((latest - NOON) / DAY) - 20;
    const end = this.#dice.once(3) ? latest : NOON + (20 + this.#dice.below(days)) * DAY;
    const link = [owner, [role], { start, end }] as const;
    const names = { group: this.group, issuer: issuer?.owner ?? this.group };
    const gmc = await membershipOf(names, link);
    const chain = [...(issuer?.chain ?? [this.#root]), gmc];
    this.given.push({ owner, issuer, role, start, end, chain });
  }

  /** By its owner, or by whoever issued it, or by both. */
  async #publish(given: Given): Promise<void> {
    const { issuer, chain, end } = given;
    const publishers: readonly (readonly Given[])[] =
      issuer === undefined ? [[given]] : [[given], [issuer], [given, issuer]];
    for (const publisher of this.#dice.one(publishers)) {
      if (publisher === given) this.#published.add(given);
      const payload = membershipPayload(chain);
      const facts = this.#factsOf(publisher, { type: TYPE.membership, expires: end, payload });
      await this.#sign(facts, publisher.owner, true);
    }
  }

  readonly #add = async (): Promise<void> => {
    const author = this.#dice.one(this.given);
    const expires = this.#endWithin(author);
    await this.#sign(this.#factsOf(author, { expires }), author.owner, true);
  };

  /** A next version of any version: several can follow the same one. */
  readonly #change = async (): Promise<void> => {
    const right = this.made.filter(({ isRight, facts }) => isRight && facts.type === TYPE.note);
    const { facts } = this.#dice.one(right);
    const toucher = this.#dice.one(this.given);
    const isOwn = toucher.owner.peerName === facts.creator;
    const end = this.#dice.once(2) ? facts.expires : this.#endWithin(toucher);
    const changed = {
      ...facts,
      version: facts.version + 1,
      modifier: toucher.owner.peerName,
      toucherCredential: toucher.chain.at(-1)!,
      modified: NOON + this.#dice.below(3) * SECOND,
      expires: Math.max(end, NOON + DAY),
      ...(this.#dice.once(4) ? { flags: 1, payload: Buffer.alloc(0) } : {}),
    };
    const mayChange = isOwn || toucher.role === GUID.admin;
    await this.#sign(changed, toucher.owner, mayChange && changed.expires <= toucher.end);
  };

  /** What the group says of itself; now and then somebody else says it. */
  readonly #describe = async (): Promise<void> => {
    const version = 1 + this.#dice.below(4);
    const [founder] = this.given as [Given];
    const cast = { group: this.group, alice: founder.owner } as Cast;
    const { peerName } = this.group;
    const payload = propertiesPayload(cast, { friendlyName: `Chess ${this.#dice.below(100)}` });
    const facts = this.#factsOf(founder, { type: TYPE.properties, version, payload });
    const isForged = this.#dice.once(5);
    const signed = {
      ...facts,
      ...{ creator: peerName, modifier: version > 1 ? peerName : '' },
      ...{ creatorCredential: this.#root, toucherCredential: this.#root, expires: PERIOD.end },
    };
    await this.#sign(signed, isForged ? founder.owner : this.group, !isForged);
  };

  readonly #damage = async (): Promise<void> => {
    const { facts, bytes } = this.#dice.one(this.made);
    const damaged = bytes.slice();
    const at = damaged.length - 1 - this.#dice.below(8);
    damaged[at] = damaged[at]! ^ (1 << this.#dice.below(8));
    this.made.push({ facts, bytes: damaged, isRight: false });
  };

  #factsOf(author: Given, facts: Partial<RecordFacts>): RecordFacts {
    const credential = author.chain.at(-1)!;
    return {
      ...{ type: TYPE.note, id: guid(), version: 1, flags: 0, protocol: 0x0100 },
      ...{ creator: author.owner.peerName, modifier: '', group: this.group.peerName },
      ...{ creatorCredential: credential, toucherCredential: credential },
      ...{ created: NOON, modified: NOON, expires: author.end, attributes: '' },
      payload: Buffer.from(`note ${this.#dice.below(1000)}`),
      ...facts,
    };
  }

  async #sign(facts: RecordFacts, signer: Person, isRight: boolean): Promise<void> {
    this.made.push({ facts, bytes: await signFacts(facts, signer), isRight });
  }

  #endWithin({ end }: Given): number {
    return NOON + (5 + this.#dice.below(Math.floor((end - NOON) / DAY) - 4)) * DAY;
  }
}

/** What is one record, whatever its version. */
export function slotOf({ type, creator, id }: RecordFacts): string {
  return type === TYPE.properties ? type : `${type}\0${creator}\0${id}`;
}

function isBelow(given: Given, person: Person): boolean {
  return given.owner === person || (given.issuer !== undefined && isBelow(given.issuer, person));
}

function isStronger(a: Made, b: Made): boolean {
  const [one, other] = [a.facts, b.facts];
  if (one.expires !== other.expires) return one.expires > other.expires;
  if (one.version !== other.version) return one.version > other.version;
  if (one.modified !== other.modified) return one.modified > other.modified;
  return Buffer.compare(signatureOf(a), signatureOf(b)) > 0;
}

/** Its signature stands behind the names and the two hashes. */
function signatureOf({ facts, bytes }: Made): Uint8Array {
  const lengthOf = (name: string) => (name === '' ? 4 : 4 + (name.length + 1) * 2);
  const from = 40 + lengthOf(facts.creator) + lengthOf(facts.modifier) + 4 + 32;
  return bytes.subarray(from, from + 256);
}
