import { beforeEach, describe, expect, test } from 'vitest';
import { ScanFindings } from '../../src/app/scan-findings.svelte.ts';
import { encodeBase45 } from '../../src/core/base-encodings.ts';
import { formatCompact } from '../../src/core/document/compact.ts';
import { splitFrames, type FrameSequence } from '../../src/core/document/frame.ts';
import { frameOf } from '../support/frames.ts';
import { manifest } from '../support/manifest.ts';

const COMPACT = new Uint8Array(6000).map((_, index) => (index * index * 31) >> 5);
const CARD = manifest.compact.find(({ name }) => name === 'card')!.text;
const OTHER = new Uint8Array(3000).map((_, index) => index * 7);

let findings: ScanFindings;
let now: number;

beforeEach(() => {
  now = 1000;
  findings = new ScanFindings();
  findings.begin(now);
});

async function sequenceOf(compact: Uint8Array<ArrayBuffer>): Promise<FrameSequence> {
  return (await splitFrames(compact))!;
}

/** A picture with this code in it, or without any, after so many milliseconds. */
function see(text: string | undefined, { after = 100, dark = false } = {}) {
  now += after;
  return findings.look({ text, dark }, now);
}

/** Nothing in the pictures of so many milliseconds. */
async function seeNothing(milliseconds: number, view = {}): Promise<void> {
  for (let time = 0; time < milliseconds; time += 100) await see(undefined, view);
}

describe('a document', () => {
  test('in a still code is found as it is written', async () => {
    expect(await see(CARD)).toBe(CARD);
  });

  test('in a moving code is found when its parts are there, and they are counted', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    for (let number = 0; number < 7; number++) {
      expect(await see(frameText(number))).toBeUndefined();
      expect(findings.progress).toEqual({ have: number + 1, of: 8 });
    }
    expect(await see(frameText(7))).toBe(formatCompact(COMPACT));
    expect(findings.progress).toBeUndefined();
  });

  test('is said from time to time only', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    const said: unknown[] = [];
    for (let number = 0; number < 8; number++) {
      await see(frameText(number));
      said.push(findings.said?.have);
    }
    expect(said).toEqual([1, 2, 2, 4, 4, 6, 6, undefined]);
  });

  test('is found among the frames of another', async () => {
    const [mine, theirs] = [await sequenceOf(COMPACT), await sequenceOf(OTHER)];
    await see(theirs.frameText(0));
    for (let number = 0; number < 7; number++) {
      await see(mine.frameText(number));
      await see(theirs.frameText(1));
    }
    expect(await see(mine.frameText(7))).toBe(formatCompact(COMPACT));
  });
});

describe('what is none of ours', () => {
  test('is said, and scanning goes on', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    await see(frameText(0));
    expect(await see('https://example.org/menu')).toBeUndefined();
    expect(findings.note).toBe('code.web-address');
    expect(findings.progress).toEqual({ have: 1, of: 8 });
    await see('WIFI:S:guests;;', { after: 1100 });
    expect(findings.note).toBe('code.wifi');
    await see(frameText(1));
    expect(findings.note, 'it stays long enough to be read').toBe('code.wifi');
    await see(frameText(2), { after: 6000 });
    expect(findings.note).toBeUndefined();
  });

  test.each([
    ['code.contact', 'MECARD:N:Bob;;'],
    ['code.foreign', ''],
    ['code.foreign', '$'.repeat(4296)],
    ['frame.form', 'PEERF:~'],
    ['frame.checksum', 'PEERF:00000000000000000000000000000000000000000000'],
  ])('is said as %s', async (reason, text) => {
    expect(await see(text)).toBeUndefined();
    expect(findings.note).toBe(reason);
  });
});

describe('what begins like ours and is not', () => {
  test.each([
    ['code.foreign', 'PEER:JUNK'],
    ['code.foreign', 'peer:'],
    ['compact.text', `PEER:${'$'.repeat(40)}`],
    ['compact.version', `PEER:${encodeBase45(new Uint8Array(30).fill(9))}`],
  ])('is said as %s, resets nothing, and scanning goes on: %s', async (reason, text) => {
    const { frameText } = await sequenceOf(COMPACT);
    for (let number = 0; number < 6; number++) await see(frameText(number));
    expect(await see(text)).toBeUndefined();
    expect(findings).toMatchObject({ note: reason, progress: { have: 6, of: 8 } });
    await see(frameText(6));
    expect(await see(frameText(7))).toBe(formatCompact(COMPACT));
  });

  test('and a whole document of another leaves the parts where they are', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    await see(frameText(0));
    expect(await see(CARD)).toBe(CARD);
    await see(frameText(1));
    expect(findings.progress).toEqual({ have: 2, of: 8 });
  });
});

describe('two codes on one table', () => {
  test('are not said in turn with every picture', async () => {
    const said: unknown[] = [];
    for (let picture = 0; picture < 40; picture++) {
      await see(picture % 2 ? 'https://example.org/menu' : 'WIFI:S:guests;;', { after: 75 });
      if (said.at(-1) !== findings.note) said.push(findings.note);
    }
    expect(said).toEqual(['code.wifi']);
    await see('https://example.org/menu', { after: 1000 });
    expect(findings.note).toBe('code.web-address');
  });

  test('do not hide that parts were given up', async () => {
    const series = { session: 1, blocks: 2, length: 1000, number: 0 };
    await see(frameOf({ ...series, block: new Uint8Array(500).fill(1) }));
    await see('WIFI:S:guests;;');
    await see(frameOf({ ...series, block: new Uint8Array(500).fill(2) }));
    expect(findings.note).toBe('frame.conflict');
    await see('WIFI:S:guests;;');
    expect(findings.note, 'it is said only once').toBe('frame.conflict');
  });
});

describe('a moving code', () => {
  const series = { session: 1, blocks: 2, length: 1000, number: 0 };

  test('that contradicts itself starts anew, and that is said', async () => {
    await see(frameOf({ ...series, block: new Uint8Array(500).fill(1) }));
    expect(findings.progress).toEqual({ have: 1, of: 2 });
    await see(frameOf({ ...series, block: new Uint8Array(500).fill(2) }));
    expect(findings).toMatchObject({ note: 'frame.conflict', progress: undefined });
  });

  test('that is not what it promised starts anew, and that is said', async () => {
    await see(frameOf({ ...series, block: new Uint8Array(500).fill(1) }));
    await see(frameOf({ ...series, number: 1, block: new Uint8Array(500).fill(2) }));
    expect(findings).toMatchObject({ note: 'frame.hash', progress: undefined });
  });

  test('that brings nothing new for three seconds can be given up', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    await see(frameText(0));
    await see(frameText(0), { after: 2900 });
    expect(findings.isStuck).toBe(false);
    await see(frameText(0), { after: 200 });
    expect(findings.isStuck).toBe(true);
    await see(frameText(1));
    expect(findings.isStuck).toBe(false);
    findings.startOver(now);
    expect(findings).toMatchObject({ progress: undefined, said: undefined, isStuck: false });
    await see(frameText(2));
    expect(findings.progress).toEqual({ have: 1, of: 8 });
  });

  test('goes on after the camera was off', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    await see(frameText(0));
    now += 60_000;
    findings.begin(now);
    await see(frameText(1));
    expect(findings).toMatchObject({ progress: { have: 2, of: 8 }, isStuck: false });
  });
});

describe('where nothing is seen', () => {
  test('darkness is said after a while, until there is light', async () => {
    await seeNothing(2000, { dark: true });
    expect(findings.note).toBeUndefined();
    await seeNothing(1000, { dark: true });
    expect(findings.note).toBe('dark');
    await seeNothing(100);
    expect(findings.note).toBeUndefined();
  });

  test('help is offered after twelve seconds, until there is a code', async () => {
    const { frameText } = await sequenceOf(COMPACT);
    await seeNothing(11_900);
    expect(findings.note).toBeUndefined();
    await seeNothing(300);
    expect(findings.note).toBe('hint');
    await see(frameText(0));
    expect(findings.note).toBeUndefined();
    await seeNothing(12_200);
    expect(findings.note).toBe('away');
  });
});
