import { english as text } from '../../src/text/en.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
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

async function expectVerdict(
  { refusal }: Person,
  verdict: keyof typeof text.inspect.verdict,
): Promise<void> {
  await expect(refusal).toContainText(text.inspect.verdict[verdict]);
}
