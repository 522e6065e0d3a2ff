import { english as text } from '../../src/text/en.ts';
import type { Camera } from './support/camera.ts';
import { keptCounts } from './support/kept.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const GROUP = 'Harbour Radio Club';

test('two people invite and join face to face, by what each camera sees of the other screen', async ({
  people,
}) => {
  const eyes = { alice: await people.camera(), bob: await people.camera() };
  const alice = await people.meet('Alice Moreno', { camera: eyes.alice });
  const bob = await people.meet('Bob Tanaka', { camera: eyes.bob });
  await alice.createIdentity();
  await alice.createGroup(GROUP);
  await bob.createIdentity();

  await alice.link(text.group.invite).click();
  await alice.button(text.parts.scan).click();
  await readCode(eyes.alice, { from: bob, code: text.card.codeName }, () =>
    expect(alice.heading(text.invite.titleOf(bob.name))).toBeVisible(),
  );
  await alice.choose({ role: 'member', until: 'year' });
  await alice.sign();

  await expect(alice.page.getByText(text.code.moving)).toBeVisible();
  await bob.link(text.handover.scanInvitation).click();
  // Off the page, as it stands there: nobody touches anything on her side.
  await eyes.bob.lookAt(alice.button(text.code.enlarge(text.issued.codeName)), () =>
    expect(bob.heading(text.preview.title(alice.name, GROUP))).toBeVisible(),
  );
  await expect(bob.page.getByText(/This seems to be the answer/)).toBeVisible();
  expect(await keptCounts(bob.page)).toMatchObject({ memberships: 0, received: 1 });
  await bob.join(GROUP);
  await expect(alice.page.getByText(text.handover.given({ ways: [] }, 0))).toBeVisible();
  await alice.button(text.handover.scanned(bob.name)).click();
  await expect(alice.page.getByText(/shown as a code/)).toBeVisible();
});

/** Somebody has his code shown larger and holds it out, and the camera of the other one is on it. */
async function readCode(
  camera: Camera,
  { from, code }: { readonly from: Person; readonly code: string },
  until: () => Promise<void>,
): Promise<void> {
  await from.button(text.code.enlarge(code)).click();
  const shown = from.page.getByRole('dialog', { name: code });
  await camera.lookAt(shown, until);
  await from.button(text.parts.close).click();
}
