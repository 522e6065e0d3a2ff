import type { InvitationPreview, IssuedInvitation, Person } from '../peer.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** An invitation that I signed: to be given away, now and at any later time. */
export class IssuedPage {
  issued = $state.raw<IssuedInvitation>();
  /** What the person invited will see. */
  preview = $state.raw<InvitationPreview>();
  way = $state.raw<readonly Person[]>([]);
  readonly #session: Session;
  readonly #id: string;

  constructor(session: Session, id: string) {
    this.#session = session;
    this.#id = id;
  }

  readonly load = new Task(async () => {
    const { peer } = this.#session;
    const issued = await peer.openIssuedInvitation(this.#id);
    this.way = await peer.peopleOn(issued.chain);
    this.preview = await peer.previewInvitation(issued.text);
    this.issued = issued;
  });
}
