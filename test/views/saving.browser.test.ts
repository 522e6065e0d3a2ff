/** What is to be saved after something was made, in a real browser. */

import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Session } from '../../src/app/session.svelte.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import { Peer } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { deriveQuickly } from '../support/derivations.ts';
import { openWindow } from '../support/session.ts';
import ShownSaving from './ShownSaving.svelte';

const { card, recoveryFile, savedGroup } = english;
const PASSWORD = 'walrus copper evening lantern';

let session: Session;
let mounted: Record<string, unknown> | undefined;

beforeEach(async () => {
  // How slowly a lock counts has tests of its own.
  const store = createMemoryStore();
  const now = () => Date.UTC(2026, 10, 23, 12);
  const peer = new Peer({ store, now, derive: deriveQuickly });
  const { peerName } = await peer.createIdentity({ friendlyName: 'Alice', password: PASSWORD });
  session = await openWindow({ peer });
  session.newcomer = peerName;
});

/** Somebody new has founded a group, with a key of its own. */
async function found(): Promise<void> {
  const identity = session.identities[0]!.peerName;
  await session.peer.createGroup({ identity, friendlyName: 'Chess', password: PASSWORD });
  await session.refresh();
}

afterEach(leave);

async function leave(): Promise<void> {
  if (mounted) await unmount(mounted);
  mounted = undefined;
}

function show(what: 'card' | 'group'): void {
  const [identity, group] = [session.identities[0]!, session.groups[0]!];
  const props = { session, ...(what === 'card' ? { identity } : { group }) };
  mounted = mount(ShownSaving, { target: document.body, props });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

test('whoever has saved the recovery file, leaves the card and comes back is not told to save it first', async () => {
  show('card');
  await expect.element(page.getByText(recoveryFile.first)).toBeVisible();
  await expect.element(page.getByText(card.readyNext)).not.toBeInTheDocument();
  await button(recoveryFile.save).first().click();
  await button(recoveryFile.haveIt).first().click();
  await expect.element(page.getByText(recoveryFile.done)).toBeVisible();
  await leave();
  show('card');
  await expect.element(page.getByText(card.readyNext)).toBeVisible();
  await expect.element(page.getByText(recoveryFile.first)).not.toBeInTheDocument();
});

test('who is new and has founded a group is not told to found one', async () => {
  await found();
  show('card');
  await expect.element(page.getByText(recoveryFile.first)).toBeVisible();
  await button(recoveryFile.save).first().click();
  await button(recoveryFile.haveIt).first().click();
  await expect.element(page.getByText(recoveryFile.done)).toBeVisible();
  await expect.element(page.getByText(card.readyNext)).not.toBeInTheDocument();
});

test('once a file was handed out, having it is the main thing to say', async () => {
  show('card');
  await expect.element(button(recoveryFile.save).first()).toHaveClass('main');
  await button(recoveryFile.save).first().click();
  await expect.element(button(recoveryFile.haveIt).first()).toHaveClass('main');
  await expect.element(button(recoveryFile.haveIt).first()).toBeInViewport();
  await expect.element(button(recoveryFile.save).first()).not.toHaveClass('main');
});

test('a group whose key came back locked says so, and leads to where it is unlocked', async () => {
  await found();
  const [group] = session.groups;
  session.groups = [{ ...group!, isCreator: false, keySaved: 1 }];
  show('group');
  await expect.element(page.getByText(savedGroup.lockedTitle)).toBeVisible();
  const link = page.getByRole('link', { name: savedGroup.unlock });
  await expect.element(link).toHaveAttribute('href', expect.stringMatching(/\/details$/u));
  await leave();
  session.groups = [{ ...group!, keySaved: 1 }];
  show('group');
  await expect.element(page.getByText(english.group.membership)).toBeVisible();
  await expect.element(page.getByText(savedGroup.lockedTitle)).not.toBeInTheDocument();
});

test('a group that was made with a code asks for its file, until somebody has it', async () => {
  await found();
  show('group');
  await expect.element(page.getByText(savedGroup.saysSealed)).toBeVisible();
  await button(savedGroup.save).click();
  await button(recoveryFile.haveIt).click();
  await expect.poll(() => session.groups[0]?.keySaved).toBeDefined();
  await leave();
  show('group');
  await expect.element(page.getByText(english.group.membership)).toBeVisible();
  await expect.element(page.getByText(savedGroup.saysSealed)).not.toBeInTheDocument();
});
