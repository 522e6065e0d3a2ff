/**
 * Drafts that cannot be kept any more, because a newer version of the app has brought the storage
 * into its own form: the state of this window's history entry carries them over a reload, and the
 * newer page, which is what comes then, keeps them.
 */

import type { Peer } from '../peer.ts';
import { Step } from './step.ts';

/** As much of a window as is used. */
type Carrier = Pick<Window, 'history' | 'addEventListener' | 'removeEventListener'>;

/** Under this they stand in the state of the history entry, by the id of each step. */
const DRAFTS = 'drafts';

/** Under this it is kept of when the newest was that arrived. */
const NEWEST = 'carried drafts';

/** A draft on its way. */
interface Carried {
  /** As JSON, as a step keeps them. */
  readonly fields: string;
  /** When it was written, milliseconds since 1970 UTC. */
  readonly at: number;
}

/**
 * Carries from now on what cannot be kept for that reason.
 *
 * @param ontrouble told that there is such a draft
 * @param now the time of this device, milliseconds since 1970 UTC
 * @returns what ends it
 */
export function carryDrafts(window: Carrier, ontrouble: () => void, now: () => number): () => void {
  const carried: Record<string, Carried> = {};
  const write = (): void => {
    if (Object.keys(carried).length === 0) return;
    window.history.replaceState({ [DRAFTS]: { ...carried } }, '');
  };
  Step.onunkept = (id, fields, { reason }) => {
    if (reason !== 'storage.newer') return;
    carried[id] = { fields: JSON.stringify(fields), at: now() };
    write();
    ontrouble();
  };
  // Another screen is another entry of the history.
  window.addEventListener('hashchange', write);
  return () => {
    Step.onunkept = () => undefined;
    window.removeEventListener('hashchange', write);
  };
}

/**
 * Keeps the drafts that were carried here, if there are any. What a form cannot read it passes over.
 * Each entry of the history carries its own: whoever goes back to an older one has kept newer since.
 */
export async function keepCarried(
  { steps, choices }: Pick<Peer, 'steps' | 'choices'>,
  history: History,
): Promise<void> {
  const drafts = Object.entries(draftsIn(history.state));
  if (drafts.length === 0) return;
  const known = Number((await choices.find(NEWEST)) ?? -Infinity);
  let newest = known;
  for (const [id, draft] of drafts) {
    if (!isCarried(draft) || draft.at <= known) continue;
    await steps.put(id, draft.fields);
    newest = Math.max(newest, draft.at);
  }
  if (newest > known) await choices.put(NEWEST, String(newest));
  history.replaceState(null, '');
}

function isCarried(draft: unknown): draft is Carried {
  if (typeof draft !== 'object' || draft === null) return false;
  const { fields, at } = draft as Readonly<Record<string, unknown>>;
  return typeof fields === 'string' && typeof at === 'number';
}

function draftsIn(state: unknown): object {
  if (typeof state !== 'object' || state === null) return {};
  const drafts = (state as Readonly<Record<string, unknown>>)[DRAFTS];
  return typeof drafts === 'object' && drafts !== null ? drafts : {};
}
