/** The hearing of many records, membership records in rounds: see {@link ./receive.ts}. */

import type { Gmc } from '../certificate/certificate.ts';
import type { Chain } from '../certificate/chain.ts';
import { fail, isPeerError, type PeerError } from '../errors.ts';
import {
  chainIn,
  isApplicationType,
  judgeApplication,
  judgeMembership,
  judgeProperties,
  type Court,
} from './judge.ts';
import { RECORD_TYPE, type SignedRecord } from './record.ts';
import type { SecurityProperties } from './security-properties.ts';

/** A record that was read, at its place. */
export interface Placed {
  readonly at: number;
  readonly record: SignedRecord;
}

/** A record that is right in itself, with what was read in it. */
export interface Right extends Placed {
  readonly chain?: Chain;
  readonly properties?: SecurityProperties;
}

/** A record that was refused. */
export interface RefusedRecord {
  /** Its place among those that were received, from 0. */
  readonly at: number;
  /** Absent where it could not be read. */
  readonly record?: SignedRecord;
  readonly error: PeerError;
}

/** How many records are judged side by side: engines verify in threads of their own. */
const BATCH = 64;

/** One hearing of many records: each ends among the right, the refused or the set aside. */
export class Inquiry {
  readonly right: Right[] = [];
  readonly aside: Placed[] = [];
  readonly refused: RefusedRecord[] = [];
  readonly #court: Court;
  /** Those that wait, by the name of the credential that they lack. */
  readonly #waiting = new Map<string, Claim[]>();

  constructor(court: Court) {
    this.#court = court;
  }

  /** A chain that is found right may be what others were waiting for: those are heard again, and no others. */
  async hearMemberships(placed: readonly Placed[]): Promise<void> {
    const { known } = this.#court;
    let next = await this.#claimsIn(placed);
    await known.look(next.filter((claim) => isForeign(claim)).map(({ record }) => record));
    while (next.length > 0) {
      const released: Claim[] = [];
      await inBatches(next, async (claim) => {
        if (await this.#isRight(claim)) released.push(...this.#releasedBy(claim));
      });
      next = released;
    }
    for (const claims of this.#waiting.values()) {
      this.aside.push(...claims.map(({ at, record }) => ({ at, record })));
    }
  }

  async hearOthers(placed: readonly Placed[]): Promise<void> {
    const { known } = this.#court;
    await known.look(placed.map(({ record }) => record));
    await inBatches(placed, async ({ at, record }) => {
      await this.#refusing({ at, record }, () => this.#hear({ at, record }));
    });
  }

  async #claimsIn(placed: readonly Placed[]): Promise<readonly Claim[]> {
    const claims: Claim[] = [];
    await inBatches(placed, async ({ at, record }) => {
      await this.#refusing({ at, record }, async () => {
        const chain = await chainIn(record, this.#court);
        claims.push({ at, record, chain, own: await this.#court.known.named(chain) });
      });
    });
    return claims;
  }

  /** Hears one, which waits, is refused or is right. */
  async #isRight(claim: Claim): Promise<boolean> {
    const { at, record, chain, own } = claim;
    let isRight = false;
    await this.#refusing(claim, async () => {
      const touchers = this.#court.known.touchersOf(record, own);
      if (touchers === undefined) {
        this.#wait(claim);
        return;
      }
      await judgeMembership(record, { chain, touchers }, this.#court);
      this.#court.known.add(own);
      this.right.push({ at, record, chain });
      isRight = true;
    });
    return isRight;
  }

  #wait(claim: Claim): void {
    const missing = this.#court.known.missingOf(claim.record, claim.own);
    const others = this.#waiting.get(missing);
    if (others === undefined) this.#waiting.set(missing, [claim]);
    else others.push(claim);
  }

  /** Those that waited for a credential that is known by now. */
  #releasedBy({ own }: Claim): readonly Claim[] {
    return [...own.keys()].flatMap((id) => {
      const released = this.#waiting.get(id) ?? [];
      this.#waiting.delete(id);
      return released;
    });
  }

  async #hear({ at, record }: Placed): Promise<void> {
    if (record.type === RECORD_TYPE.properties) {
      const properties = await judgeProperties(record, this.#court);
      this.right.push({ at, record, properties });
      return;
    }
    if (!isApplicationType(record.type)) fail('record.type', record.type);
    const touchers = this.#court.known.touchersOf(record);
    if (touchers === undefined) {
      this.aside.push({ at, record });
      return;
    }
    await judgeApplication(record, touchers, this.#court);
    this.right.push({ at, record });
  }

  async #refusing({ at, record }: Placed, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isOfRecord(error)) throw error;
      this.refused.push({ at, record, error });
    }
  }
}

/** A membership record whose chain is sound. */
interface Claim extends Placed {
  readonly chain: Chain;
  readonly own: ReadonlyMap<string, Gmc>;
}

/** Whether a record bears a credential that its own chain does not hold. */
function isForeign({ record, own }: Claim): boolean {
  return !own.has(record.creatorCredential) || !own.has(record.toucherCredential);
}

/** Refusals of the record itself; an engine without cryptography is no fault of it. */
function isOfRecord(error: unknown): error is PeerError {
  return isPeerError(error) && !error.reason.startsWith('crypto.');
}

async function inBatches<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += BATCH) {
    await Promise.all(all.slice(from, from + BATCH).map(work));
  }
}
