/** Invitations that were received and not yet decided: they are kept among the steps half done. */

import type { StoredStep } from '../core/stores.ts';
import type { Context } from './context.ts';
import * as parts from './parts.ts';
import type { InvitationPreview } from './types.ts';

const PREFIX = 'invitation:';

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

  /** Keeps what was received until it is joined or discarded: a reload finds it again. */
  async keep(preview: InvitationPreview): Promise<void> {
    const { store, now } = this.#context;
    const value = { id: keptKey(preview.id), value: preview.text, saved: now() };
    await store.write([{ put: 'steps', value }]);
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
}

/** What is kept, not yet read, the newest first. */
async function listKept({ store }: Context): Promise<readonly StoredStep[]> {
  const steps = await store.list('steps');
  return steps.filter(({ id }) => id.startsWith(PREFIX)).toSorted((a, b) => b.saved - a.saved);
}
