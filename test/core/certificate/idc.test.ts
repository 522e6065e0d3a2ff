import { beforeAll, describe, expect, test } from 'vitest';
import { verifyIdc, verifySoundIdc } from '../../../src/core/certificate/idc.ts';
import { integer } from '../../support/der.ts';
import {
  cardOf,
  membershipOf,
  NOON,
  people,
  PERIOD,
  rootOf,
  SECOND,
  type Person,
} from '../../support/people.ts';
import { GUID } from '../../support/forge.ts';
import { throwing } from '../../support/throwing.ts';

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await people('Alice', 'Bob');
});

test('a card says what its key calls itself', async () => {
  const card = await verifyIdc(await cardOf(alice), NOON);
  expect(card).toMatchObject({
    type: 'idc',
    subject: { friendlyName: 'Alice', peerName: alice.peerName },
    issuer: { friendlyName: 'Alice', peerName: alice.peerName },
    validity: PERIOD,
  });
  expect(card.spki).toEqual(alice.spki);
});

describe('The type is 3', () => {
  test('a group root certificate is no card', async () => {
    await expect(verifyIdc(await rootOf(alice), NOON)).rejects.toThrow(
      throwing('E_INVALIDARG', 'idc.type'),
    );
  });

  test('a membership is no card', async () => {
    const gmc = await membershipOf({ group: alice, issuer: alice }, [alice, [GUID.member]]);
    await expect(verifyIdc(gmc, NOON)).rejects.toThrow(throwing('E_INVALIDARG', 'idc.type'));
  });
});

test('the names are the same on both sides', async () => {
  const { friendlyName, peerName } = alice;
  for (const issuer of [
    { friendlyName: 'Eve', peerName },
    { friendlyName, peerName: bob.peerName },
  ]) {
    await expect(verifyIdc(await cardOf(alice, { issuer }), NOON)).rejects.toThrow(
      throwing('E_INVALIDARG', 'idc.names'),
    );
  }
});

describe('A card is signed by its own key', () => {
  test('Bob signing in the name of Alice is refused', async () => {
    const card = await cardOf(alice, { signer: bob });
    await expect(verifyIdc(card, NOON)).rejects.toThrow(throwing('E_INVALIDARG', 'idc.signature'));
  });

  test('a signature with one bit changed is refused', async () => {
    const card = await cardOf(alice);
    card[card.length - 1]! ^= 1;
    await expect(verifyIdc(card, NOON)).rejects.toThrow(throwing('E_INVALIDARG', 'idc.signature'));
  });
});

describe('A card holds from its first to its last moment', () => {
  test.each([
    ['a second before it begins', PERIOD.start - SECOND, false],
    ['a millisecond before it begins', PERIOD.start - 1, false],
    ['as it begins', PERIOD.start, true],
    ['as it ends', PERIOD.end, true],
    ['a millisecond after its end', PERIOD.end + 1, false],
  ])('%s', async (_case, now, isValid) => {
    const card = verifyIdc(await cardOf(alice), now);
    if (isValid) await expect(card).resolves.toMatchObject({ type: 'idc' });
    else await expect(card).rejects.toThrow(throwing('PEER_E_INVALID_TIME_PERIOD', 'idc.time'));
  });

  test('out of its time a card of mine is sound and can be shown', async () => {
    const ended = await cardOf(alice, { end: NOON - SECOND });
    await expect(verifySoundIdc(ended)).resolves.toMatchObject({ type: 'idc' });
  });

  test('the moment is judged last', async () => {
    const card = await cardOf(alice, { end: NOON - SECOND, signer: bob });
    await expect(verifyIdc(card, NOON)).rejects.toThrow(throwing('E_INVALIDARG', 'idc.signature'));
  });
});

test('what is wrong with the certificate by itself is said under the code of a card', async () => {
  const short = await cardOf(alice, { edit: () => ({ serialNumber: integer('5a') }) });
  await expect(verifyIdc(short, NOON)).rejects.toThrow(
    throwing('E_INVALIDARG', 'certificate.serial'),
  );
  const subject = { ...alice, peerName: '0.alice' };
  await expect(verifyIdc(await cardOf(alice, { subject }), NOON)).rejects.toThrow(
    throwing('E_INVALIDARG', 'peer-name.authority'),
  );
  await expect(verifyIdc(new Uint8Array(9000), NOON)).rejects.toThrow(
    throwing('E_INVALIDARG', 'size.certificate'),
  );
});
