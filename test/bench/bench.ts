/**
 * What the core costs beside the RSA that it cannot do without, what large groups cost, and what
 * scanning costs, measured in one run in a browser.
 *
 * Each figure is the median of several rounds in which the work and its yardstick take turns, so
 * that a machine that slows down slows both.
 */

import { encodePkcs7, subjectOf } from '../../src/core/certificate/issue.ts';
import { memberOf, verifySoundChain, type Chain } from '../../src/core/certificate/chain.ts';
import { issueCredential } from '../../src/core/credential.ts';
import { encodeCompact } from '../../src/core/document/compact.ts';
import { formatInvitation } from '../../src/core/document/invitation.ts';
import { createGroup } from '../../src/core/group.ts';
import { createIdentity, type KeyedIdentity } from '../../src/core/identity.ts';
import { isSignedBy, sign } from '../../src/core/webcrypto.ts';
import { Peer } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { firstOfMany, updateOfMany } from './members.ts';
import { decoding, scanning } from './scanning.ts';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  /** Printed with its unit, and with so many digits behind the point. */
  readonly value: number;
  readonly unit: '/s' | 'ms' | 'bytes' | 'times';
  readonly digits: number;
  /** The most that it may be. */
  readonly limit?: number;
  readonly beside: string;
}

const ROUNDS = 9;
const SIGNATURES = 60;
const VERIFICATIONS = 20;
const now = Date.now();

declare global {
  /** Runs the benchmark; called by `scripts/bench.js`. */
  var runBenchmark: () => Promise<readonly Figure[]>;
}

globalThis.runBenchmark = async () => {
  const [alice, bob] = [await person('Alice'), await person('Bob')];
  const founded = await createGroup(alice.idc, { friendlyName: 'Harbour Radio Club' }, now);
  const short = await invite(founded.chain, alice, bob);
  const long = await longestChain(founded.chain, alice);
  return [
    await issuing(founded.chain, alice, bob),
    await verifying(short),
    await verifying(long),
    await previewing(short),
    await cardSize(bob),
    await invitationSize(short),
    await firstOfMany(),
    await updateOfMany(),
    await decoding(),
    await scanning(),
  ];
};

async function issuing(chain: Chain, alice: KeyedIdentity, bob: KeyedIdentity): Promise<Figure> {
  const { tbs } = memberOf(chain);
  const { work, yardstick } = await medians(
    () => repeat(SIGNATURES, () => invite(chain, alice, bob)),
    () => repeat(SIGNATURES, () => sign(alice.privateKey, tbs)),
  );
  return {
    what: 'invitations issued, read back and verified',
    value: perSecond(SIGNATURES, work),
    unit: '/s',
    digits: 0,
    beside: `${ratio(yardstick, work)} of ${perSecond(SIGNATURES, yardstick).toFixed(0)} raw RSA-2048 signatures/s`,
  };
}

async function verifying(chain: Chain): Promise<Figure> {
  const ders = chain.map(({ der }) => der);
  const { spki, signature, tbs } = chain[0];
  const { work, yardstick } = await medians(
    () => repeat(VERIFICATIONS, () => verifySoundChain(ders)),
    () => repeat(VERIFICATIONS * chain.length, () => isSignedBy(spki, signature, tbs)),
  );
  return {
    what: `chains of ${chain.length} certificates verified`,
    value: perSecond(VERIFICATIONS, work),
    unit: '/s',
    digits: 0,
    beside: `${ratio(work, yardstick)} times as long as ${chain.length} raw verifications`,
  };
}

async function previewing(chain: Chain): Promise<Figure> {
  const peer = new Peer({ store: createMemoryStore(), now: () => now });
  const text = formatInvitation(await encodePkcs7(chain));
  const { spki, signature, tbs } = chain[0];
  const { work, yardstick } = await medians(
    () => repeat(VERIFICATIONS, () => peer.previewInvitation(text)),
    () => repeat(VERIFICATIONS * chain.length, () => isSignedBy(spki, signature, tbs)),
  );
  return {
    what: 'invitation of 3 certificates parsed and previewed',
    value: work / VERIFICATIONS,
    unit: 'ms',
    digits: 2,
    beside: `${(yardstick / VERIFICATIONS).toFixed(2)} ms for 3 raw verifications`,
  };
}

async function cardSize({ idc }: KeyedIdentity): Promise<Figure> {
  const { length } = await encodeCompact('i', idc.der);
  const what = 'compact identity card';
  const beside = `${idc.der.length} bytes of DER`;
  return { what, value: length, unit: 'bytes', digits: 0, limit: 760, beside };
}

async function invitationSize(chain: Chain): Promise<Figure> {
  const body = await encodePkcs7(chain);
  const { length } = await encodeCompact('g', body);
  const what = `compact invitation of ${chain.length} certificates`;
  const beside = `${body.length} bytes of DER`;
  return { what, value: length, unit: 'bytes', digits: 0, limit: 2300, beside };
}

/** Median milliseconds of some work and of its yardstick, taken in turn after one round of warming up. */
async function medians(work: () => Promise<number>, yardstick: () => Promise<number>) {
  const times = { work: [] as number[], yardstick: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const [took, measure] = [await work(), await yardstick()];
    if (round === 0) continue;
    times.work.push(took);
    times.yardstick.push(measure);
  }
  return { work: median(times.work), yardstick: median(times.yardstick) };
}

/** Milliseconds that it takes to do something several times, one after the other. */
async function repeat(times: number, act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < times; count++) await act();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function perSecond(count: number, milliseconds: number): number {
  return (count * 1000) / milliseconds;
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2);
}

function person(friendlyName: string): Promise<KeyedIdentity> {
  return createIdentity({ friendlyName }, now);
}

function invite(chain: Chain, inviter: KeyedIdentity, invitee: KeyedIdentity): Promise<Chain> {
  const { privateKey } = inviter;
  const roles = ['inviting member'] as const;
  const subject = subjectOf(invitee.idc);
  return issueCredential({ inviter: { chain, privateKey }, subject }, { roles }, now);
}

/** As long as a chain may be: everybody invites the next one. */
async function longestChain(founded: Chain, founder: KeyedIdentity): Promise<Chain> {
  let chain = founded;
  let inviter = founder;
  while (chain.length < 25) {
    const invitee = await person(`Member ${chain.length}`);
    chain = await invite(chain, inviter, invitee);
    inviter = invitee;
  }
  return chain;
}
