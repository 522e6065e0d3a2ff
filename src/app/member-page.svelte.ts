import type {
  Contact,
  Fingerprint,
  Group,
  Member,
  MemberRow,
  Person,
  VerifiedWay,
} from '../peer.ts';
import { nodesOf, treeOf, type TreeNode } from './member-tree.ts';
import { calledName, linesOf, type PersonLine } from './people-list.ts';
import { branchOf, candidatesOf, type Obstacle } from './renewal.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** How I made sure of a key, as it is chosen. */
export type Sureness = VerifiedWay | 'none';

/** What one page shows of somebody. */
interface Shown {
  readonly group: Group;
  readonly line: PersonLine;
  readonly member: Member;
  /** Whom the group came through to him: the group first. */
  readonly way: readonly Person[];
  /** Himself in the tree. */
  readonly node: TreeNode;
  /** How many of those who came through him end with him. */
  readonly ending: number;
  /** Why I cannot renew him; `undefined` where I can. */
  readonly obstacle: Obstacle | 'inviting' | undefined;
  readonly fingerprint: Fingerprint;
}

/** Somebody in a group, with all that is known of him. */
export class MemberPage {
  shown = $state.raw<Shown>();
  /** Why there is nothing to be shown: nobody has this key, or his certificate does not hold. */
  missing = $state.raw<'lost' | 'unsound'>();
  petname = $state('');
  note = $state('');
  sureness = $state<Sureness>('none');
  /** Whether letting it end is being asked. */
  isAsking = $state(false);
  #isFilled = false;
  #listed: Group;
  readonly #session: Session;
  readonly #keyHash: string;

  /**
   * @param listed the group as the list of groups has it
   * @param keyHash of his key
   */
  constructor(session: Session, listed: Group, keyHash: string) {
    this.#session = session;
    this.#listed = listed;
    this.#keyHash = keyHash;
  }

  /** The group was listed anew: another window may have changed something. */
  follow(listed: Group): void {
    this.#listed = listed;
    void this.load.run();
  }

  readonly load = new Task(async () => {
    let listed: Group;
    do {
      listed = this.#listed;
      await this.#read(listed);
    } while (listed !== this.#listed);
  });

  /** Keeps what I know of him. */
  readonly save = new Task(async () => {
    const people = await this.#session.peer.people();
    const verified = this.sureness === 'none' ? undefined : this.sureness;
    const petname = this.petname.trim();
    await people.putContact(this.#keyHash, { petname, note: this.note.trim(), verified });
    this.#session.say(this.#session.text.member.saved);
    await this.load.run();
  });

  /** Says that his membership shall end by its date, or that it need not. */
  readonly letEnd = new Task(async (on: boolean) => {
    const { shown } = this;
    if (!shown) return;
    const people = await this.#session.peer.people();
    await people.letEnd(shown.group, this.#keyHash, on);
    this.isAsking = false;
    const { member } = this.#session.text;
    const name = calledName(shown.line.row);
    this.#session.say(on ? member.letEndSaid(name) : member.notLetEndSaid(name));
    await this.load.run();
  });

  async #read(listed: Group): Promise<void> {
    const { peer } = this.#session;
    const group = await peer.openGroup(listed.identity.peerName, listed.peerName);
    const people = await peer.people();
    const rows = await people.rows(group);
    const line = linesOf(rows, group.keyHash).find(({ row }) => row.keyHash === this.#keyHash);
    const inviters = await people.open(group, keysTo(this.#keyHash, rows));
    const member = inviters.find(({ keyHash }) => keyHash === this.#keyHash);
    this.missing = line ? (member ? undefined : 'unsound') : 'lost';
    if (!line || !member) return;
    this.#fill(await people.contact(this.#keyHash));
    const toMe = await peer.peopleOn(group.chain);
    this.shown = {
      ...{ group, line, member, way: [group, ...inviters] },
      node: nodeOf(rows, group, this.#keyHash),
      ending: branchOf(rows, this.#keyHash).length,
      obstacle: obstacleOf(line.row, { group, way: toMe.map(({ keyHash }) => keyHash) }),
      fingerprint: await peer.fingerprint(member.spki),
    };
  }

  /** What was typed since stays, whatever is read anew. */
  #fill({ petname, note, verified }: Contact): void {
    if (this.#isFilled) return;
    this.#isFilled = true;
    this.petname = petname;
    this.note = note;
    this.sureness = verified ?? 'none';
  }
}

/** From whomever the group has founded down to somebody; shorter where an inviter is not known. */
function keysTo(keyHash: string, rows: readonly MemberRow[]): readonly string[] {
  const known = new Map(rows.map((row) => [row.keyHash, row]));
  const way: string[] = [];
  for (
    let row = known.get(keyHash);
    row && !way.includes(row.keyHash);
    row = known.get(row.issuerKeyHash)
  ) {
    way.unshift(row.keyHash);
  }
  return way;
}

/** Himself in the tree, with whoever came through him. */
function nodeOf(rows: readonly MemberRow[], group: Group, keyHash: string): TreeNode {
  const tree = treeOf(rows, group.keyHash);
  return [...nodesOf(tree)].find((node) => node.keyHash === keyHash) ?? tree;
}

function obstacleOf(
  row: MemberRow,
  from: { readonly group: Group; readonly way: readonly string[] },
): Shown['obstacle'] {
  const [candidate] = candidatesOf([row], from);
  return candidate?.obstacle ?? (from.group.cannotInvite ? 'inviting' : undefined);
}
