import { beforeEach, describe, expect, test, vi } from 'vitest';
import { extensionsOf, fieldsOf } from '../../src/app/certificate-text.ts';
import { Inspect, inspectText } from '../../src/app/inspect.svelte.ts';
import { certificatesOf } from '../../src/app/inspected-text.ts';
import { ReceivedDocument } from '../../src/app/received-document.svelte.ts';
import { anatomyOf } from '../../src/core/certificate/anatomy.ts';
import { fail } from '../../src/core/errors.ts';
import { formatPem } from '../../src/core/certificate/pem.ts';
import type { Group } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import { groupOf, somebody, type Somebody } from '../support/browsers.ts';
import { GUID } from '../support/forge.ts';
import { NOON } from '../support/people.ts';
import { openWindow } from '../support/session.ts';
import { foreign } from '../support/unsigned.ts';

let alice: Somebody;
let bob: Somebody;
let chess: Group;

beforeEach(async () => {
  vi.stubGlobal('navigator', {});
  [alice, bob] = await Promise.all([somebody('Alice'), somebody('Bob')]);
  chess = await groupOf(alice, 'Chess');
});

async function openInspect(who: Somebody): Promise<Inspect> {
  const page = new Inspect(await openWindow(who, '#/inspect'));
  await page.restore.run();
  return page;
}

describe('the screen that looks into things', () => {
  test('shows what was handed over, and keeps no text in its box', async () => {
    const session = await openWindow(bob);
    inspectText(session, await alice.card());
    expect(session.router.route).toEqual({ name: 'inspect' });
    const page = new Inspect(session);
    await page.restore.run();
    expect(page.inspection?.owner?.friendlyName).toBe('Alice');
    expect(page.box.pasted).toBe('');
  });

  test('shows it again after a reload, and no more once it was left', async () => {
    const page = await openInspect(bob);
    await page.look.run(`Hello!\n${(await alice.invite(bob, chess)).compact.text}`);
    page.keep();
    page.leave();
    bob.close();
    const again = await openInspect(bob);
    expect(again.inspection?.kind).toBe('invitation');
    expect(await bob.peer.listGroups()).toEqual([]);
    again.left();
    await vi.waitFor(async () => expect((await openInspect(bob)).inspection).toBeUndefined());
  });

  test('does not keep a file that may be secret', async () => {
    const page = await openInspect(bob);
    const secret = '<PEERIDENTITYEXPORT VERSION="1.0"></PEERIDENTITYEXPORT>';
    await page.look.run(secret);
    expect(page.inspection?.verdict.kind).toBe('later');
    page.keep();
    page.leave();
    expect(JSON.stringify(bob.kept('steps'))).not.toContain('PEERIDENTITYEXPORT');
  });

  test('loses nothing that is given in while it looks', async () => {
    const session = await openWindow(bob, '#/inspect');
    const page = new Inspect(session);
    await page.restore.run();
    page.read(await alice.card());
    page.read('something else');
    expect(session.inbox.take()?.given).toBe('something else');
    await vi.waitFor(() => expect(page.inspection?.owner?.friendlyName).toBe('Alice'));
  });

  test('reads a file in DER', async () => {
    const page = await openInspect(bob);
    await page.look.run([new File([alice.me.card.der], 'alice.cer')]);
    expect(page.inspection).toMatchObject({ kind: 'certificate', verdict: { kind: 'sound' } });
  });

  test('says that there is nothing of ours in it, and is ready for the next', async () => {
    const page = await openInspect(bob);
    await page.look.run('Hello!');
    expect(page.look.error?.reason).toBe('document.none');
    expect(page.box.pasted).toBe('Hello!');
    page.clear();
    expect(page.look.error).toBeUndefined();
    await page.look.run(formatPem(...chess.chain));
    expect(page.inspection?.certificates).toHaveLength(2);
    page.clear();
    expect(page.inspection).toBeUndefined();
  });

  test('leaves nothing in its box of what stood there before a file that cannot be read', async () => {
    const page = await openInspect(bob);
    await page.look.run('Hello!');
    await page.look.run([new File(['%PDF-1.7'], 'card.pdf')]);
    expect(page.look.error?.reason).toBe('document.pdf');
    expect(page.box.pasted).toBe('');
  });

  test('forgets what was refused on the way here, with the next', async () => {
    const session = await openWindow(bob, '#/inspect');
    session.inbox.put({ given: async () => fail('document.unreadable', 'gone'), isUnasked: false });
    const page = new Inspect(session);
    await page.restore.run();
    expect(page.restore.error?.reason).toBe('document.unreadable');
    page.read(await alice.card());
    expect(page.restore.error).toBeUndefined();
  });

  test('takes over certificates that were opened elsewhere', async () => {
    const session = await openWindow(bob, '#/open');
    const received = new ReceivedDocument(session);
    await received.restore.run();
    await received.received.read.run(formatPem(alice.me.card));
    expect(session.router.route).toEqual({ name: 'inspect' });
    const page = new Inspect(session);
    await page.restore.run();
    expect(page.inspection?.owner?.friendlyName).toBe('Alice');
  });

  test('does not call back whoever has left while certificates were read', async () => {
    const session = await openWindow(bob, '#/open');
    const { received } = new ReceivedDocument(session);
    const reading = received.read.run(formatPem(alice.me.card));
    session.router.go({ name: 'settings' });
    await reading;
    expect(session.router.route).toEqual({ name: 'settings' });
    expect(session.inbox.take()).toBeUndefined();
  });
});

describe('a certificate of other software', () => {
  test.each([
    ['by the common name, wherever it stands', { common: 'Hans Muster' }, 'Hans Muster'],
    ['by the last part of the name where it has none', {}, 'Example AG'],
  ])('is called %s', async (_, { common }: { common?: string }, name) => {
    const page = await openInspect(bob);
    await page.look.run(formatPem({ der: foreign({ common, organisation: 'Example AG' }) }));
    expect(page.inspection?.verdict.kind).toBe('foreign');
    expect(certificatesOf(page.inspection!, english, NOON)).toMatchObject([{ name }]);
  });
});

describe('a certificate in words', () => {
  const wordsIn = (
    rows: readonly { readonly label: string; readonly words: readonly string[] }[],
  ) => Object.fromEntries(rows.map(({ label, words }) => [label, words.join(' ')]));

  test('says every field', () => {
    const [, member] = chess.chain;
    const words = wordsIn(fieldsOf(anatomyOf(member.der)!, english, NOON));
    expect(words).toMatchObject({
      Kind: 'Group membership certificate',
      Name: 'Alice',
      'Peer name': alice.me.peerName,
      'Signed by': 'Chess',
      'Signer’s peer name': chess.peerName,
      Group: chess.peerName,
      Roles: 'Administrator',
      Classifiers: 'None',
      Version: '3 (X.509)',
      Key: 'RSA, 2048 bits',
      'Exponent of the key': '65537',
      Signature: 'RSA with SHA-256 (1.2.840.113549.1.1.11)',
    });
    expect(words['Serial number']).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect(words['Valid from']).toMatch(/^22 November 2026 at \d\d:\d\d:\d\d \S+/);
    expect(words['Valid until']).toContain('no practical end');
  });

  test('says every extension, with its number and whether it is critical', () => {
    const [, member] = chess.chain;
    const extensions = extensionsOf(anatomyOf(member.der)!, english);
    expect(extensions).toContainEqual({
      label: 'Roles',
      oid: '1.3.6.1.4.1.311.44.3.3',
      isCritical: true,
      words: [`Administrator (${GUID.admin})`],
    });
    expect(wordsIn(extensions)).toMatchObject({
      'Whether it may sign certificates': 'May sign certificates',
      'What the key is for': 'Signing Signing certificates',
      'Purposes of the key':
        'Being a peer (1.3.6.1.4.1.311.44.3.4) Being a server (1.3.6.1.5.5.7.3.1)',
      'Version of the kind': '01:00:02:00',
      'Group flags': '00:00:00:00',
    });
    expect(extensions.filter(({ label }) => label === 'Unknown extension')).toEqual([]);
  });
});
