import { cardCodeText } from '../exchange/qr.ts';
import type { Fingerprint, Identity } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** One identity of mine, as its card shows it. */
export class MyCard {
  /** XML, for a file. */
  text = $state('');
  /** One line, for a chat. */
  compact = $state('');
  /** What the code says. */
  code = $state('');
  fingerprint = $state.raw<Fingerprint>();
  newName = $state('');
  readonly #identity: Identity;
  readonly #session: Session;

  constructor(session: Session, identity: Identity) {
    this.#session = session;
    this.#identity = identity;
    this.newName = identity.friendlyName;
  }

  readonly load = new Task(async () => {
    const { peer } = this.#session;
    const { peerName, spki } = this.#identity;
    this.fingerprint = await peer.fingerprint(spki);
    this.text = await peer.identityCard(peerName);
    const compact = await peer.compactIdentityCard(peerName);
    this.compact = compact.text;
    this.code = cardCodeText(compact.bytes, location.href);
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
