import { ROLES, canIssue, type Role } from '../core/role.ts';
import { readTextFile } from '../exchange/files.ts';
import { findDocument } from '../exchange/find-document.ts';
import type { CardPreview, Fingerprint, Group } from '../peer.ts';
import { refuseKind } from './refuse-kind.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';
import { UNTIL_CHOICES, untilOf, type UntilChoice } from './until.ts';

/** The step of inviting to one group; another screen may put a card into it. */
export function inviteStep(session: Session, group: Group): Step {
  return new Step(session.peer.steps, `invite ${group.identity.peerName} ${group.peerName}`);
}

/** An invitation in the making: whose card, which role, until when. */
export class InviteDraft {
  /** What stands in the box, card or not. */
  pasted = $state('');
  card = $state.raw<CardPreview>();
  fingerprint = $state.raw<Fingerprint>();
  /** An invitation stood where a card was wanted. */
  isInvitation = $state(false);
  role = $state<Role>('member');
  choice = $state<UntilChoice>('year');
  date = $state('');
  restored = $state(false);
  group: Group;
  readonly #session: Session;
  readonly #step: Step;
  readonly until = $derived.by(() =>
    untilOf(this.choice, this.date, { now: this.#session.now, mine: this.group.term }),
  );

  constructor(session: Session, group: Group) {
    this.#session = session;
    this.group = group;
    this.#step = inviteStep(session, group);
  }

  /** Roles with whether I can give them, the least first. */
  get roles(): readonly { readonly role: Role; readonly canGive: boolean }[] {
    return ROLES.map((role) => ({ role, canGive: canIssue(this.group.roles, role) }));
  }

  /** Nobody invites himself. */
  get canSign(): boolean {
    return this.card !== undefined && !this.card.mine && this.until.end !== undefined;
  }

  readonly restore = new Task(async () => {
    const { peerName, identity } = this.group;
    this.group = await this.#session.peer.openGroup(identity.peerName, peerName);
    const fields = await this.#step.restore();
    this.role =
      this.roles.find(({ role, canGive }) => canGive && role === fields['role'])?.role ?? 'member';
    this.choice = UNTIL_CHOICES.find((choice) => choice === fields['choice']) ?? 'year';
    this.date = fields['date'] ?? '';
    this.pasted = fields['pasted'] ?? '';
    try {
      if (fields['card']) await this.#openCard(fields['card']);
    } finally {
      this.restored = true;
    }
  });

  keep(): void {
    if (!this.restored) return;
    const { pasted, role, choice, date } = this;
    this.#step.keep({ pasted, role, choice, date, card: this.card?.text ?? '' });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** Reads what was pasted, dropped or chosen. */
  readonly read = new Task(async (text: string) => {
    this.pasted = text;
    this.isInvitation = false;
    const { kind, text: document } = await findDocument(text);
    // Told apart before it is read as a card: the way on is offered instead of a refusal.
    this.isInvitation = kind === 'invitation';
    if (kind === 'invitation') return;
    if (kind !== 'identity card') refuseKind(kind);
    await this.#openCard(document);
    this.pasted = '';
  });

  readonly readFile = new Task(async (file: File) => {
    await this.read.run(await readTextFile(file));
  });

  /** Leads what was pasted to where invitations are opened. */
  readonly openAsInvitation = new Task(async () => {
    await new Step(this.#session.peer.steps, 'open').keepNow({ pasted: this.pasted });
    this.pasted = '';
    this.isInvitation = false;
    this.#session.router.go({ name: 'open' });
  });

  /** Signs, and shows the invitation. */
  readonly sign = new Task(async () => {
    const { card, until } = this;
    if (!card || until.end === undefined) return;
    const { peer, router } = this.#session;
    const finishes = this.#step.id;
    const wishes = { roles: [this.role] as const, validityEnd: until.end, finishes };
    const issued = await peer.createInvitation(this.group, card.text, wishes);
    await this.#step.forget();
    router.replace({ name: 'issued', id: issued.id });
  });

  /** Takes the card away again, for another one. */
  dropCard(): void {
    this.card = undefined;
    this.fingerprint = undefined;
    this.read.forgive();
    this.sign.forgive();
  }

  async #openCard(text: string): Promise<void> {
    const { peer } = this.#session;
    this.card = await peer.previewCard(text, this.group);
    this.fingerprint = await peer.fingerprint(this.card.spki);
  }
}
