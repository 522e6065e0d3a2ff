/** The screen that renews memberships, as a real browser shows it. */

import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Group, MemberRow, Renewal, RenewalWishes } from '../../src/peer.ts';
import { english } from '../../src/text/en.ts';
import '../../src/views/app.css';
import { GROUP_KEY, keyOf, rowOf, TODAY } from '../support/made-up-people.ts';
import ShownRenew from './ShownRenew.svelte';

const DAY = 86_400_000;
const SOON = { start: TODAY - 80 * DAY, end: TODAY + 20 * DAY };
const text = english.renew;

const me = rowOf('Bea', { by: 'Alice', source: 'me', role: 'inviting member' });
const alice = rowOf('Alice', { role: 'admin', ...SOON });
const carl = rowOf('Carl', { by: 'Bea', ...SOON });
const dora = rowOf('Dora', { by: 'Bea', role: 'inviting member', ...SOON });
const finn = rowOf('Finn', { by: 'Alice', role: 'admin', ...SOON });
const gail = rowOf('Gail', { by: 'Bea', letEnd: true, ...SOON });
const ROWS = [me, alice, carl, dora, finn, gail];

const term = { start: TODAY - DAY, end: TODAY + 200 * DAY, stage: 'fresh', isEndless: false };
const chess = {
  ...{ friendlyName: 'Chess', peerName: 'chess.', keyHash: GROUP_KEY, comment: '', term },
  ...{ identity: { ...me, peerName: 'bea.' }, roles: ['inviting member'], role: 'inviting member' },
  ...{ chain: [], isCreator: false, cannotInvite: undefined },
} as unknown as Group;

let mounted: Record<string, unknown> | undefined;
let signed: RenewalWishes | undefined;

function renewalOf(wishes: RenewalWishes): Renewal {
  signed = wishes;
  const issued = ROWS.filter(({ keyHash }) => wishes.keyHashes.includes(keyHash)).map((row) => ({
    ...{ id: row.keyHash, invitee: row, role: row.role, term },
  }));
  const update = { group: chess, text: '', compact: undefined, records: issued.length };
  return { issued, update } as unknown as Renewal;
}

async function show(parts: { rows?: readonly MemberRow[]; group?: Group; whom?: string } = {}) {
  const { rows = ROWS, group = chess, whom = '' } = parts;
  const way = [GROUP_KEY, alice.keyHash, me.keyHash].map((keyHash) => ({ keyHash }));
  const peer = {
    steps: { find: async () => undefined, put: vi.fn(), delete: vi.fn() },
    openGroup: async () => group,
    peopleOn: async () => way,
    people: async () => ({ rows: async () => rows }),
    credentials: async () => ({
      renewMembers: async (_: Group, to: RenewalWishes) => renewalOf(to),
    }),
  };
  const router = { route: { name: 'renew' }, address: 'https://groups.example/' };
  const session = {
    ...{ text: english, words: english, now: TODAY, peer, router, groups: [group] },
    ...{ identities: [group.identity], say: vi.fn(), refresh: vi.fn(async () => undefined) },
    ...{ learn: async () => english, moved: false },
  } as unknown as Session;
  mounted = mount(ShownRenew, { target: document.body, props: { session, listed: group, whom } });
  await vi.waitFor(() => expect(words()).toMatch(/membership\?|cannot|You are 25/u));
}

beforeEach(() => {
  signed = undefined;
});
afterEach(async () => {
  if (mounted) await unmount(mounted);
});

const words = () => document.querySelector('main')?.innerText ?? '';
const button = (name: string) => page.getByRole('button', { name, exact: true });
const box = (name: string) => page.getByRole('checkbox', { name: new RegExp(name, 'u') });

describe('whose membership', () => {
  test('those who are due are ticked, but for whom I let end; others say why they cannot be', async () => {
    await show();
    for (const name of ['Carl', 'Dora']) await expect.element(box(name)).toBeChecked();
    await expect.element(box('Gail')).not.toBeChecked();
    await expect.element(box('Alice')).toBeDisabled();
    await expect.element(box('Finn')).toBeDisabled();
    expect(words()).toContain(text.why.way);
    expect(words()).toContain(text.why.role);
    expect(words()).toContain('the last day is 13 December 2026');
    await expect.element(button(text.sign(2))).toBeEnabled();
  });

  test('where nobody is due it says so, and shows everybody at a wish', async () => {
    const fresh = rowOf('Hans', { by: 'Bea' });
    await show({ rows: [me, fresh] });
    expect(words()).toContain(text.none.due);
    await expect.element(button(text.sign(1))).not.toBeInTheDocument();
    await button(text.showAll(1)).click();
    await box('Hans').click();
    await expect.element(button(text.sign(1))).toBeEnabled();
  });

  test('of thousands a hundred are drawn', async () => {
    const many = Array.from({ length: 1000 }, (_, place) =>
      rowOf(`M${place}`, { by: 'Bea', ...SOON }),
    );
    await show({ rows: [me, ...many] });
    expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(100);
    await expect.element(button(text.sign(1000))).toBeEnabled();
    await button(text.showMore(900)).click();
    expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(200);
  });

  test('whoever has ended hears so, and how it is mended', async () => {
    await show({ group: { ...chess, cannotInvite: 'ended' } });
    expect(words()).toContain(english.group.noInvite.ended);
    await expect.element(page.getByRole('link', { name: text.mineFirst.ask })).toBeVisible();
  });

  test('whoever is 25 steps away hears so', async () => {
    await show({ group: { ...chess, cannotInvite: 'length' } });
    expect(words()).toContain(english.group.noInvite.length);
    await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument();
  });
});

describe('what they get', () => {
  test('an end that is cut to mine says so, with the way to renew mine first', async () => {
    await show({ whom: carl.keyHash });
    expect(words()).toContain('so it ends with yours');
    await expect.element(page.getByRole('link', { name: text.mineFirst.ask })).toBeVisible();
    await page.getByText(english.invite.untils.month, { exact: true }).click();
    expect(words()).not.toContain('so it ends with yours');
  });

  test('a lower role says that the older one stays, until when', async () => {
    await show({ whom: dora.keyHash });
    expect(words()).toContain(text.older(1));
    await page.getByText(text.change, { exact: true }).click();
    await page.getByRole('radio', { name: english.role.member, exact: true }).click();
    expect(words()).toContain('Dora stays an inviting member until 13 December 2026.');
    expect(words()).toContain('Member, until');
  });

  test('signed once, it is one update and an invitation for each', async () => {
    await show();
    await button(text.sign(2)).click();
    await expect.element(page.getByRole('heading', { level: 1, name: text.done(2) })).toBeVisible();
    expect(signed?.keyHashes.toSorted()).toEqual([carl.keyHash, dora.keyHash].toSorted());
    expect(signed).toMatchObject({ validityEnd: undefined });
    expect(signed).not.toHaveProperty('roles');
    for (const { keyHash, friendlyName } of [carl, dora]) {
      const link = page.getByRole('link', { name: new RegExp(friendlyName, 'u') });
      await expect.element(link).toHaveAttribute('href', `#/issued/${keyHash}`);
    }
    expect(words()).toContain(text.updateSays(2));
  });

  test('whose branch is left behind is said at once', async () => {
    const left = rowOf('Emil', { by: 'Carl', endsWithIssuer: true, ...SOON, end: SOON.end - DAY });
    await show({ rows: [...ROWS, left], whom: carl.keyHash });
    await button(text.sign(1)).click();
    const link = page.getByRole('link', { name: english.branch.renew });
    await expect
      .element(link)
      .toHaveAttribute('href', `#/renew/bea./chess./branch%20${keyOf('Carl')}`);
  });
});
