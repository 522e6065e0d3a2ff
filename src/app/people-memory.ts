/** What this window remembers of the people of a group, for whoever comes back from one of them. */

import type { Group } from '../peer.ts';
import { EVERYBODY, type PeopleFilter } from './people-list.ts';
import type { PeopleView } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';

export interface PeopleMemory {
  view: PeopleView;
  filter: PeopleFilter;
}

/** As long as the window: whoever opens the app another day looks for somebody else. */
const remembered = new WeakMap<Session, Map<string, PeopleMemory>>();

/** What is remembered of a group; it can be changed. */
export function peopleMemory(session: Session, { identity, peerName }: Group): PeopleMemory {
  const memories = remembered.get(session) ?? new Map<string, PeopleMemory>();
  remembered.set(session, memories);
  const id = `${identity.peerName} ${peerName}`;
  const memory = memories.get(id) ?? { view: 'list', filter: EVERYBODY };
  memories.set(id, memory);
  return memory;
}
