/** What is saved, unlocked and mended, in a real browser. */

import { mount, unmount, type Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Session } from '../../src/app/session.svelte.ts';
import { errorOf } from '../../src/core/errors.ts';
import type { Damage, Group, Identity, OrphanedRecovery } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import ShownKeeping from './ShownKeeping.svelte';
import ShownWords from './ShownWords.svelte';

const { recoveryFile, savedGroup, restore, damage } = english;

const keeping = {
  recoveryFile: vi.fn(async () => '<PEERRECOVERY/>'),
  noteSaved: vi.fn(async () => undefined),
  unlockGroupKey: vi.fn(async () => Promise.reject(errorOf('recovery.unclear', 'wrong'))),
  health: vi.fn(async (): Promise<readonly Damage[]> => []),
  archiveStatus: async () => ({ saved: undefined }),
  orphanedRecoveries: vi.fn(async (): Promise<readonly OrphanedRecovery[]> => []),
};

let mounted: Record<string, unknown> | undefined;

afterEach(async () => {
  if (mounted) await unmount(mounted);
  vi.clearAllMocks();
});

function openSession(more: object = {}): Session {
  return {
    ...{ text: english, words: english, say: vi.fn(), refresh: vi.fn(), moved: true },
    ...{ identities: [], kept: [], inbox: { arrivals: 0 }, router: { route: { name: 'home' } } },
    ...{ learn: async () => english, peer: { keeping: async () => keeping } },
    ...more,
  } as unknown as Session;
}

function show<Props extends Record<string, unknown>>(shown: Component<Props>, props: Props): void {
  mounted = mount(shown, { target: document.body, props });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const ALICE = {
  ...{ peerName: 'a.0', friendlyName: 'Alice' },
  hasRecoveryFile: true,
} as unknown as Identity;

test('a recovery file counts as saved once its owner says that he has it, and not before', async () => {
  show(ShownKeeping, { session: openSession(), identity: ALICE });
  await expect.element(page.getByText(recoveryFile.first)).toBeVisible();
  await button(recoveryFile.save).click();
  await expect.element(page.getByText(recoveryFile.look)).toBeVisible();
  expect(keeping.noteSaved).not.toHaveBeenCalled();
  await button(recoveryFile.haveIt).click();
  await expect.element(page.getByText(recoveryFile.doneSays)).toBeVisible();
  expect(keeping.noteSaved).toHaveBeenCalledOnce();
  await expect.element(button(recoveryFile.haveIt)).not.toBeInTheDocument();
});

test('who has saved it is not told to save it first', async () => {
  const identity = { ...ALICE, recoverySaved: Date.UTC(2026, 10, 23) };
  show(ShownKeeping, { session: openSession(), identity });
  await expect.element(page.getByText(recoveryFile.title, { exact: true })).toBeVisible();
  await expect.element(page.getByText(recoveryFile.first)).not.toBeInTheDocument();
  await expect.element(button(recoveryFile.save)).not.toHaveClass('main');
});

test('a locked key asks for its password before it is tried, and speaks of no file', async () => {
  const group = { hasSealedKey: true, isCreator: false } as unknown as Group;
  show(ShownKeeping, { session: openSession(), group });
  await button(savedGroup.unlock).click();
  await expect.element(page.getByText(restore.missing)).toBeVisible();
  expect(keeping.unlockGroupKey).not.toHaveBeenCalled();
  await page.getByLabelText(english.password.open).fill('wrong');
  await button(savedGroup.unlock).click();
  await expect.element(page.getByText(savedGroup.wrong)).toBeVisible();
});

test('where the only identity is damaged, it is named with the ways out, and nobody begins anew', async () => {
  const found = [
    { what: 'identity', name: 'Alice', recovery: 'a.0', id: '1', reason: 'crypto.key' },
  ] as unknown as readonly Damage[];
  keeping.health.mockResolvedValue(found);
  show(ShownKeeping, { session: openSession({ damages: found }) });
  await expect.element(page.getByRole('heading', { name: damage.onlyTitle })).toBeVisible();
  await expect.element(page.getByRole('heading', { level: 3 })).toHaveTextContent('Alice');
  await expect.element(button(damage.bringBack)).toHaveClass('main');
  await expect.element(page.getByRole('link', { name: damage.fromFile })).toBeVisible();
  await expect.element(button(recoveryFile.save)).toHaveClass('secret');
  await button(recoveryFile.save).click();
  await button(recoveryFile.haveIt).click();
  expect(keeping.noteSaved).toHaveBeenCalledOnce();
  await button(damage.forget).click();
  await expect.element(page.getByText(damage.forgetFile)).toBeVisible();
});

test('another language does not build a page anew in which something is half done', async () => {
  const session = new Session(
    ...([{}, {}, ['en']] as unknown as ConstructorParameters<typeof Session>),
  );
  show(ShownWords, { session });
  const field = page.getByLabelText('Half done');
  await field.fill('a code');
  session.language = 'de';
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect.element(field).toHaveValue('a code');
});

test('whoever is led to what is damaged has its heading in focus, and others the top of the screen', async () => {
  const found = [
    { what: 'membership', name: 'Chess', id: '1', reason: 'crypto.key' },
  ] as unknown as readonly Damage[];
  keeping.health.mockResolvedValue(found);
  const settings = (part: object) =>
    openSession({
      ...{ damages: found, router: { route: { name: 'settings', ...part } } },
      ...{ peer: { keeping: async () => keeping, storageReport: async () => ({}) } },
      ...{ chooseTheme: {}, chooseLanguage: {} },
    });
  show(ShownKeeping, { session: settings({ part: 'damage' }) });
  const heading = page.getByRole('heading', { name: damage.title, exact: true });
  await expect.element(heading).toHaveFocus();
  await expect.element(heading).toBeInViewport();
  // Without an identity there is none to stand beside another.
  await expect.element(page.getByText(english.settings.add)).not.toBeInTheDocument();
  if (mounted) await unmount(mounted);
  show(ShownKeeping, { session: settings({}) });
  await expect.element(heading).toBeVisible();
  await expect.element(heading).not.toHaveFocus();
});

test('a group can be brought back from an empty first screen by whoever has saved anything', async () => {
  const empty = { groups: [], handovers: [], outlook: { due: [], offers: [] } };
  const peer = {
    ...{ keeping: async () => keeping, choices: { find: async () => undefined } },
    handovers: { stillAwaited: () => [] },
  };
  const bring = page.getByRole('link', { name: english.home.bringGroup });
  const home = (identity: object) =>
    openSession({ ...empty, peer, identities: [{ ...ALICE, ...identity }] });
  show(ShownKeeping, { session: home({ recoverySaved: 1 }) });
  await expect.element(bring).toHaveAttribute('href', '#/restore');
  if (mounted) await unmount(mounted);
  show(ShownKeeping, { session: home({}) });
  await expect.element(page.getByText(english.home.empty)).toBeVisible();
  await expect.element(bring).not.toBeInTheDocument();
});
