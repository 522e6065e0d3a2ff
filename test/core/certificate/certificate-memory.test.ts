/** What is remembered of certificates: never a refusal, and never for other bytes or another key. */

import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Bytes } from '../../../src/core/bytes.ts';
import { CertificateMemory } from '../../../src/core/certificate/certificate-memory.ts';
import { verifySoundChain } from '../../../src/core/certificate/chain.ts';
import { GUID } from '../../support/forge.ts';
import { chainOf, membershipOf, people, type Person } from '../../support/people.ts';
import { reasonOf } from '../../support/refusals.ts';

let group: Person;
let alice: Person;
let bob: Person;
let ida: Person;
let chain: Bytes[];

beforeAll(async () => {
  [group, alice, bob, ida] = await people('Chess', 'Alice', 'Bob', 'Ida');
  chain = await chainOf(group, [alice, [GUID.admin]], [bob, [GUID.member]]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('what two chains share is decoded and verified once', async () => {
  const toIda = await membershipOf({ group, issuer: alice }, [ida, [GUID.member]]);
  const memory = new CertificateMemory();
  const verify = vi.spyOn(crypto.subtle, 'verify');
  const imported = vi.spyOn(crypto.subtle, 'importKey');
  const toBob = await verifySoundChain(chain, memory);
  const other = await verifySoundChain([...chain.slice(0, 2), toIda], memory);
  expect(other[1]).toBe(toBob[1]);
  expect([verify.mock.calls.length, imported.mock.calls.length]).toEqual([4, 2]);
});

test('the same bytes elsewhere are the same certificate', async () => {
  const memory = new CertificateMemory();
  const [der = new Uint8Array()] = chain;
  expect(await memory.decode(new Uint8Array(der))).toBe(await memory.decode(der));
});

test('one bit beside what is remembered is judged anew', async () => {
  const memory = new CertificateMemory();
  await verifySoundChain(chain, memory);
  const touched = chain.map((der) => new Uint8Array(der));
  const leaf = touched.at(-1)!;
  leaf[leaf.length - 1]! ^= 1;
  expect(await reasonOf(() => verifySoundChain(touched, memory))).toBe('chain.signature');
  expect(await reasonOf(() => verifySoundChain(touched, memory))).toBe('chain.signature');
});

test('a signature that is right is right for its key alone', async () => {
  const memory = new CertificateMemory();
  const [root, issuer, leaf] = await verifySoundChain(chain, memory);
  expect(await memory.isSignedBy(issuer, leaf!)).toBe(true);
  expect(await memory.isSignedBy(root, leaf!)).toBe(false);
});

test('a refusal is not remembered as anything', async () => {
  const memory = new CertificateMemory();
  const broken = chain[0]!.slice(0, -1);
  const reasons = [
    await reasonOf(() => memory.decode(broken)),
    await reasonOf(() => memory.decode(broken)),
  ];
  expect(reasons).toEqual(['der.short', 'der.short']);
});
