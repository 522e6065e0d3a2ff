import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { english as text } from '../../../src/text/en.ts';
import { copyUpdate } from './group-life.ts';
import { deleteIdentity, leaveGroup } from './leaving.ts';
import type { People } from './people.ts';
import type { Person } from './person.ts';

const COMMON = 'Harbour Radio Club';
const CAROL = 'Carol Ødegård';
const PASSWORD = 'violin-harbour-seven-lamps';
const exact = { exact: true } as const;

/** Something that a person does, and is killed in. */
export interface Act {
  readonly what: string;
  /** Done in peace, up to the last thing that is to be pressed. */
  readonly before: (alice: Person, turn: number) => Promise<void>;
  /** From there until a screen says that it is done. */
  readonly run: (alice: Person, turn: number) => Promise<void>;
}

/**
 * What Alice can be killed in. Bob and his group, who has invited her, are met for it; and Carol,
 * whose recovery file she has.
 *
 * @param own the group that Alice has founded
 */
export async function actsOf(people: People, alice: Person, own: string): Promise<readonly Act[]> {
  const bob = await people.meet('Bob Tanaka');
  await bob.createIdentity();
  await bob.createGroup(COMMON);
  await bob.invite(await alice.copyCard(), COMMON);
  const invitation = await bob.copyInvitation();
  const update = await copyUpdate(bob, COMMON);
  const card = await bob.copyCard();
  // The first invitation makes somebody known; all that follow change the same.
  await alice.invite(card, own);
  const carol = await people.meet(CAROL);
  await carol.createIdentity({ password: PASSWORD });
  const { path } = await carol.save(text.recoveryFile.save);
  return [
    CREATING_AN_IDENTITY,
    CREATING_A_GROUP,
    issuing(card, own),
    joining(invitation),
    openingAnUpdate(invitation, update),
    SAVING,
    restoring(readFileSync(path, 'utf8')),
  ];
}

const CREATING_AN_IDENTITY: Act = {
  what: 'creating an identity',
  before: async (alice, turn) => {
    await alice.visit('#/new-identity');
    await startAnew(alice, 'identity');
    await alice.page.getByLabel(text.firstVisit.name, exact).fill(`Alice ${turn}`);
    await alice.button(text.firstVisit.create).click();
    await choosePassword(alice, 'identity');
  },
  run: async (alice, turn) => {
    await alice.button(text.sealing.identity.make).click();
    await expect(alice.heading(`Alice ${turn}`)).toBeVisible();
  },
};

const CREATING_A_GROUP: Act = {
  what: 'creating a group',
  before: async (alice, turn) => {
    await alice.visit('#/new-group');
    await startAnew(alice, 'group');
    await alice.page.getByLabel(text.newGroup.name, exact).fill(`Group ${turn}`);
    await alice.button(text.newGroup.create).click();
    await choosePassword(alice, 'group');
  },
  run: async (alice, turn) => {
    await alice.button(text.sealing.group.make).click();
    await expect(alice.heading(`Group ${turn}`)).toBeVisible();
  },
};

function issuing(card: string, group: string): Act {
  return {
    what: 'issuing',
    before: async (alice) => {
      await alice.enterGroup(group);
      await alice.link(text.group.invite).click();
      // What somebody was killed in is offered again.
      const another = alice.button(text.invite.another);
      await alice.box.or(another).waitFor();
      if (await another.isVisible()) await another.click();
      await alice.giveIn(card);
      await alice.choose({});
    },
    run: (alice) => alice.sign(),
  };
}

function joining(invitation: string): Act {
  return {
    what: 'joining',
    before: async (alice) => {
      await leaveIfIn(alice, COMMON);
      await alice.open(invitation);
      await expect(alice.button(text.preview.join(COMMON))).toBeVisible();
    },
    run: (alice) => alice.join(COMMON),
  };
}

function openingAnUpdate(invitation: string, update: string): Act {
  return {
    what: 'opening an update',
    before: async (alice) => {
      await leaveIfIn(alice, COMMON);
      await alice.open(invitation);
      await alice.join(COMMON);
      await alice.visit('#/open');
      await expect(alice.heading(text.open.title)).toBeVisible();
    },
    run: async (alice) => {
      await alice.giveIn(update);
      await expect(alice.heading(text.openedUpdate.title(COMMON))).toBeVisible();
    },
  };
}

/** That the file has arrived is what is kept of it. */
const SAVING: Act = {
  what: 'saving',
  before: async (alice) => {
    await alice.visit('#/settings');
    await alice.save(text.saveAll.save);
  },
  run: async (alice) => {
    await alice.button(text.recoveryFile.haveIt).click();
    await expect(alice.page.getByText(text.saveAll.done)).toBeVisible();
  },
};

function restoring(file: string): Act {
  return {
    what: 'restoring',
    before: async (alice) => {
      await forgetCarol(alice);
      await alice.visit('#/restore');
      await alice.giveIn(file);
      await alice.page.getByLabel(text.password.open, exact).fill(PASSWORD);
    },
    run: async (alice) => {
      await alice.button(text.restore.bring).click();
      await expect(alice.heading(text.home.title)).toBeVisible();
    },
  };
}

/** Back to the name, where the step of somebody who was killed stands again. */
async function startAnew(alice: Person, of: 'identity' | 'group'): Promise<void> {
  const label = of === 'identity' ? text.firstVisit.name : text.newGroup.name;
  const back = alice.button(text.sealing[of].back);
  await back.or(alice.page.getByLabel(label, exact)).waitFor();
  if (await back.isVisible()) await back.click();
}

async function choosePassword(alice: Person, of: 'identity' | 'group'): Promise<void> {
  await alice.chooseSealing(of, { password: PASSWORD });
  await alice.page.getByLabel(text.password.new, exact).fill(PASSWORD);
}

async function isIn(alice: Person, group: string): Promise<boolean> {
  await alice.visit('#/');
  await expect(alice.heading(text.home.title)).toBeVisible();
  return (await alice.page.locator('main a[href^="#/group/"]', { hasText: group }).count()) > 0;
}

async function leaveIfIn(alice: Person, group: string): Promise<void> {
  if (await isIn(alice, group)) await leaveGroup(alice, group);
}

/** Carol’s identity goes again, if it is here. */
async function forgetCarol(alice: Person): Promise<void> {
  await alice.visit('#/settings');
  await expect(alice.heading(text.settings.title)).toBeVisible();
  const cards = alice.page.locator('main a[href^="#/card/"]');
  await cards.first().waitFor();
  const carol = cards.filter({ hasText: CAROL });
  if ((await carol.count()) === 0) return;
  await carol.click();
  await expect(alice.heading(CAROL)).toBeVisible();
  await deleteIdentity(alice);
}
