import { closeSync, ftruncateSync, openSync } from 'node:fs';
import type { Reason } from '../../src/core/reasons.ts';
import { english as text } from '../../src/text/en.ts';
import { plain } from '../../src/text/phrase.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { copyFrom } from './support/handing.ts';
import { keptCounts } from './support/kept.ts';
import { meetFounder, meetMember } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOW = Date.parse(manifest.now);
const LATER = Date.UTC(2028, 0, 15, 12);

/** What was given in, what the screen says to it, and the test vector that it comes from. */
const UNREADABLE: readonly (readonly [what: string, given: string, reason: Reason])[] = [
  ['plain words', 'Hello Alice, see you on Thursday!', 'document.none'],
  ['other XML', '<?xml version="1.0"?><rss version="2.0"><channel/></rss>', 'document.none'],
  ['an invitation cut before its end', vector('valid/from-admin').slice(0, -40), 'document.cut'],
];

const UPDATE = readVectorText('updates/full.xml');

/** The same where a group update is opened: this one is of a group of others. */
const NOTHING_RECEIVED: typeof UNREADABLE = [
  ...UNREADABLE,
  ['an update of another group', UPDATE, 'update.group'],
];

/** The same where only a card will do; elsewhere certificates are looked into. */
const NO_CARD: typeof UNREADABLE = [
  ...UNREADABLE,
  ['a group update', UPDATE, 'document.update-instead'],
  ['a bare certificate', pem(), 'document.certificate-instead'],
];

/** Invitations that read well and are not sound. */
const UNSOUND: readonly (readonly [file: string, why: string, reason: Reason])[] = [
  ['refused/signature-leaf', 'with one bit changed', 'chain.signature'],
  ['refused/base64-bad', 'damaged on its way', 'xml.base64'],
  ['refused/p7-truncated', 'that lost its last bytes', 'der.short'],
  ['refused/member-issues', 'by somebody who may not invite', 'chain.role'],
  ['refused/too-long', 'beyond the longest chain', 'chain.length'],
];

for (const [what, given, reason] of NOTHING_RECEIVED) {
  test(`${what} is refused where something received is opened`, async ({ people }) => {
    const bob = await people.meet('Bob Tanaka', { at: NOW });
    await bob.createIdentity();
    await bob.open(given);
    await expectRefusal(bob, reason);
    await expectNothingKept(bob);
  });
}

for (const [what, given, reason] of NO_CARD) {
  test(`${what} is refused where an identity card is wanted`, async ({ people }) => {
    const alice = await meetFounder(people, GROUP, { at: NOW });
    await alice.startInviting(GROUP);
    await alice.giveIn(given);
    await expectRefusal(alice, reason);
    expect(await keptCounts(alice.page)).toMatchObject({ memberships: 1, invitations: 0 });
  });
}

for (const [file, why, reason] of UNSOUND) {
  test(`an invitation ${why} is refused, with a message to send back`, async ({ people }) => {
    const bob = await people.meet('Bob Tanaka', { at: NOW });
    await bob.createIdentity();
    await bob.open(vector(file));
    await expectRefusal(bob, reason);
    await expect(bob.page.getByRole('heading', { name: text.open.reply })).toBeVisible();
    await expectNothingKept(bob);
  });
}

test('nothing at all is refused', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await bob.visit('#/open');
  await bob.button(text.parts.read).click();
  await expectRefusal(bob, 'document.empty');
  await bob.box.fill(' \n ');
  await bob.button(text.parts.read).click();
  await expectRefusal(bob, 'document.empty');
});

test('an invitation for somebody else says for whom, and cannot be joined', async ({ people }) => {
  const eve = await people.meet('Eve', { at: NOW });
  await eve.createIdentity();
  await eve.open(vector('valid/from-admin'));
  await expect(eve.refusal).toContainText(text.preview.otherTitle);
  await expect(eve.refusal).toContainText(plain(text.preview.otherSays('Bob Tanaka')));
  await expectNoWayIn(eve);
});

test('an invitation without any identity here says where to open it', async ({ people }) => {
  const eve = await people.meet('Eve', { at: NOW });
  await eve.open(vector('valid/from-admin'));
  await expect(eve.refusal).toContainText(text.preview.nobodyTitle);
  await expect(eve.button(text.preview.join(GROUP))).toHaveCount(0);
  await expectNothingKept(eve, { received: 1 });
  await eve.link(text.preview.nobodyCreate).click();
  await expect(eve.heading(text.firstVisit.title)).toBeVisible();
});

test('an invitation that has ended says since when, and what time it is here', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  const bob = await people.meet('Bob Tanaka', { at: NOW });
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), GROUP);
  const invitation = await alice.copyInvitation();
  await bob.page.clock.setFixedTime(LATER);
  await bob.open(invitation);
  const inAYear = Date.UTC(2027, 10, 22, 12);
  await expect(bob.refusal).toContainText(plain(text.preview.ended(inAYear)));
  await expect(bob.refusal).toContainText(plain(text.preview.deviceTime(LATER)));
  const reply = await copyFrom(bob.button(text.open.copyReply));
  expect(reply).toContain(text.reply.ended(GROUP, inAYear));
  expect(reply).toMatch(/^peer:/m);
  await expectNoWayIn(bob);
});

test('an invitation that ended before it came is no way in for anybody', async ({ people }) => {
  const eve = await people.meet('Eve', { at: NOW });
  await eve.createIdentity();
  await eve.open(vector('refused/expired'));
  const checks = eve.page.getByRole('list', { name: text.preview.checks });
  await expect(checks).toContainText('It ended on');
  await expectNoWayIn(eve);
});

test('an invitation to a group that I am in already leads there', async ({ people }) => {
  const { alice, bob } = await meetMember(people, GROUP);
  await alice.visit('#/');
  await alice.enterGroup(GROUP);
  await alice.link(text.group.tabs.invitations).click();
  await alice.page.getByRole('link', { name: /Bob Tanaka/ }).click();
  await bob.open(await alice.copyInvitation());
  await expect(bob.refusal).toContainText(text.preview.memberTitle);
  await expect(bob.button(text.preview.join(GROUP))).toHaveCount(0);
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 1 });
  await bob.link(text.preview.toGroup).click();
  await expect(bob.heading(GROUP)).toBeVisible();
});

test('an invitation where a card is wanted offers to open it', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.startInviting(GROUP);
  await alice.giveIn(vector('valid/from-admin'));
  await expect(alice.refusal).toContainText(text.invite.wrongKind.invitation);
  await alice.button(text.invite.wrongKind.openIt).click();
  await expect(
    alice.heading(text.preview.titleOther('Alice Moreno', 'Bob Tanaka', GROUP)),
  ).toBeVisible();
});

test('a card where an invitation is expected offers to invite its owner', async ({ people }) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.open(readVectorText('identities/valid/bob.xml'));
  await expect(
    alice.page.getByRole('heading', { name: plain(text.open.cardOf('Bob Tanaka')) }),
  ).toBeVisible();
  await alice.button(GROUP).click();
  await expect(alice.heading(text.invite.titleOf('Bob Tanaka'))).toBeVisible();
});

test('my own card invites nobody', async ({ people }) => {
  const alice = await meetFounder(people, GROUP);
  await alice.startInviting(GROUP);
  await alice.giveIn(await readCardElsewhere(alice));
  await expect(alice.refusal).toContainText(text.invite.mine);
  await expect(alice.button(text.invite.sign)).toHaveCount(0);
});

test('a file of 100 MB is refused by its size, unread', async ({ people }, info) => {
  const path = info.outputPath('large.xml');
  const file = openSync(path, 'w');
  ftruncateSync(file, 100e6);
  closeSync(file);
  const bob = await people.meet('Bob Tanaka', { before: countBytesRead });
  await bob.createIdentity();
  await bob.visit('#/open');
  await bob.box.waitFor();
  await bob.chooseFile(path);
  await expectRefusal(bob, 'size.file');
  const bytesRead = () => Reflect.get(globalThis, 'bytesRead') as number;
  // Its first bytes tell a picture and a group update, which may be larger, from everything else.
  expect(await bob.page.evaluate(bytesRead)).toBeLessThan(2000);
});

/** The sentence for a reason, and with it the code for whoever helps. */
async function expectRefusal(reader: Person, reason: Reason): Promise<void> {
  await expect(reader.refusal).toContainText(text.errors[reason]);
  await reader.refusal.getByText(text.parts.errorDetails).click();
  await expect(reader.refusal).toContainText(reason);
}

async function expectNoWayIn(reader: Person): Promise<void> {
  await expect(reader.button(text.preview.join(GROUP))).toHaveCount(0);
  await expectNothingKept(reader, { received: 1 });
  await reader.button(text.preview.discard).click();
  await expect(reader.page.getByRole('heading', { level: 1 })).not.toContainText(GROUP);
  await expectNothingKept(reader);
}

async function expectNothingKept(reader: Person, { received = 0 } = {}): Promise<void> {
  expect(await keptCounts(reader.page)).toMatchObject({
    memberships: 0,
    invitations: 0,
    received,
  });
}

/** My card, copied in another tab of the same browser. */
async function readCardElsewhere(owner: Person): Promise<string> {
  const tab = await owner.inAnotherTab();
  const card = await tab.copyCard();
  await tab.page.close();
  return card;
}

function vector(name: string): string {
  return readVectorText(`invitations/${name}.xml`);
}

function pem(): string {
  const [, base64 = ''] = />([A-Za-z0-9+/=]{200,})</.exec(vector('valid/from-root')) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

/** Counts the bytes of whatever is read of a file. */
function countBytesRead(): void {
  Reflect.set(globalThis, 'bytesRead', 0);
  for (const way of ['arrayBuffer', 'text', 'stream', 'bytes'] as const) {
    const original: unknown = Reflect.get(Blob.prototype, way);
    if (typeof original !== 'function') continue;
    Reflect.set(Blob.prototype, way, function (this: Blob, ...given: unknown[]): unknown {
      const before = Number(Reflect.get(globalThis, 'bytesRead'));
      Reflect.set(globalThis, 'bytesRead', before + this.size);
      return Reflect.apply(original, this, given);
    });
  }
}
