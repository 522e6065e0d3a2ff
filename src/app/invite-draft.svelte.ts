import { ROLES, canIssue, type Role } from '../core/role.ts';
import type { Given } from '../exchange/given.ts';
import type { Group } from '../peer.ts';
import type { OfferedDocument } from './offered-documents.ts';
import { ReceivedText, type OtherKind } from './received-text.svelte.ts';
import { refuseKind } from './refuse-kind.ts';
import type { Session } from './session.svelte.ts';
import { passOver, Step } from './step.ts';
import { Task } from './task.svelte.ts';
import { UNTIL_CHOICES, untilOf, type UntilChoice } from './until.ts';

/** The step of inviting to one group; another screen may put a card into it. */
export function inviteStep(session: Session, group: Group): Step {
  return new Step(session.peer.steps, `invite ${group.identity.peerName} ${group.peerName}`);
}

/** An invitation in the making: whose card, which role, until when. */
export class InviteDraft {
  role = $state<Role>('member');
  choice = $state<UntilChoice>('year');
  date = $state('');
  restored = $state(false);
  /** Whether the card was put here at an earlier visit. */
  isResumed = $state(false);
  /** Whoever is a member already shall be invited all the same. */
  isAnew = $state(false);
  group: Group;
  readonly received: ReceivedText;
  readonly #session: Session;
  readonly #step: Step;
  /** The one that stood where a card was wanted. */
  #invitation = $state.raw<string>();
  readonly until = $derived.by(() =>
    untilOf(this.choice, this.date, { now: this.#session.now, mine: this.group.term }),
  );

  constructor(session: Session, group: Group) {
    this.#session = session;
    this.group = group;
    this.#step = inviteStep(session, group);
    this.received = new ReceivedText(session.peer, {
      group: () => this.group,
      wanted: 'identity card',
      onother: (kind, text) => {
        this.#offerWayOn(kind, text);
      },
    });
  }

  /** An invitation stood where a card was wanted. */
  get isInvitation(): boolean {
    return this.#invitation !== undefined;
  }

  /** Roles with whether I can give them, the least first. */
  get roles(): readonly { readonly role: Role; readonly canGive: boolean }[] {
    return ROLES.map((role) => ({ role, canGive: canIssue(this.group.roles, role) }));
  }

  /** Nobody invites himself. */
  get canSign(): boolean {
    const { card } = this.received;
    return card !== undefined && !card.mine && this.until.end !== undefined;
  }

  readonly restore = new Task(async () => {
    const { peerName, identity } = this.group;
    try {
      this.group = await this.#session.peer.openGroup(identity.peerName, peerName);
      const fields = await this.#step.restore();
      this.role =
        this.roles.find(({ role, canGive }) => canGive && role === fields['role'])?.role ??
        'member';
      this.choice = UNTIL_CHOICES.find((choice) => choice === fields['choice']) ?? this.#usual;
      this.date = fields['date'] ?? '';
      this.received.box.pasted = fields['pasted'] ?? '';
      if (fields['card']) await this.received.openCard(fields['card']);
      this.isAnew = fields['anew'] === 'anew';
      this.isResumed = this.received.card !== undefined && fields['role'] !== undefined;
    } finally {
      this.restored = true;
    }
  });

  keep(): void {
    if (!this.restored) return;
    const { role, choice, date } = this;
    const { box, card } = this.received;
    const anew = this.isAnew ? 'anew' : '';
    this.#step.keep({ pasted: box.keepable, role, choice, date, anew, card: card?.text ?? '' });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** The card of a member leads on to a renewal: it is not waiting here for whoever comes back. */
  readonly left = (): void => {
    if (this.received.card?.member && !this.isAnew) this.#step.forget().catch(passOver);
  };

  /** Reads what was pasted, dropped, chosen or scanned; while something is read here, on a screen of its own. */
  async read(given: Given): Promise<void> {
    if (this.received.read.running) {
      this.#session.openAnew(given);
      return;
    }
    this.#invitation = undefined;
    await this.received.read.run(given);
  }

  /** Reads the one that was meant among several. */
  readonly choose = (offered: OfferedDocument): void => {
    this.#invitation = undefined;
    this.received.choose(offered);
  };

  /** Leads the invitation to where invitations are opened, without what stood around it. */
  openAsInvitation(): void {
    const { router, inbox } = this.#session;
    const given = this.#invitation ?? '';
    this.received.clear();
    this.#invitation = undefined;
    inbox.put({ given, isUnasked: false });
    router.go({ name: 'open' });
  }

  /** Signs, and shows the invitation. */
  readonly sign = new Task(async () => {
    const { until } = this;
    const { card } = this.received;
    if (!card || until.end === undefined) return;
    const { peer, router } = this.#session;
    const from = router.route;
    const finishes = this.#step.id;
    const wishes = { roles: [this.role] as const, validityEnd: until.end, finishes };
    const issued = await peer.createInvitation(this.group, card.text, wishes);
    await this.#step.forget();
    router.replace({ name: 'issued', id: issued.id }, from);
    // Whoever was in the group already may need attention no longer.
    await this.#session.refresh();
  });

  /** Takes the card away again, for another one. */
  dropCard(): void {
    this.isResumed = false;
    this.isAnew = false;
    this.received.clear();
    this.sign.forgive();
  }

  /** A year, where I am in the group that long myself. */
  get #usual(): UntilChoice {
    const { isClamped } = untilOf('year', '', {
      now: this.#session.now,
      mine: this.group.term,
    });
    return isClamped ? 'mine' : 'year';
  }

  /** Told apart before it is read as a card: the way on is offered instead of a refusal. */
  #offerWayOn(kind: OtherKind, text: string): void {
    if (kind !== 'invitation') refuseKind(kind);
    this.#invitation = text;
  }
}
