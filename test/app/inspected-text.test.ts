import { beforeEach, describe, expect, test } from 'vitest';
import {
  certificatesOf,
  faultOf,
  keySaysOf,
  titleOf,
  wayOf,
} from '../../src/app/inspected-text.ts';
import { formatPem } from '../../src/core/certificate/pem.ts';
import type { Group, Inspection } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { readVectorText } from '../support/manifest.ts';
import { DAY } from '../support/people.ts';
import { foreign, unsigned } from '../support/unsigned.ts';

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  chess = await groupOf(alice, 'Chess');
});

/** What a screen says of it, in Bob's browser. */
function saidOf(inspection: Inspection) {
  const certificates = certificatesOf(inspection, english, bob.now);
  return {
    title: plain(titleOf(inspection, english)),
    way: wayOf(inspection).map(({ friendlyName }) => friendlyName),
    certificates: certificates.map(
      ({ name, state, isBad }) => `${name}: ${state}${isBad ? '!' : ''}`,
    ),
  };
}

const said = async (text: string) => saidOf(await bob.peer.inspect(text));

const MEMBER = 'Group membership certificate';

describe('what was looked into is said', () => {
  test('of a card that is sound', async () => {
    const inspection = await bob.peer.inspect(await alice.card());
    expect(saidOf(inspection)).toEqual({
      title: 'Identity card of Alice',
      way: [],
      certificates: ['Alice: Identity certificate'],
    });
    expect(keySaysOf(inspection, english)).toBe(english.inspect.keySaysCard);
  });

  test('of an invitation that is sound', async () => {
    const inspection = await bob.peer.inspect((await alice.invite(bob, chess)).text);
    expect(saidOf(inspection)).toEqual({
      title: 'Invitation to Chess for Bob',
      way: ['Chess', 'Alice', 'Bob'],
      certificates: ['Chess: Group root certificate', `Alice: ${MEMBER}`, `Bob: ${MEMBER}`],
    });
    expect(keySaysOf(inspection, english)).toBe(english.inspect.keySaysGroup);
  });

  test('of an invitation that has ended', async () => {
    const { text } = await alice.invite(bob, chess, { until: alice.now + DAY });
    bob.now = alice.now + 2 * DAY;
    const inspection = await bob.peer.inspect(text);
    expect(inspection.verdict.kind).toBe('out-of-time');
    expect(faultOf(inspection)).toBeUndefined();
    const { way, certificates } = saidOf(inspection);
    expect(way).toEqual(['Chess', 'Alice', 'Bob']);
    expect(certificates).toEqual([
      'Chess: Group root certificate',
      `Alice: ${MEMBER}`,
      `Bob: ${MEMBER} · not valid now`,
    ]);
  });

  test('of one certificate of a chain', async () => {
    expect(await said(formatPem(chess.chain[1]))).toEqual({
      title: 'Certificate of Alice',
      way: [],
      certificates: [`Alice: ${MEMBER}`],
    });
  });

  test('of a forged invitation, without the names that nobody vouches for, and with the place', async () => {
    const forged = readVectorText('invitations/refused/signature-leaf.xml');
    const inspection = await bob.peer.inspect(forged);
    expect(faultOf(inspection)).toBe(2);
    const { title, way, certificates } = saidOf(inspection);
    expect(title).toBe('Invitation');
    expect(way).toEqual([]);
    expect(certificates.filter((one) => one.endsWith('!'))).toEqual([certificates[2]]);
    expect(certificates[2]).toContain(english.inspect.fails);
  });

  test('of a certificate that breaks a rule, with the rule and the name that it claims', async () => {
    const der = unsigned('idc', { start: bob.now, end: bob.now - DAY });
    const inspection = await bob.peer.inspect(formatPem({ der }));
    expect(inspection.verdict.kind).toBe('refused');
    const [one] = certificatesOf(inspection, english, bob.now);
    expect(one).toMatchObject({
      name: 'Alice',
      state: 'Refused',
      isBad: true,
      refusal: { says: english.errors['certificate.time'] },
    });
    expect(one?.refusal?.detail).toMatch(/^certificate\.time: /);
  });

  test('of certificates of other software, which are not bad', async () => {
    const der = foreign({ common: 'Hans Muster', organisation: 'Example AG' });
    expect(await said(formatPem({ der }))).toEqual({
      title: 'Certificate',
      way: [],
      certificates: ['Hans Muster: Not one of ours'],
    });
    expect((await said(formatPem({ der }, { der }))).title).toBe('Certificates');
  });

  test('of a kind that a coming version will read', async () => {
    expect(await said('<PEERGROUPUPDATE VERSION="1.0"></PEERGROUPUPDATE>')).toEqual({
      title: 'Group update',
      way: [],
      certificates: [],
    });
  });
});
