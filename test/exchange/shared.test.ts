import { beforeEach, describe, expect, test, vi } from 'vitest';
import { textOfGiven } from '../../src/exchange/given.ts';
import { takeShared } from '../../src/exchange/shared.ts';
import { keepShared } from '../../src/sw/share-slot.ts';
import { reasonOf } from '../support/refusals.ts';

const SCOPE = 'https://groups.example/app/';

/** What is in the picture, or why nothing is: Node draws no pictures. */
const picture = vi.hoisted(() => ({ reads: async (): Promise<string> => '' }));

vi.mock('../../src/exchange/picture.ts', () => ({ textOfPicture: () => picture.reads() }));

/** As much of the Cache storage as is used. */
class Caches {
  readonly kept = new Map<string, Response>();
  isFull = false;

  async open(name: string): Promise<Cache> {
    const { kept } = this;
    const key = (address: string) => `${name} ${address}`;
    return {
      put: async (address: string, response: Response) => {
        if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
        kept.set(key(address), response);
      },
      match: async (address: string) => kept.get(key(address)),
      delete: async (address: string) => kept.delete(key(address)),
    } as unknown as Cache;
  }
}

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
    const { fail } = await import('../../src/core/errors.ts');
    picture.reads = async () => fail('code.none', 'a landscape');
    await share(['files', png()], ['url', 'https://groups.example/#/open/AWk']);
    expect(await taken()).toBe('https://groups.example/#/open/AWk');
    await share(['files', png()]);
    expect(await reasonOf(taken)).toBe('code.none');
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
    caches.isFull = true;
    await share(['text', 'second']);
    expect(await taken()).toBe('');
  });
});
