/** What is dragged into the window of a real browser, and what is dragged about in it. */

import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/app/session.svelte.ts';
import { createRecoveryCode } from '../../src/core/recovery-code.ts';
import { english } from '../../src/text/en.ts';
import { firstWords } from '../../src/text/en/first-words.ts';
import ShownEntrances from './ShownEntrances.svelte';

let mounted: Record<string, unknown>;
const takeIn = vi.fn();
const press = vi.fn();
const hush = vi.fn();
const say = vi.fn();

beforeEach(() => {
  takeIn.mockClear();
  hush.mockClear();
  say.mockClear();
  const learn = async () => english;
  const session = {
    words: firstWords,
    takeIn,
    hush,
    say,
    learn,
    router: { press },
  } as unknown as Session;
  mounted = mount(ShownEntrances, { target: document.body, props: { session } });
});

afterEach(() => unmount(mounted));

const words = () => document.querySelector('main p')!;
const field = () => document.querySelector<HTMLElement>('main textarea')!;
const link = () => document.querySelector<HTMLElement>('main a span')!;

/** Whether the app has taken it: else the browser does with it what it does everywhere. */
function drag(kind: string, target: Element, dataTransfer = new DataTransfer()): boolean {
  const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

function textFrom(text: string): DataTransfer {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', text);
  return transfer;
}

function fileFrom(name: string): DataTransfer {
  const transfer = new DataTransfer();
  transfer.items.add(new File(['text'], name));
  return transfer;
}

test('of everything that is pressed the router hears, for a link where it leads', () => {
  link().click();
  expect(press.mock.lastCall).toEqual(['#/scan']);
  field().click();
  expect(press.mock.lastCall).toEqual([undefined]);
});

test('what was said does not follow whoever goes on by a link', () => {
  field().click();
  expect(hush).not.toHaveBeenCalled();
  link().click();
  expect(hush).toHaveBeenCalledOnce();
});

describe('something dropped', () => {
  test('from elsewhere is taken in, but text over a field goes into that', () => {
    expect(drag('dragover', document.body, textFrom('peer:AWk.'))).toBe(true);
    expect(drag('drop', document.body, textFrom('peer:AWk.'))).toBe(true);
    expect(takeIn.mock.lastCall).toEqual(['peer:AWk.']);
    expect(drag('drop', field(), textFrom('peer:AWk.'))).toBe(false);
    expect(drag('drop', field(), fileFrom('card.xml'))).toBe(true);
    expect(takeIn).toHaveBeenCalledTimes(2);
  });

  test('that is dragged from one place of the page to another is left alone, until it is over', () => {
    drag('dragstart', words());
    expect(drag('drop', document.body, textFrom('Words of this page'))).toBe(false);
    expect(takeIn).not.toHaveBeenCalled();
    drag('dragend', words());
    expect(drag('drop', document.body, textFrom('peer:AWk.'))).toBe(true);
  });

  test('as a file is taken in, also where a drag from this page has never ended', () => {
    drag('dragstart', words());
    expect(drag('dragover', document.body, fileFrom('card.xml'))).toBe(true);
    expect(drag('drop', document.body, fileFrom('card.xml'))).toBe(true);
    expect(takeIn).toHaveBeenCalledTimes(1);
  });

  test('as text is taken in, also where what was dragged has left the page', () => {
    drag('dragstart', words());
    words().remove();
    expect(drag('drop', document.body, textFrom('peer:AWk.'))).toBe(true);
    expect(takeIn).toHaveBeenCalledTimes(1);
  });
});

describe('a text pasted beside every field', () => {
  const paste = (text: string) =>
    document.body.dispatchEvent(
      new ClipboardEvent('paste', {
        bubbles: true,
        cancelable: true,
        clipboardData: textFrom(text),
      }),
    );

  test('is taken in', () => {
    paste('peer:AWk.');
    expect(takeIn.mock.lastCall).toEqual(['peer:AWk.']);
  });

  test('is refused in words where it is a recovery code', async () => {
    paste(createRecoveryCode());
    await vi.waitFor(() => expect(say.mock.lastCall).toEqual([english.restore.codeAlone]));
    expect(takeIn).not.toHaveBeenCalled();
  });

  test('goes into the field for what is secret where the page has one, and nowhere else', () => {
    const input = document.createElement('input');
    input.dataset['secret'] = '';
    document.body.append(input);
    const oninput = vi.fn();
    input.addEventListener('input', oninput);
    for (const secret of ['walrus copper', createRecoveryCode()]) {
      paste(secret);
      expect(input.value).toBe(secret);
    }
    expect(oninput).toHaveBeenCalledTimes(2);
    expect(takeIn).not.toHaveBeenCalled();
    input.remove();
  });
});
