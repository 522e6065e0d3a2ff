import type {
  Contact,
  Fingerprint,
  Group,
  Member,
  MemberRow,
  Person,
  VerifiedWay,
} from '../peer.ts';
import { renewableOf } from './chosen.ts';
import { nodesOf, treeOf, type TreeNode } from './member-tree.ts';
import { calledName, linesOf, type PersonLine } from './people-list.ts';
import { branchOf, candidatesOf, leftBehind, type Obstacle } from './renewal.ts';
import type { Session } from './session.svelte.ts';
import { Task } from './task.svelte.ts';

/** How I made sure of a key, as it is chosen. */
export type Sureness = VerifiedWay | 'none';

interface Inviter {
  readonly person: Person;
  readonly isListed: boolean;
}

/** What one page shows of somebody. */
interface Shown {
  readonly group: Group;
  readonly line: PersonLine;
  readonly member: Member;
  /** From the group to him, as his verified chain says; each by my own name for him. */
  readonly way: readonly Person[];
  /** Whoever signed it, where that is somebody; with a page of his own where he is in the list. */
  readonly inviter: Inviter | undefined;
  /** It was cut to a membership of his inviter that was renewed since. */
  readonly isLeftBehind: boolean;
  /** Himself in the tree. */
  readonly node: TreeNode;
  /** How many of those who came through him end when he does, or with an older one of his. */
  readonly ending: number;
  readonly leftBehind: number;
  /** Whether I may renew any of these. */
  readonly canRenewBranch: boolean;
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
  /** Counts what asks for another reading. */
  #turn = 0;
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
    void this.#readAnew();
  }

  readonly load = new Task(async () => {
    let turn: number;
    do {
      turn = this.#turn;
      await this.#read(this.#listed);
    } while (turn !== this.#turn);
  });

  /** Whatever is being read just now is read once more. */
  #readAnew(): Promise<void> {
    this.#turn += 1;
    return this.load.run();
  }

  /** Keeps what I know of him. */
  readonly save = new Task(async () => {
    const people = await this.#session.peer.people();
    const verified = this.sureness === 'none' ? undefined : this.sureness;
    const petname = this.petname.trim();
    await people.putContact(this.#keyHash, { petname, note: this.note.trim(), verified });
    this.#session.say(this.#session.text.member.saved);
    await this.#readAnew();
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
    await this.#readAnew();
    // What needs attention may be less now, or more.
    await this.#session.refresh();
  });

  async #read(listed: Group): Promise<void> {
    const { peer } = this.#session;
    const group = await peer.openGroup(listed.identity.peerName, listed.peerName);
    const people = await peer.people();
    const rows = await people.rows(group);
    const line = linesOf(rows, group.keyHash).find(({ row }) => row.keyHash === this.#keyHash);
    const [member] = await people.open(group, [this.#keyHash]);
    const way = await people.wayTo(group, this.#keyHash);
    this.missing = line ? (member && way ? undefined : 'unsound') : 'lost';
    if (!line || !member || !way) return;
    this.#fill(await people.contact(this.#keyHash));
    const toMe = await peer.peopleOn(group.chain);
    const from = { group, way: toMe.map(({ keyHash }) => keyHash) };
    this.shown = {
      ...{ group, line, member, ...inviterOn(way, { rows, member }) },
      node: nodeOf(rows, group, this.#keyHash),
      ...endingsOf(rows, this.#keyHash),
      canRenewBranch: renewableOf(branchOf(rows, this.#keyHash), from).size > 0,
      obstacle: obstacleOf(line.row, from),
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

/** The way by the names that I gave, and who stands on it before him. */
function inviterOn(
  way: readonly Person[],
  { rows, member }: { readonly rows: readonly MemberRow[]; readonly member: Member },
): Pick<Shown, 'way' | 'inviter' | 'isLeftBehind'> {
  const known = new Map(rows.map((row) => [row.keyHash, row]));
  const named = way.map((person) => ({
    ...person,
    friendlyName: calledName({ petname: '', ...known.get(person.keyHash), ...person }),
  }));
  const person = named.length > 2 ? named.at(-2) : undefined;
  const { endsWith, end } = member.term;
  return {
    way: named,
    inviter: person && { person, isListed: known.has(person.keyHash) },
    isLeftBehind: end < (known.get(endsWith?.keyHash ?? '')?.end ?? end),
  };
}

function endingsOf(
  rows: readonly MemberRow[],
  keyHash: string,
): Pick<Shown, 'ending' | 'leftBehind'> {
  const behind = leftBehind(rows, keyHash).length;
  return { ending: branchOf(rows, keyHash).length - behind, leftBehind: behind };
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
