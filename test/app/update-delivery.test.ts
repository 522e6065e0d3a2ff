import { expect, test } from 'vitest';
import { updateDelivery } from '../../src/app/delivery.ts';
import type { GroupUpdate, Person } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';

const group = { friendlyName: 'Chess/Club' } as Person;
const sources = { text: english.handover.messages, appAddress: 'https://groups.example/app/' };

/** An update that takes so many bytes in its compact form; without one, it is too long for that. */
function updateOf(bytes?: number): GroupUpdate {
  const compact =
    bytes === undefined ? undefined : { bytes: new Uint8Array(bytes), text: 'peer:AXUD.' };
  return { group, text: '<PEERGROUPUPDATE/>', records: 3, compact };
}

test('an update goes out with a message that works by itself, a link and a file', () => {
  const delivery = updateDelivery(updateOf(300), 'update', sources);
  const [sentence, , document] = delivery.message.split('\n');
  expect(sentence).toContain('update of Chess/Club');
  expect(sentence).toContain('https://groups.example/app/');
  expect(document).toBe('peer:AXUD.');
  expect(delivery.link).toMatch(/^https:\/\/groups\.example\/app\/#\/open\/AAAA/);
  expect(delivery.fileName).toBe('Chess-Club.update.xml');
  expect(delivery.isFileOnly).toBeUndefined();
});

test('one that holds my own membership alone says that I have joined', () => {
  expect(updateDelivery(updateOf(300), 'joined', sources).message).toMatch(/^I have joined/);
});

test('a link that chat programs would cut is none', () => {
  expect(updateDelivery(updateOf(4096), 'update', sources).link).toBeDefined();
  expect(updateDelivery(updateOf(4097), 'update', sources).link).toBeUndefined();
});

test('one without a compact form goes out as a file, of which the message speaks', () => {
  const delivery = updateDelivery(updateOf(), 'update', sources);
  expect(delivery).toMatchObject({ isFileOnly: true, link: undefined });
  expect(delivery.message).toContain('This file is an update of Chess/Club');
  expect(delivery.message).not.toContain('peer:');
});
