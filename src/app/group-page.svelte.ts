import { formatPem } from '../core/certificate/pem.ts';
import { chainFileName, MEDIA_TYPES, saveFile } from '../exchange/files.ts';
import type { Fingerprint, Group, Person } from '../peer.ts';
import { inviteStep } from './invite-draft.svelte.ts';
import { forgetToTell } from './own-news.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** One group with all of its pages. */
export class GroupPage {
  group = $state.raw<Group>();
  /** Whether nobody else is known in it. */
  isAlone = $state(false);
  /** Who stands on the way from the group to me, as in the chain. */
  way = $state.raw<readonly Person[]>([]);
  /** Whoever signed my membership, where that is somebody and not the group. */
  readonly inviter = $derived.by(() => (this.way.length > 2 ? this.way.at(-2) : undefined));
  fingerprint = $state.raw<Fingerprint>();
  readonly #session: Session;

  #listed: Group;

  /** @param listed the group as the list of groups has it */
  constructor(session: Session, listed: Group) {
    this.#session = session;
    this.#listed = listed;
  }

  /** Reads it as it is now. What is listed anew while it reads is read once more. */
  readonly load = new Task(async () => {
    let listed: Group;
    do {
      listed = this.#listed;
      await this.#open(listed);
    } while (listed !== this.#listed);
  });

  /** The list was read anew: another window may have changed this group. */
  follow(listed: Group): void {
    this.#listed = listed;
    void this.load.run();
  }

  /** Saves the chain as text for other software. */
  savePem(): void {
    const { chain, friendlyName } = this.#listed;
    saveFile(chainFileName(friendlyName, 'pem'), formatPem(...chain), MEDIA_TYPES.pem);
  }

  /** Saves the chain as one bundle. */
  readonly savePkcs7 = new Task(async () => {
    const { chain, friendlyName } = this.#listed;
    const bundle = await this.#session.peer.exportPkcs7(chain);
    saveFile(chainFileName(friendlyName, 'p7b'), bundle, MEDIA_TYPES.p7b);
  });

  readonly leave = new Task(async () => {
    const { peer, router, text } = this.#session;
    const finishes = inviteStep(this.#session, this.#listed).id;
    const from = router.route;
    await peer.leaveGroup(this.#listed.identity.peerName, this.#listed.peerName, { finishes });
    await forgetToTell(this.#session, this.#listed);
    router.replace({ name: 'home' }, from);
    await this.#session.refresh();
    this.#session.say(text.details.left(this.#listed.friendlyName));
  });

  async #open(listed: Group): Promise<void> {
    const { peer } = this.#session;
    const group = await peer.openGroup(listed.identity.peerName, listed.peerName);
    this.way = await peer.peopleOn(group.chain);
    // Two are enough to know: a group may have thousands.
    this.isAlone = (await (await peer.people()).first(group, 2)).length < 2;
    this.fingerprint = await peer.fingerprint(group.spki);
    this.group = group;
  }
}
