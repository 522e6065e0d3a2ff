import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fail } from '../../src/core/errors.ts';
import { textOfGiven } from '../../src/exchange/given.ts';
import { takeShared } from '../../src/exchange/shared.ts';
import { keepShared } from '../../src/sw/share-slot.ts';
import { Caches } from '../support/caches.ts';
import { reasonOf } from '../support/refusals.ts';

const SCOPE = 'https://groups.example/app/';

/** A link of ours, cut short: what is wrong with it is found out where it is opened. */
const LINK = 'https://groups.example/#/open/AWk';

/** What is in the picture, or why nothing is: Node draws no pictures. */
const picture = vi.hoisted(() => ({ reads: async (): Promise<string> => '' }));

vi.mock('../../src/exchange/picture.ts', () => ({ textOfPicture: () => picture.reads() }));

let caches: Caches;

beforeEach(() => {
  caches = new Caches();
});

/** Another app shares something; a field may come more than once. */
async function share(...fields: readonly (readonly [name: string, value: string | File])[]) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  await post(body);
}

async function post(body: BodyInit): Promise<void> {
  const request = new Request(`${SCOPE}share`, { method: 'POST', body });
  await keepShared(request, caches, SCOPE);
}

/** What the page makes of it. Forms write line ends in two characters. */
async function taken(): Promise<string> {
  return (await textOfGiven(await takeShared(caches, SCOPE))).replaceAll('\r\n', '\n');
}

const textFile = (content: string) => new File([content], 'x.txt', { type: 'text/plain' });
const png = () => new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], 'x.png', { type: 'image/png' });

describe('what another app shares', () => {
  test('comes out of the slot once', async () => {
    await share(['title', 'My card'], ['text', 'peer:AWk.']);
    expect(await taken()).toBe('My card\npeer:AWk.');
    expect(await reasonOf(taken)).toBeUndefined();
    expect(await taken()).toBe('');
  });

  test('is the last thing shared, whatever was there before', async () => {
    await share(['text', 'first']);
    await share(['text', 'second']);
    expect(caches.kept.size).toBe(1);
    expect(await taken()).toBe('second');
  });

  test('may be a file, without its name', async () => {
    await share(['files', textFile('peer:AWk.')]);
    expect(await caches.kept.values().next().value!.clone().text()).not.toContain('x.txt');
    expect(await taken()).toBe('peer:AWk.');
  });

  test('may be a file with words beside it', async () => {
    await share(['files', textFile('peer:AWk.')], ['text', 'peer:AWk. https://groups.example/']);
    expect(await taken()).toBe('peer:AWk.\npeer:AWk. https://groups.example/');
  });

  test('may be a link with a picture of anything beside it', async () => {
    picture.reads = async () => fail('code.none', 'a landscape');
    await share(['files', png()], ['url', LINK]);
    expect(await taken()).toBe(LINK);
    await share(['files', png()]);
    expect(await reasonOf(taken)).toBe('code.none');
  });

  test.each(['code.web-address', 'picture.size', 'picture.unreadable', 'frame.checksum'] as const)(
    'may be a link with a picture beside it that is %s',
    async (reason) => {
      picture.reads = async () => fail(reason, 'beside the link');
      await share(['files', png()], ['text', LINK]);
      expect(await taken()).toBe(LINK);
    },
  );

  test('may be a link with a file beside it that is none of ours', async () => {
    await share(['files', textFile('%PDF-1.7')], ['text', `Minutes ${LINK}`]);
    expect(await taken()).toBe(`Minutes ${LINK}`);
    await share(['files', textFile('x'.repeat(2 ** 20 + 1))], ['text', LINK]);
    expect(await taken()).toBe(LINK);
  });

  test('is what is wrong with the file where the words beside it are only words', async () => {
    await share(['files', textFile('%PDF-1.7')], ['title', 'minutes.pdf']);
    expect(await reasonOf(taken)).toBe('document.pdf');
  });

  test('may be a picture of a code', async () => {
    picture.reads = async () => 'peer:AWk.';
    await share(['files', png()], ['title', '']);
    expect(await taken()).toBe('peer:AWk.');
  });

  test('is nothing where nothing was shared, and the empty file of a form is nothing', async () => {
    expect(await taken()).toBe('');
    await share(['files', new File([], '')], ['text', '']);
    expect(await taken()).toBe('');
  });
});

describe('what any page may post is measured before it is kept', () => {
  const sizeKept = async () => (await caches.kept.values().next().value!.clone().blob()).size;

  test.each([
    [
      'several files',
      'document.several',
      [
        ['files', textFile('1')],
        ['files', textFile('2')],
      ],
    ],
    ['a huge file', 'size.file', [['files', new File([new Uint8Array(23 * 2 ** 20)], 'x')]]],
    ['a huge text', 'size.file', [['text', 'x'.repeat(600_000)]]],
    ['a ZIP archive', 'document.unreadable', [['files', textFile('PK\x03\x04')]]],
  ] as const)('%s', async (_, reason, fields) => {
    await share(...fields);
    expect(await sizeKept()).toBeLessThan(1000);
    expect(await reasonOf(taken)).toBe(reason);
  });

  test.each([
    ['no form', 'plain words'],
    ['another kind of form', new URLSearchParams({ text: 'x' }).toString()],
  ])('%s', async (_, body) => {
    await post(body);
    expect(await reasonOf(taken)).toBe('document.unreadable');
  });

  test('fields of other names are not kept', async () => {
    await share(['text', 'peer:AWk.'], ['refused', 'size'], ['file', textFile('y')], ['x', 'z']);
    expect(await taken()).toBe('peer:AWk.');
  });

  test('where the storage is full, nothing is kept, the last share neither', async () => {
    await share(['text', 'first']);
    caches.failing = 'put';
    await share(['text', 'second']);
    expect(await taken()).toBe('');
  });

  test('a body without an end is read no further than anything may be long', async () => {
    let given = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 2 ** 20;
        controller.enqueue(new Uint8Array(2 ** 20));
        if (given > 2 ** 26) controller.close();
      },
      cancel: () => void (isCancelled = true),
    });
    const init = { method: 'POST', body: endless, duplex: 'half' };
    await keepShared(new Request(`${SCOPE}share`, init), caches, SCOPE);
    expect(isCancelled).toBe(true);
    expect(given).toBeLessThan(25 * 2 ** 20);
    expect(await reasonOf(taken)).toBe('size.file');
  });

  test('a body that breaks off is said to be unreadable', async () => {
    const broken = new ReadableStream({ pull: () => Promise.reject(new TypeError('gone')) });
    const init = { method: 'POST', body: broken, duplex: 'half' };
    await keepShared(new Request(`${SCOPE}share`, init), caches, SCOPE);
    expect(await reasonOf(taken)).toBe('document.unreadable');
  });

  test.each([
    ['small', 1, undefined],
    ['large', 23 * 2 ** 20, 'size.file'],
  ] as const)(
    'a %s body is measured where a browser does not give it out in pieces',
    async (_, length, reason) => {
      const body = new FormData();
      body.set('text', 'x'.repeat(length));
      const request = new Request(`${SCOPE}share`, { method: 'POST', body });
      Object.defineProperty(request, 'body', { value: undefined });
      await keepShared(request, caches, SCOPE);
      expect(await reasonOf(taken)).toBe(reason);
    },
  );
});

describe('a slot that cannot be reached', () => {
  test.each(['open', 'match', 'delete'] as const)('by the page is said: %s', async (failing) => {
    await share(['text', 'peer:AWk.']);
    caches.failing = failing;
    expect(await reasonOf(taken)).toBe('document.unreadable');
  });

  test('by the page, because there are none on pages by plain http, held nothing', async () => {
    expect(await takeShared(undefined, SCOPE)).toBe('');
  });

  test.each(['open', 'delete'] as const)(
    'by the service worker does not keep it from leading to the page: %s',
    async (failing) => {
      caches.failing = failing;
      expect(await reasonOf(() => share(['text', 'peer:AWk.']))).toBeUndefined();
    },
  );
});
