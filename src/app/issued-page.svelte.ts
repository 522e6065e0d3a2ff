import type {
  Fingerprint,
  Group,
  GroupUpdate,
  HandingWay,
  InvitationPreview,
  IssuedInvitation,
  Person,
} from '../peer.ts';
import { invitationDelivery, type Delivery } from './delivery.ts';
import { invitationOf } from './handovers.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** An invitation that I signed: to be given away, now and at any later time. */
export class IssuedPage {
  issued = $state.raw<IssuedInvitation>();
  delivery = $state.raw<Delivery>();
  /** What the person invited will see. */
  preview = $state.raw<InvitationPreview>();
  way = $state.raw<readonly Person[]>([]);
  /** What the person invited compares, where the group is new to them. */
  groupKey = $state.raw<Fingerprint>();
  /** What is known of the group, for the newcomer: made when it is asked for. */
  update = $state.raw<GroupUpdate>();
  readonly #session: Session;
  readonly #id: string;
  /** What is remembered of it. */
  readonly handover = $derived.by(() => invitationOf(this.#session.handovers, this.#id));

  /** Whether it has left, as far as anybody knows. */
  readonly isGiven = $derived(this.handover?.isAwaited === false);

  constructor(session: Session, id: string) {
    this.#session = session;
    this.#id = id;
  }

  readonly load = new Task(async () => {
    const { peer, router, text } = this.#session;
    const signed = await peer.openIssuedInvitation(this.#id);
    // The certificates keep the name at birth: what goes with them calls the group as it is called now.
    const present = this.#session.findGroup(signed.identity, signed.group.peerName);
    const { friendlyName } = present ?? signed.group;
    const issued = { ...signed, group: { ...signed.group, friendlyName } };
    this.way = await peer.peopleOn(issued.chain);
    this.preview = await peer.previewInvitation(issued.text);
    this.groupKey = await peer.fingerprint(this.preview.group.spki);
    const sources = { text: text.handover.messages, appAddress: router.address };
    this.delivery = invitationDelivery(issued, sources);
    this.issued = issued;
    // It was signed just now, or in another window.
    await this.#session.recall();
  });

  /** Read anew: another window may have left the group, with which it went; reading it says so. */
  follow(groups: readonly Group[]): void {
    const { issued } = this;
    if (!issued) return;
    const isThere = groups.some(
      ({ peerName, identity }) =>
        peerName === issued.group.peerName && identity.peerName === issued.identity,
    );
    if (isThere) return;
    this.issued = undefined;
    void this.load.run();
  }

  /** The invitation has left in one of its ways. */
  readonly note = new Task(async (way: HandingWay) => {
    const { issued } = this;
    if (!issued) return;
    await this.#session.peer.handovers.note({ what: 'invitation', invitation: issued }, way);
    await this.#session.recall();
  });

  /** Makes the update of the group that goes beside the invitation, once. */
  readonly makeUpdate = new Task(async () => {
    const { issued, update } = this;
    if (!issued || update) return;
    const { peer } = this.#session;
    const group = await peer.openGroup(issued.identity, issued.group.peerName);
    this.update = await (await peer.updates()).groupUpdate(group);
  });
}
