import { documentCode, type QrMatrix } from '../exchange/qr.ts';
import type { CompactForm, Fingerprint, Group, HandingWay, Identity, Person } from '../peer.ts';
import { cardDelivery, type Delivery } from './delivery.ts';
import { cardsOf, stillAwaited } from './handovers.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** One identity of mine, as its card shows it. */
export class MyCard {
  /** What goes out; absent until it was read. */
  delivery = $state.raw<Delivery>();
  /** What the code says. */
  compact = $state.raw<CompactForm['bytes']>();
  /** The code for a sheet of paper, where one holds it all. */
  sheetCode = $state.raw<QrMatrix>();
  fingerprint = $state.raw<Fingerprint>();
  newName = $state('');
  /** The next time it is given it is for something else. */
  isAnew = $state(false);
  /** Whoever signed the membership that is to be renewed, where that is somebody and not the group. */
  inviter = $state.raw<Person>();
  /** The group for whose renewal it is given. */
  readonly renewal: Group | undefined;
  readonly #identity: Identity;
  readonly #session: Session;
  readonly #given = $derived.by(() => cardsOf(this.#session.handovers, this.#identity));
  /** Whether it was ever given to anybody. */
  readonly wasGiven = $derived(this.#given.length > 0);
  /** What is awaited for this card. */
  readonly awaited = $derived.by(() =>
    stillAwaited(this.#session).filter((handover) => this.#given.includes(handover)),
  );
  /** Where the purpose belongs: what was given without one, else what was given last. */
  readonly asked = $derived.by(() => {
    const about = this.renewal?.peerName ?? '';
    const open = this.#given.filter(({ isAwaited, group }) => isAwaited && group === about);
    return open.find(({ about }) => about === '') ?? open[0];
  });
  #typed = $state<string>();

  constructor(session: Session, identity: Identity, renewal?: Group) {
    this.#session = session;
    this.#identity = identity;
    this.renewal = renewal;
    this.newName = identity.friendlyName;
  }

  /** What the card was given for, as it is typed, else as it is remembered. */
  get purpose(): string {
    return this.#typed ?? this.asked?.about ?? '';
  }

  set purpose(typed: string) {
    this.#typed = typed;
  }

  readonly load = new Task(async () => {
    const { peer, router, text } = this.#session;
    const { peerName, spki } = this.#identity;
    this.fingerprint = await peer.fingerprint(spki);
    const document = await peer.identityCard(peerName);
    const compact = await peer.compactIdentityCard(peerName);
    this.compact = compact.bytes;
    const code = await documentCode(compact.bytes, router.address);
    if (code?.kind === 'still') this.sheetCode = code.matrix;
    const sources = { text: text.handover.messages, appAddress: router.address };
    const renews = this.renewal?.friendlyName;
    this.delivery = cardDelivery(this.#identity, { document, compact, renews }, sources);
    const way = this.renewal ? await peer.peopleOn(this.renewal.chain) : [];
    if (way.length > 2) this.inviter = way.at(-2);
  });

  /** The card has left in one of its ways; for a renewal, it is known what for. */
  readonly note = new Task(async (way: HandingWay) => {
    const { peerName: identity } = this.#identity;
    const { handovers } = this.#session.peer;
    const { anew, renews } = { anew: this.isAnew, renews: this.#renews };
    await handovers.note({ what: 'card', identity, anew, ...(renews && { renews }) }, way);
    this.isAnew = false;
    await this.#session.recall();
  });

  get #renews(): { readonly group: Group['peerName']; readonly about: string } | undefined {
    if (!this.renewal) return undefined;
    const { peerName: group, friendlyName } = this.renewal;
    return { group, about: this.#session.text.own.purpose(friendlyName) };
  }

  /** Remembers what the card was given for. */
  readonly describe = new Task(async () => {
    const { asked } = this;
    const about = this.purpose.trim();
    // What has no purpose takes in what is given next: nothing could be told apart from it.
    if (about === '') this.isAnew = false;
    if (!asked || about === asked.about) return;
    await this.#session.peer.handovers.describe(asked.id, about);
    await this.#session.recall();
    if (this.purpose.trim() === about) this.#typed = undefined;
    this.#session.say(this.#session.text.handover.remembered);
  });

  readonly rename = new Task(async () => {
    await this.#session.peer.renameIdentity(this.#identity.peerName, this.newName);
    await this.#session.refresh();
    this.#session.say(this.#session.text.card.renamed);
  });

  readonly delete = new Task(async () => {
    const { peer, router, text } = this.#session;
    const from = router.route;
    await peer.deleteIdentity(this.#identity.peerName);
    router.replace({ name: 'home' }, from);
    await this.#session.refresh();
    this.#session.say(text.card.deleted(this.#identity.friendlyName));
  });
}
