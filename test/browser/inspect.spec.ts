import type { Locator } from '@playwright/test';
import { formatPem } from '../../src/core/certificate/pem.ts';
import { english as text } from '../../src/text/en.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { foreign } from '../support/unsigned.ts';
import { keptCounts } from './support/kept.ts';
import { meetFounder } from './support/meetings.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';
const NOW = Date.parse(manifest.now);

test('bundles saved here, PEM and DER, are shown certificate by certificate', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.link(text.group.tabs.details).click();
  const bundles = [await alice.save(text.details.pem), await alice.save(text.details.pkcs7)];
  const before = await keptCounts(alice.page);
  await alice.visit('#/inspect');
  for (const bundle of bundles) {
    await alice.giveIn(bundle);
    await expect(alice.heading(text.inspect.kinds.certificate)).toBeVisible();
    await expectVerdict(alice, 'sound');
    const way = alice.page.getByRole('list', { name: text.inspect.way });
    await expect(way.getByRole('listitem')).toHaveText([new RegExp(GROUP), alice.name]);
    await expect(alice.page.getByText(text.inspect.certificates(2), { exact: true })).toBeVisible();
    await alice.button(text.inspect.another).click();
  }
  // Where documents are opened, a bundle is looked into as well.
  await alice.open(bundles[0]!);
  await expect(alice.heading(text.inspect.kinds.certificate)).toBeVisible();
  expect(await keptCounts(alice.page)).toEqual(before);
});

test('an invitation is looked into field by field, a sound one and a forged one, and nothing is joined', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { at: NOW });
  await bob.visit('#/inspect');
  await bob.giveIn(readVectorText('invitations/valid/from-admin.xml'));
  await expect(bob.heading(text.inspect.invitation(GROUP, bob.name))).toBeVisible();
  await expectVerdict(bob, 'sound');
  await bob.page.locator('summary').filter({ hasText: '3. Bob Tanaka' }).click();
  const fields = bob.page.getByText(text.certificate.fields.hash, { exact: true });
  await expect(fields.filter({ visible: true })).toHaveCount(1);
  await expect(bob.page.getByText(text.inspect.unsignedFields.scope)).toBeVisible();
  await expect(bob.button(text.preview.join(GROUP))).toHaveCount(0);

  await bob.button(text.inspect.another).click();
  await bob.giveIn(readVectorText('invitations/refused/signature-leaf.xml'));
  await expectVerdict(bob, 'refused');
  await expect(bob.refusal).toContainText(text.inspect.at(3));
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 0, received: 0 });
});

test('from where documents are opened, a certificate of other software is looked into', async ({
  people,
}) => {
  const bob = await people.meet('Bob Tanaka', { at: NOW });
  await bob.visit('#/open');
  await bob.button(text.inspect.something).click();
  await expect(bob.heading(text.inspect.title)).toBeVisible();
  await expect(bob.refusal).toHaveCount(0);
  await bob.giveIn(
    formatPem({ der: foreign({ common: 'Hans Muster', organisation: 'Example AG' }) }),
  );
  await expect(bob.heading(text.inspect.oneCertificate)).toBeVisible();
  await expectVerdict(bob, 'foreign');
  const summary = bob.page.locator('summary').filter({ hasText: '1. Hans Muster' });
  await expect(summary).toContainText(text.inspect.foreign);
});

test('from My card and from an invitation that was signed, each is looked into', async ({
  people,
}) => {
  const alice = await meetFounder(people, GROUP, { at: NOW });
  await alice.showCard();
  await lookAtEveryField(alice);
  await expect(alice.heading(text.inspect.card(alice.name))).toBeVisible();
  await expectVerdict(alice, 'sound');
  await expect(alice.page.getByText(text.inspect.keySaysCard)).toBeVisible();

  await alice.invite(readVectorText('identities/valid/bob.xml'), GROUP);
  await lookAtEveryField(alice);
  await expect(alice.heading(text.inspect.invitation(GROUP, 'Bob Tanaka'))).toBeVisible();
  await expectVerdict(alice, 'sound');

  // Where the sentence sends people, the same words are to be seen.
  await expect(alice.page.getByText(text.inspect.keySaysGroup)).toBeVisible();
  const words = await wordsOn(alice).innerText();
  const [, tab = ''] = /“(.+)”/.exec(text.inspect.keySaysGroup) ?? [];
  await alice.enterGroup(GROUP);
  await alice.link(text.group.tabs.people).click();
  await alice.link(tab).click();
  await expect(wordsOn(alice)).toHaveText(words, { useInnerText: true });
});

test('of several documents in one text one is chosen to be looked into', async ({ people }) => {
  const bob = await people.meet('Bob Tanaka', { at: NOW });
  const cards = ['bob', 'carol'].map((name) => readVectorText(`identities/valid/${name}.xml`));
  await bob.visit('#/open');
  await bob.giveIn(
    `${cards.join('\n')}\n${readVectorText('invitations/valid/from-admin.xml').slice(0, 900)}`,
  );
  await expect(bob.refusal).toContainText(text.open.oneDamaged);
  await bob.button(text.inspect.only).click();
  await expect(bob.heading(text.inspect.title)).toBeVisible();
  await bob.button(text.open.cardOf('Bob Tanaka')).click();
  await expect(bob.heading(text.inspect.card('Bob Tanaka'))).toBeVisible();
  await expectVerdict(bob, 'sound');
});

/** The words of the one key that is shown. */
function wordsOn({ page }: Person): Locator {
  return page.getByRole('group', { name: text.parts.fingerprint });
}

async function lookAtEveryField(who: Person): Promise<void> {
  await who.page.locator('summary').filter({ hasText: text.parts.details }).click();
  await who.button(text.inspect.every).click();
}

/** The verdict stands first; a certificate below may have the same words. */
async function expectVerdict(
  { page }: Person,
  verdict: keyof typeof text.inspect.verdict,
): Promise<void> {
  const said = page.getByText(text.inspect.verdict[verdict], { exact: true });
  await expect(said.first()).toBeVisible();
}
