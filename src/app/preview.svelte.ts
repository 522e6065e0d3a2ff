import type {
  Fingerprint,
  Handover,
  Identity,
  InvitationPreview,
  IssuedInvitation,
  Person,
} from '../peer.ts';
import { invitationMessage } from './delivery.ts';
import { rememberToTell } from './own-news.svelte.ts';
import { replyToInvitation } from './replies.ts';
import { routeOf } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** What can be done with an invitation, the strongest obstacle first. */
export type Verdict =
  | 'impostor'
  | 'signed by me'
  | 'not for me'
  | 'no identity'
  | 'ended'
  | 'not yet'
  | 'member already'
  | 'weaker'
  | 'renewal'
  | 'join';

/**
 * See {@link Verdict}; nothing but the last three can be joined.
 *
 * @param identities mine, to tell what I signed for somebody else
 */
function verdictOf(
  { impostor, recipient, standing, term, inviter }: InvitationPreview,
  identities: readonly Identity[],
): Verdict {
  if (impostor) return 'impostor';
  if (recipient.kind === 'somebody-else') {
    const isMine = identities.some(({ keyHash }) => keyHash === inviter.keyHash);
    return isMine ? 'signed by me' : 'not for me';
  }
  if (recipient.kind === 'nobody-yet') return 'no identity';
  if (term.stage === 'ended') return 'ended';
  if (term.stage === 'not-yet') return 'not yet';
  if (standing.kind === 'member') return 'member already';
  return standing.kind === 'new' ? 'join' : standing.kind;
}

const JOINABLE: readonly Verdict[] = ['join', 'renewal', 'weaker'];

/** Whether there is something to decide about it, now or when its time has come. */
export function isUndecided(preview: InvitationPreview): boolean {
  // Whoever signed what is for somebody else, there is nothing to decide about it.
  return [...JOINABLE, 'no identity', 'not yet'].includes(verdictOf(preview, []));
}

/** An invitation before the decision. Nothing changes before {@link join}. */
export class Preview {
  preview = $state.raw<InvitationPreview>();
  people = $state.raw<readonly Person[]>([]);
  groupKey = $state.raw<Fingerprint>();
  inviteeKey = $state.raw<Fingerprint>();
  namesakeKey = $state.raw<Fingerprint>();
  compactCard = $state('');
  /** A message with the invitation in it, to open it where the identity lives. */
  passedOn = $state('');
  /** What I signed for somebody else, where it is still among what I gave. */
  signed = $state.raw<IssuedInvitation>();
  /** Cards of mine that it may be the answer to, the best guess first. */
  awaited = $state.raw<readonly Handover[]>([]);
  /** The one that it answers, as chosen; empty for none. */
  answers = $state('');
  acceptsNamesake = $state(false);
  acceptsWeaker = $state(false);
  readonly id: string;
  readonly #session: Session;
  readonly verdict = $derived.by(
    () => this.preview && verdictOf(this.preview, this.#session.identities),
  );

  constructor(session: Session, id: string) {
    this.#session = session;
    this.id = id;
  }

  /** Whether it can be joined at all, perhaps after a word of mine. */
  get isJoinable(): boolean {
    return this.verdict !== undefined && JOINABLE.includes(this.verdict);
  }

  /** Whether it can be joined as things are. */
  get canJoin(): boolean {
    const { preview, verdict, isJoinable } = this;
    return (
      isJoinable &&
      (!preview?.namesake || this.acceptsNamesake) &&
      (verdict !== 'weaker' || this.acceptsWeaker)
    );
  }

  /** A message to the sender, with my card under it, where the invitation is of no use. */
  get reply(): string | undefined {
    const { text } = this.#session;
    // Whoever signed it would write to himself.
    if (this.verdict === 'signed by me') return undefined;
    const message = this.preview && replyToInvitation(this.preview, text);
    if (message === undefined || this.compactCard === '') return message;
    return `${message}\n\n${text.reply.myCard}\n${this.compactCard}`;
  }

  readonly load = new Task(async () => {
    const { peer, identity, identities } = this.#session;
    const preview = await peer.kept.open(this.id);
    this.people = await peer.peopleOn(preview.invitation.chain);
    this.groupKey = await peer.fingerprint(preview.group.spki);
    this.inviteeKey = await peer.fingerprint(preview.invitee.spki);
    if (preview.namesake) this.namesakeKey = await peer.fingerprint(preview.namesake.spki);
    if (identity) this.compactCard = (await peer.compactIdentityCard(identity.peerName)).text;
    if (preview.recipient.kind === 'nobody-yet') await this.#preparePassingOn(preview);
    if (verdictOf(preview, identities) === 'signed by me') {
      this.signed = await peer.findIssuedInvitation(preview);
    }
    this.awaited = await peer.handovers.listAnsweredBy(preview);
    this.answers = this.awaited[0]?.id ?? '';
    this.preview = preview;
  });

  /** Read anew: what another window has decided is not shown any more, and reading it says so. */
  follow(kept: readonly InvitationPreview[]): void {
    if (!this.preview || this.join.running || this.discard.running) return;
    this.preview = kept.find(({ id }) => id === this.id);
    if (!this.preview) void this.load.run();
  }

  /** Joins, and opens the group. */
  readonly join = new Task(async () => {
    const { preview } = this;
    if (preview?.recipient.kind !== 'me') return;
    const { peer, router, text } = this.#session;
    const from = router.route;
    const identity = preview.recipient.identity.peerName;
    const group = await peer.joinGroup(identity, preview.text, {
      acceptWeaker: this.acceptsWeaker,
      acceptNamesake: this.acceptsNamesake,
      answers: this.answers,
    });
    // Of a renewal whoever signed it knows already that I am in the group.
    if (preview.standing.kind === 'new') await rememberToTell(this.#session, group);
    await this.#session.refresh();
    // A newcomer is met by what comes next, which says that he has joined.
    const isShown = preview.standing.kind !== 'new';
    this.#session.say(text.preview.joined(group.friendlyName), { isShown });
    router.replace(routeOf(group), from);
    this.#session.keepData();
  });

  /** Not now: from here on it waits for a decision, however it came. */
  readonly putAside = new Task(async () => {
    if (this.preview) await this.#session.peer.kept.keep(this.preview);
  });

  readonly discard = new Task(async () => {
    const { router } = this.#session;
    const from = router.route;
    await this.#session.peer.kept.discard(this.id);
    await this.#session.refresh();
    router.replace({ name: 'home' }, from);
  });

  async #preparePassingOn(preview: InvitationPreview): Promise<void> {
    const { peer, router, text } = this.#session;
    const compact = await peer.compactInvitation(preview.text);
    const sources = { text: text.handover.messages, appAddress: router.address };
    this.passedOn = invitationMessage(preview, compact, sources);
  }
}
