/** Browsers of Alice, Bob and the others: a facade each, on a memory of its own, at a moment that stands still. */

import type { Kept, Kind, Store } from '../../src/core/stores.ts';
import { Peer, type Group, type Identity, type IssuedInvitation } from '../../src/peer.ts';
import { createMemoryStore, emptyMemory, type Memory } from '../../src/storage/memory-store.ts';
import { deriveQuickly } from './derivations.ts';
import { DAY, NOON } from './people.ts';

type Role = Group['role'];

/** Somebody's browser. */
export class Browser {
  /** What survives when it is closed. */
  readonly memory: Memory = emptyMemory();
  /** Milliseconds since 1970 UTC: what the clock of this device says. */
  now = NOON;
  #peer: Peer | undefined;

  get peer(): Peer {
    this.#peer ??= this.peerOn(createMemoryStore(this.memory));
    return this.#peer;
  }

  /** The facade on another store. */
  peerOn(store: Store): Peer {
    return new Peer({ store, now: () => this.now, derive: deriveQuickly });
  }

  /** Opens it at a moment, and once more a day later: only then things are forgotten by the first. */
  async settleAt(now: number): Promise<void> {
    for (const moment of [now, now + DAY]) {
      this.now = moment;
      await (await this.peer.keeping()).clock();
    }
  }

  /** Closes it: what is not kept is gone. */
  close(): void {
    this.#peer = undefined;
  }

  /** All of a kind that is kept. */
  kept<K extends Kind>(kind: K): readonly Kept[K][] {
    return [...this.memory.shelves[kind].values()] as Kept[K][];
  }
}

/** A browser with an identity in it. */
export class Somebody extends Browser {
  readonly me: Identity;

  constructor({ me, shelves }: Beginning) {
    super();
    this.memory.shelves = shelves;
    this.me = me;
  }

  /** The card that he gives away. */
  card(): Promise<string> {
    return this.peer.identityCard(this.me.peerName);
  }

  join(text: string, wishes?: Parameters<Peer['joinGroup']>[2]): Promise<Group> {
    return this.peer.joinGroup(this.me.peerName, text, wishes);
  }

  /** The group again, as it is kept. */
  open(group: Group): Promise<Group> {
    return this.peer.openGroup(this.me.peerName, group.peerName);
  }

  found(friendlyName: string): Promise<Group> {
    return this.peer.createGroup({ identity: this.me.peerName, friendlyName });
  }

  /** Invites somebody by his card; until a moment, or as long as the inviter's own. */
  async invite(
    invitee: Somebody,
    group: Group,
    { role = 'member', until }: { readonly role?: Role; readonly until?: number } = {},
  ): Promise<IssuedInvitation> {
    const wishes = { roles: [role], validityEnd: until } as const;
    return this.peer.createInvitation(group, await invitee.card(), wishes);
  }
}

/** What is there when somebody has said what others should call him: shelves are replaced, never changed. */
interface Beginning {
  readonly me: Identity;
  readonly shelves: Memory['shelves'];
}

const beginnings = new Map<string, Promise<Beginning>>();

/**
 * A new browser of somebody who has an identity and nothing else. The same name is the same person
 * with the same key, made once in each test file; `which` tells namesakes apart.
 */
export async function somebody(friendlyName: string, which = ''): Promise<Somebody> {
  const key = `${friendlyName}/${which}`;
  const beginning = beginnings.get(key) ?? begin(friendlyName);
  beginnings.set(key, beginning);
  return new Somebody(await beginning);
}

async function begin(friendlyName: string): Promise<Beginning> {
  const { peer, memory } = new Browser();
  const me = await peer.createIdentity({ friendlyName });
  return { me, shelves: memory.shelves };
}

/** Alice with her group, and others who have joined it by her invitation. */
export async function groupOf(
  founder: Somebody,
  friendlyName: string,
  ...members: readonly (readonly [Somebody, Role])[]
): Promise<Group> {
  const group = await founder.found(friendlyName);
  for (const [member, role] of members) {
    const invitation = await founder.invite(member, group, { role });
    await member.join(invitation.text);
  }
  return group;
}

/** Everything that is kept, for comparing: bytes and names, and keys by what they are. */
export function contentsOf({ memory }: Browser): unknown {
  return structuredClone(memory.shelves);
}
