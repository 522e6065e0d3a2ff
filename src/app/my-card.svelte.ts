import { documentCode, type QrMatrix } from '../exchange/qr.ts';
import type { CompactForm, Fingerprint, HandingWay, Identity } from '../peer.ts';
import { cardDelivery, type Delivery } from './delivery.ts';
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
  /** What the card was given for, as it is typed. */
  purpose = $state('');
  /** The next time it is given it is for something else. */
  isAnew = $state(false);
  readonly #identity: Identity;
  readonly #session: Session;
  /** What is awaited for this card. */
  readonly awaited = $derived.by(() =>
    this.#session.handovers.filter(
      ({ what, identity, isAwaited }) =>
        what === 'card' && isAwaited && identity === this.#identity.peerName,
    ),
  );
  /** It was given, and nobody has said what for. */
  readonly unnamed = $derived(this.awaited.find(({ about }) => about === ''));

  constructor(session: Session, identity: Identity) {
    this.#session = session;
    this.#identity = identity;
    this.newName = identity.friendlyName;
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
    this.delivery = cardDelivery(this.#identity, { document, compact }, sources);
  });

  /** The card has left in one of its ways. */
  readonly note = new Task(async (way: HandingWay) => {
    const { peerName: identity } = this.#identity;
    await this.#session.peer.handovers.note({ what: 'card', identity, anew: this.isAnew }, way);
    this.isAnew = false;
    await this.#session.recall();
  });

  /** Remembers what the card was given for. */
  readonly describe = new Task(async () => {
    const { unnamed } = this;
    const about = this.purpose.trim();
    if (!unnamed || about === '') return;
    await this.#session.peer.handovers.describe(unnamed.id, about);
    this.purpose = '';
    await this.#session.recall();
  });

  readonly rename = new Task(async () => {
    await this.#session.peer.renameIdentity(this.#identity.peerName, this.newName);
    await this.#session.refresh();
    this.#session.say(this.#session.text.card.renamed);
  });

  readonly delete = new Task(async () => {
    const { peer, router } = this.#session;
    const from = router.route;
    await peer.deleteIdentity(this.#identity.peerName);
    router.replace({ name: 'home' }, from);
    await this.#session.refresh();
  });
}
