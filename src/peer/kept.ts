/** Where an invitation is kept that was received and not yet decided: among the steps half done. */

import type { StoredStep } from '../core/stores.ts';
import type { Context } from './context.ts';

const PREFIX = 'invitation:';

/** The key of a kept invitation. */
export function keptKey(id: string): string {
  return PREFIX + id;
}

/** What is kept, not yet read, the newest first. */
export async function listKept({ store }: Context): Promise<readonly StoredStep[]> {
  const steps = await store.list('steps');
  return steps.filter(({ id }) => id.startsWith(PREFIX)).toSorted((a, b) => b.saved - a.saved);
}
