import { expect, type Locator, type Page } from '@playwright/test';
import type { Role } from '../../../src/core/role.ts';
import type { Text } from '../../../src/text/en.ts';
import { plain, type Phrase } from '../../../src/text/phrase.ts';
import { keptNotes } from './kept.ts';
import { clipboardOf, copyFrom, downloadFrom, dropFile, paste, type SavedFile } from './handing.ts';

/** A document on its way: text that was copied, or a file that was saved. */
export type Handed = string | SavedFile;

/** What an invitation shall give. */
export interface Grant {
  readonly role?: Role;
  readonly until?: 'month' | 'half' | 'year' | 'mine';
}

/** What shall bring an identity back, or keep the key of a group. */
export type Sealing = 'without' | 'code' | { readonly password: string };

/** Somebody at a browser, in the words of the story. Each act ends when the screen says that it is done. */
export class Person {
  readonly name: string;
  readonly page: Page;
  readonly text: Text;
  /** Where the person has the app from. */
  readonly address: string;

  constructor(parts: { name: string; page: Page; url: string; text: Text }) {
    this.name = parts.name;
    this.page = parts.page;
    this.text = parts.text;
    this.address = parts.url;
  }

  async openApp(): Promise<void> {
    await this.page.goto(this.address);
    await expect(this.page.locator('h1')).toBeVisible();
  }

  /** Chooses the language that this person reads, which the settings offer to whoever works on the app. */
  async chooseLanguage(name: string): Promise<void> {
    await this.visit('?pseudo#/settings');
    await this.page.getByText(name, { exact: true }).click();
    await expect.poll(() => keptNotes(this.page, 'choices')).toContain('language');
    await this.openApp();
  }

  /** The same person with one more window. */
  async inAnotherTab(): Promise<Person> {
    const page = await this.page.context().newPage();
    const tab = new Person({ name: this.name, page, url: this.address, text: this.text });
    await tab.openApp();
    return tab;
  }

  /** Goes to an address inside the app, from `#` on. */
  async visit(hash: string): Promise<void> {
    await this.page.goto(new URL(hash, this.address).href);
  }

  heading(title: string | Phrase): Locator {
    return this.page.getByRole('heading', { level: 1, name: plain(title), exact: true });
  }

  button(name: string | Phrase): Locator {
    return this.page.getByRole('button', { name: plain(name), exact: true });
  }

  link(name: string | Phrase): Locator {
    return this.page.getByRole('link', { name: plain(name), exact: true });
  }

  /** The box for pasting, whichever this screen has. */
  get box(): Locator {
    const { parts, invite } = this.text;
    const boxes = this.page.getByLabel(parts.pasteLabel, { exact: true });
    return boxes.or(this.page.getByLabel(invite.cardLabel, { exact: true }));
  }

  /** What failed, as the screen says it. */
  get refusal(): Locator {
    return this.page.getByRole('alert');
  }

  /** @returns what opens the recovery file; empty for none */
  async createIdentity(sealing: Sealing = 'without'): Promise<string> {
    const { firstVisit, card } = this.text;
    await this.page.getByLabel(firstVisit.name, { exact: true }).fill(this.name);
    await this.button(firstVisit.create).click();
    const secret = await this.seal('identity', sealing);
    await expect(this.heading(this.name)).toBeVisible();
    await expect(this.page.getByText(card.ready).first()).toBeVisible();
    return secret;
  }

  /** Answers what shall seal the key that is about to be made, and has it made; returns what opens it. */
  async seal(of: 'identity' | 'group', sealing: Sealing = 'without'): Promise<string> {
    const { recoveryCode, password } = this.text;
    const secret = await this.chooseSealing(of, sealing);
    if (sealing === 'code') {
      await this.page.getByLabel(recoveryCode.repeat, { exact: true }).fill(secret.slice(-5));
    } else if (sealing !== 'without') {
      await this.page.getByLabel(password.new, { exact: true }).fill(secret);
    }
    await this.button(this.text.sealing[of].make).click();
    return secret;
  }

  /** Chooses what shall seal it; a code can be read then. */
  async chooseSealing(of: 'identity' | 'group', sealing: Sealing): Promise<string> {
    const { sealing: text, recoveryCode } = this.text;
    await expect(this.heading(text[of].title)).toBeVisible();
    const kind = typeof sealing === 'string' ? sealing : 'password';
    await this.page.locator(`input[type="radio"][value="${kind}"]`).check();
    if (kind === 'code') return copyFrom(this.button(recoveryCode.copy));
    return typeof sealing === 'string' ? '' : sealing.password;
  }

  async createGroup(name: string, comment = '', sealing: Sealing = 'without'): Promise<string> {
    const { newGroup } = this.text;
    await this.visit('#/new-group');
    await this.page.getByLabel(newGroup.name, { exact: true }).fill(name);
    await this.page.getByLabel(newGroup.comment, { exact: true }).fill(comment);
    await this.button(newGroup.create).click();
    const secret = await this.seal('group', sealing);
    await expect(this.heading(name)).toBeVisible();
    return secret;
  }

  async copyCard(): Promise<string> {
    await this.showCard();
    return copyFrom(this.button(this.text.parts.copyText));
  }

  async saveCard(): Promise<SavedFile> {
    await this.showCard();
    return downloadFrom(this.button(this.text.parts.saveFile));
  }

  async showCard(): Promise<void> {
    await this.visit('#/card');
    await expect(this.heading(this.name)).toBeVisible();
  }

  /** From the first screen into a group. */
  async enterGroup(group: string): Promise<void> {
    await this.visit('#/');
    const links = this.page.locator('main a[href^="#/group/"]');
    await links.filter({ hasText: group }).first().click();
    await expect(this.heading(group)).toBeVisible();
  }

  /** Signs an invitation for the owner of a card, and stays on the screen that shows it. */
  async invite(card: Handed, group: string, grant: Grant = {}): Promise<void> {
    await this.startInviting(group);
    await this.giveIn(card);
    await this.choose(grant);
    await this.sign();
  }

  /** The same in the group that is open already. */
  async inviteHere(card: Handed): Promise<void> {
    await this.link(this.text.group.invite).click();
    await this.giveIn(card);
    await this.sign();
  }

  async startInviting(group: string): Promise<void> {
    await this.enterGroup(group);
    await this.link(this.text.group.invite).click();
    await expect(this.heading(this.text.invite.title)).toBeVisible();
  }

  /** Whoever is a member already is invited all the same, and not renewed instead. */
  async choose({ role = 'member', until = 'year' }: Grant): Promise<void> {
    const anew = this.button(this.text.alreadyMember.anew);
    await anew.or(this.roleRadio(role)).first().waitFor();
    if (await anew.isVisible()) await anew.click();
    await this.roleRadio(role).check();
    await this.page.getByText(this.text.invite.untils[until], { exact: true }).click();
  }

  roleRadio(role: Role): Locator {
    return this.page.locator(`input[type="radio"][value="${role}"]`);
  }

  async sign(): Promise<void> {
    await this.button(this.text.invite.sign).click();
    await expect(
      this.page.getByRole('heading', { name: this.text.issued.nextTitle }),
    ).toBeVisible();
  }

  async copyInvitation(): Promise<string> {
    return copyFrom(this.button(this.text.parts.copyText));
  }

  async saveInvitation(): Promise<SavedFile> {
    return downloadFrom(this.button(this.text.parts.saveFile));
  }

  /** Opens something received; what comes of it is for the test to say. */
  async open(document: Handed): Promise<void> {
    await this.visit('#/open');
    await expect(this.heading(this.text.open.title)).toBeVisible();
    await this.giveIn(document);
  }

  /** Pastes text, or chooses a file, where this screen takes either. */
  async giveIn(document: Handed): Promise<void> {
    await this.box.waitFor();
    if (typeof document === 'string') await paste(this.box, document);
    else await this.chooseFile(document.path);
  }

  async chooseFile(path: string): Promise<void> {
    const chosen = this.page.waitForEvent('filechooser');
    await this.page.getByText(this.text.parts.chooseFile, { exact: true }).click();
    await (await chosen).setFiles(path);
  }

  /** Presses a button that saves something. */
  save(button: string): Promise<SavedFile> {
    return downloadFrom(this.button(button));
  }

  /** Waits until the browser can open the app without its server. */
  async isReadyOffline(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  async drop(file: SavedFile): Promise<void> {
    await this.box.waitFor();
    await dropFile(this.box, file);
  }

  /** Joins from the preview, and is in the group. */
  async join(group: string): Promise<void> {
    await this.button(this.text.preview.join(group)).click();
    await expect(this.heading(group)).toBeVisible();
    const { membership } = this.text.group;
    await expect(this.page.getByRole('heading', { name: membership, exact: true })).toBeVisible();
  }

  /** What a copy button puts on the clipboard. */
  clipboard(): Promise<string> {
    return clipboardOf(this.page);
  }
}
