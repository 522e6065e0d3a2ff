import type { Page } from '@playwright/test';
import type { Reason } from '../../src/core/reasons.ts';
import { english as text } from '../../src/text/en.ts';
import { manifest } from '../support/manifest.ts';
import { drawCode, drawSheet, type Picture } from './support/camera.ts';
import { dropFiles, pastePicture } from './support/handing.ts';
import { keptCounts, NOTHING_KEPT } from './support/kept.ts';
import type { Person } from './support/person.ts';
import { expect, test } from './support/test.ts';

const CARD = manifest.compact.find(({ name }) => name === 'card')!.text;
const MINE = framesOf('invitation-all');
const OTHERS = framesOf('longest-all');
const BOB = text.open.cardOf('Bob Tanaka');
const INVITED = text.preview.titleOther('Alice Moreno', 'Bob Tanaka', 'Harbour Radio Club');

/** Codes that everybody has around, and what is said of each. */
const FOREIGN: readonly (readonly [code: string, reason: Reason])[] = [
  ['https://elsewhere.test/menu?table=7', 'code.web-address'],
  ['WIFI:T:WPA;S:Guests;P:correct horse;;', 'code.wifi'],
  ['BEGIN:VCARD\nVERSION:3.0\nFN:Mallory\nEND:VCARD', 'code.contact'],
  ['4006381333931', 'code.foreign'],
];

test('darkness and foreign codes are said in words, nothing is opened, and the scanner goes on', async ({
  people,
}) => {
  const easel = await people.easel();
  const camera = await people.camera();
  const eve = await people.meet('Eve', { camera });
  await scan(eve);

  camera.show(await drawSheet(easel, '<style>body { background: #000 !important }</style>'));
  await expectSaid(eve, text.scan.notes.dark);
  for (const [code, reason] of FOREIGN) {
    camera.show(await drawCode(easel, code));
    await expectSaid(eve, text.errors[reason]);
  }
  await expect(eve.heading(text.open.title)).toBeVisible();
  expect(eve.page.context().pages()).toHaveLength(1);
  expect(await keptCounts(eve.page)).toEqual(NOTHING_KEPT);

  camera.show(await drawCode(easel, CARD, 'mirrored'));
  await expect(eve.heading(BOB)).toBeVisible();
  camera.show(await drawCode(easel, CARD, 'inverted'));
  await eve.button(text.open.another).click();
  await eve.button(text.scan.use).click();
  await expect(eve.heading(BOB)).toBeVisible();
});

test('a moving code is read among the parts of another, and though the camera is taken away', async ({
  people,
}) => {
  const easel = await people.easel();
  const camera = await people.camera();
  const eve = await people.meet('Eve', { camera, allowsCamera: false });
  const context = eve.page.context();
  await eve.visit('#/scan');
  await expect(eve.page.getByText(text.scan.why)).toBeVisible();
  await eve.button(text.scan.use).click();
  await expect(eve.refusal).toContainText(text.errors['camera.refused']);
  await expect(eve.box).toBeVisible();

  await context.grantPermissions([...GRANTED, 'camera']);
  await eve.button(text.scan.again).click();
  await expectCamera(eve, 'on');
  camera.show(await drawCode(easel, MINE[2]!));
  await expectSaid(eve, text.scan.parts(1, 3));
  await context.clearPermissions();
  await expect(eve.refusal).toContainText(text.errors['camera.lost']);

  await context.grantPermissions([...GRANTED, 'camera']);
  await eve.button(text.scan.again).click();
  const mixed = [OTHERS[3]!, MINE[0]!, OTHERS[3]!, MINE[2]!];
  await camera.showInTurn(await drawAll(easel, mixed), () =>
    expectSaid(eve, text.scan.parts(2, 3)),
  );
  const rest = [OTHERS[1]!, OTHERS[0]!, MINE[1]!];
  await camera.showInTurn(await drawAll(easel, rest), () =>
    expect(eve.heading(INVITED)).toBeVisible(),
  );
  expect(await keptCounts(eve.page)).toEqual({ ...NOTHING_KEPT, received: 1 });
});

test('pictures are looked at in a worker, and whoever leaves the screen releases the camera', async ({
  people,
}) => {
  const camera = await people.camera();
  const eve = await people.meet('Eve', { camera, before: rememberTracks });
  expect(eve.page.workers()).toHaveLength(0);
  await scan(eve);
  await expect.poll(() => eve.page.workers().length).toBe(1);
  expect(await liveTracks(eve.page)).toBe(1);
  await eve.visit('#/settings');
  await expect(eve.heading(text.settings.title)).toBeVisible();
  expect(await liveTracks(eve.page)).toBe(0);
  await expect.poll(() => eve.page.workers().length).toBe(0);

  await scan(eve);
  await eve.button(text.scan.stop).click();
  await expectCamera(eve, 'off');
  expect(await liveTracks(eve.page)).toBe(0);
});

test('where there is no camera, a picture of a code is pasted, chosen or dropped', async ({
  people,
}, info) => {
  const easel = await people.easel();
  const eve = await people.meet('Eve');
  await eve.visit('#/scan');
  await eve.button(text.scan.use).click();
  await expect(eve.refusal).toContainText(text.errors['camera.missing']);

  const jpeg = info.outputPath('photograph.jpg');
  await drawCode(easel, CARD);
  await easel.screenshot({ path: jpeg });
  await eve.chooseFile(jpeg);
  await expect(eve.heading(BOB)).toBeVisible();
  await eve.button(text.open.another).click();
  await pastePicture(eve.page, await easel.screenshot());
  await expect(eve.heading(BOB)).toBeVisible();

  await eve.button(text.open.another).click();
  const picture = await drawCode(easel, FOREIGN[0]![0]);
  await dropFiles(eve.page.getByRole('main'), [
    { name: 'menu.jpg', mimeType: 'image/jpeg', buffer: picture },
  ]);
  await expect(eve.refusal).toContainText(text.errors['code.web-address']);
});

const GRANTED = ['clipboard-read', 'clipboard-write'];

function framesOf(vector: string): readonly string[] {
  return manifest.frames.find(({ name }) => name === vector)!.frames;
}

async function drawAll(easel: Page, codes: readonly string[]): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const code of codes) pictures.push(await drawCode(easel, code));
  return pictures;
}

/** Follows a link to the scanner: the camera is allowed, and waits nevertheless. */
async function scan(who: Person): Promise<void> {
  await who.visit('#/scan');
  await expect(who.page.getByText(text.scan.why)).toBeVisible();
  await who.button(text.scan.use).click();
  await expectCamera(who, 'on');
}

async function expectCamera({ page }: Person, state: 'on' | 'off'): Promise<void> {
  await expect(page.getByLabel(text.scan.picture)).toBeVisible({ visible: state === 'on' });
}

/** Said to everybody, without breaking in on anybody. */
async function expectSaid({ page }: Person, sentence: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: sentence })).toHaveCount(1);
}

/** Runs in the page before the app: keeps every track that a camera has given. */
function rememberTracks(): void {
  const tracks: MediaStreamTrack[] = [];
  Reflect.set(globalThis, 'tracks', tracks);
  // The empty page before the app has none.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wishes) => {
    const stream = await open(wishes);
    tracks.push(...stream.getTracks());
    return stream;
  };
}

function liveTracks(page: Page): Promise<number> {
  return page.evaluate(() => {
    const tracks = Reflect.get(globalThis, 'tracks') as readonly MediaStreamTrack[];
    return tracks.filter(({ readyState }) => readyState === 'live').length;
  });
}
