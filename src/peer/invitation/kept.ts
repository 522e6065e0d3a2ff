/** Invitations that were received and not yet decided: they are kept among the steps half done. */

import type { Change, StoredStep } from '../../core/stores.ts';
import type { Context } from '../context.ts';
import * as parts from '../parts.ts';
import type { InvitationPreview } from '../types.ts';

const PREFIX = 'invitation:';

/** The step that names the one invitation that came unasked; nothing else is in it. */
const UNASKED = 'unasked';

/** The key of a kept invitation. */
export function keptKey(id: string): string {
  return PREFIX + id;
}

/** See {@link Peer.kept}. */
export class KeptInvitations {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Keeps what was received until it is joined or discarded: a reload finds it again.
   *
   * @param wishes `unasked` for what any web page could have sent: it waits only until the next of
   *   its kind comes, so that no page can fill the list; kept once more without it, it stays
   */
  async keep(preview: InvitationPreview, { unasked = false } = {}): Promise<void> {
    const { store } = this.#context;
    await store.inTurn(UNASKED, async () => {
      const last = await store.find('steps', UNASKED);
      const changes = unasked
        ? await this.#keepingUnasked(preview, last?.value)
        : this.#keepingAsked(preview, last?.value);
      await store.write(changes);
    });
  }

  /** What was kept and not yet decided, the newest first. */
  async list(): Promise<readonly InvitationPreview[]> {
    const kept = await listKept(this.#context);
    return kept.length === 0 ? [] : (await parts.joining()).previewAll(this.#context, kept);
  }

  /** @throws {PeerError} `PEER_E_NOT_FOUND` */
  async open(id: string): Promise<InvitationPreview> {
    return (await parts.joining()).openKeptInvitation(this.#context, id);
  }

  /** Forgets what was kept. */
  discard(id: string): Promise<void> {
    return this.#context.store.write([{ delete: 'steps', key: keptKey(id) }]);
  }

  #keepingAsked(preview: InvitationPreview, last: string | undefined): readonly Change[] {
    const kept = this.#put(keptKey(preview.id), preview.text);
    return last === preview.id ? [kept, { delete: 'steps', key: UNASKED }] : [kept];
  }

  /** The last one that came unasked gives way; one that is kept already stays as it is. */
  async #keepingUnasked(
    preview: InvitationPreview,
    last: string | undefined,
  ): Promise<readonly Change[]> {
    const key = keptKey(preview.id);
    if (await this.#context.store.find('steps', key)) return [];
    const kept = [this.#put(key, preview.text), this.#put(UNASKED, preview.id)];
    return last === undefined ? kept : [{ delete: 'steps', key: keptKey(last) }, ...kept];
  }

  #put(id: string, value: string): Change {
    return { put: 'steps', value: { id, value, saved: this.#context.now() } };
  }
}

/** What is kept, not yet read, the newest first. */
async function listKept({ store }: Context): Promise<readonly StoredStep[]> {
  const steps = await store.list('steps');
  return steps.filter(({ id }) => id.startsWith(PREFIX)).toSorted((a, b) => b.saved - a.saved);
}
