import type { Group, Member, MemberRow, Peer, Person } from '../peer.ts';
import { NOBODY, renewableOf, withAll, withChosen } from './chosen.ts';
import { linesFor, linesOf, rowsByKey, type PeopleFilter } from './people-list.ts';
import { peopleMemory, type PeopleMemory } from './people-memory.ts';
import { renewRoute } from './people-routes.ts';
import { renewStep } from './renew-page.svelte.ts';
import { isDue } from './renewal.ts';
import type { Session } from './session.svelte.ts';
import {
  NOBODY_VERIFIED,
  standingOf,
  toBeVerified,
  withVerified,
  type Standing,
} from './standings.ts';
import { Task } from './task.svelte.ts';

/** How many lines are drawn at once, and come to them when their end comes into view. */
const PAGE = 50;

type Keyed = Pick<MemberRow, 'keyHash'>;

type PeopleFacade = Awaited<ReturnType<Peer['people']>>;

/** The people of a group: as a list that is searched, and for the pictures of it. */
export class People {
  /** As they are kept; verified where they come into view. */
  rows = $state.raw<readonly MemberRow[]>([]);
  isRead = $state(false);
  isChoosing = $state(false);
  chosen = $state.raw(NOBODY);
  group: Group;
  #filter: PeopleFilter;
  #limit = $state(PAGE);
  #standings = $state.raw(NOBODY_VERIFIED);
  #way = $state.raw<readonly string[]>([]);
  #shown: readonly string[] = [];
  /** How often it was read. */
  #readings = 0;
  readonly #session: Session;
  readonly #memory: PeopleMemory;
  readonly #known = $derived.by(() => rowsByKey(this.rows));
  readonly #lines = $derived.by(() => linesOf(this.rows, this.group.keyHash));
  /** Whom one looks for. */
  readonly found = $derived.by(() => linesFor(this.#lines, this.#filter));
  /** The beginning of it, as far as it is drawn. */
  readonly drawn = $derived.by(() => this.found.slice(0, this.#limit));
  /** Hashes of the keys of those whom I may renew. */
  readonly renewable = $derived.by(() =>
    renewableOf(this.rows, { group: this.group, way: this.#way }),
  );
  /** How many of them should be renewed. */
  readonly due = $derived.by(() => this.#inTurn().length);

  constructor(session: Session, group: Group) {
    this.#session = session;
    this.#memory = peopleMemory(session, group);
    this.#filter = $state.raw(this.#memory.filter);
    this.group = $state.raw(group);
  }

  get filter(): PeopleFilter {
    return this.#filter;
  }

  get hasMore(): boolean {
    return this.drawn.length < this.found.length;
  }

  /** Looks for something else, or in another order. */
  look(change: Partial<PeopleFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#memory.filter = this.#filter;
    this.#limit = PAGE;
  }

  showMore(): void {
    if (this.hasMore) this.#limit += PAGE;
  }

  standing({ keyHash }: Keyed): Standing {
    return standingOf(this.#standings, keyHash);
  }

  /** As the certificate has him, once it was verified. */
  verified({ keyHash }: Keyed): Member | undefined {
    return this.#standings.known.get(keyHash);
  }

  /** What somebody is called here: by my own name for him, where I gave him one. */
  calledName({ keyHash, friendlyName }: Person): string {
    const row = this.#known.get(keyHash);
    return row && row.petname !== '' ? row.petname : friendlyName;
  }

  /** Whether he was cut to a membership of his inviter that was renewed since. */
  isLeftBehind({ term: { endsWith, end } }: Member): boolean {
    return endsWith !== undefined && end < (this.#known.get(endsWith.keyHash)?.end ?? end);
  }

  /** A screen draws these now: they are verified, unless they were. */
  drew(keyHashes: readonly string[]): void {
    this.#shown = keyHashes;
    void this.verify.run();
  }

  /** The group was read anew: so are its people. */
  follow(group: Group): void {
    this.group = group;
    void this.load.run();
  }

  /** The first lines come verified while the others are still read. */
  readonly load = new Task(async () => {
    let group: Group;
    do {
      group = this.group;
      this.#readings += 1;
      this.#standings = toBeVerified(this.#standings);
      const people = await this.#session.peer.people();
      await Promise.all([this.#readFirst(people, group), this.#readAll(people, group)]);
    } while (group !== this.group);
  });

  /** Verifies whoever a screen shows and was not verified yet, a page at a time. */
  readonly verify = new Task(async () => {
    const people = await this.#session.peer.people();
    for (let next = this.#unverified(); next.length > 0; next = this.#unverified()) {
      const reading = this.#readings;
      const came = await people.open(this.group, next);
      // What was asked of an older reading says nothing of this one: it is asked again.
      if (reading === this.#readings) {
        this.#standings = withVerified(this.#standings, next, came);
      }
    }
  });

  choose(keyHash: string, on: boolean): void {
    this.chosen = withChosen(this.chosen, keyHash, on);
  }

  /** All whom one looks for and whom I may renew, but for those whom I let end. */
  get choosable(): readonly string[] {
    return this.found
      .filter(({ row }) => this.renewable.has(row.keyHash) && !row.letEnd)
      .map(({ row }) => row.keyHash);
  }

  chooseAll(): void {
    this.chosen = withAll(this.chosen, this.choosable);
  }

  stopChoosing(): void {
    this.isChoosing = false;
    this.chosen = NOBODY;
  }

  /** Leads to the screen that renews those who are chosen; they wait for it where half-done steps do. */
  readonly renew = new Task(async () => {
    const { router } = this.#session;
    const from = router.route;
    await renewStep(this.#session, this.group).keepNow({ chosen: [...this.chosen].join(' ') });
    router.go(renewRoute(this.group, 'chosen'), from);
  });

  async #readAll(people: PeopleFacade, group: Group): Promise<void> {
    const [rows, way] = await Promise.all([
      people.rows(group),
      this.#session.peer.peopleOn(group.chain),
    ]);
    this.rows = rows;
    this.#way = way.map(({ keyHash }) => keyHash);
    this.isRead = true;
  }

  async #readFirst(people: PeopleFacade, group: Group): Promise<void> {
    const members = await people.first(group, PAGE);
    this.#standings = withVerified(this.#standings, [], members);
    if (!this.isRead) this.rows = members.map(rowOf);
  }

  #unverified(): readonly string[] {
    const { asked } = this.#standings;
    return this.#shown.filter((keyHash) => !asked.has(keyHash)).slice(0, PAGE);
  }

  #inTurn(): readonly MemberRow[] {
    return this.rows.filter((row) => isDue(row) && !row.letEnd && this.renewable.has(row.keyHash));
  }
}

/** What is shown of somebody until the list is there: what I keep of him myself comes with it. */
function rowOf(member: Member): MemberRow {
  const { keyHash, peerName, friendlyName, role, term, source, since, hasJoined } = member;
  const { stage, isEndless, start, end } = term;
  return {
    ...{ keyHash, peerName, friendlyName, role, stage, isEndless, start, end, source, since },
    ...{ hasJoined, letEnd: false, offered: undefined, petname: '', verified: undefined },
    issuerKeyHash: member.invitedBy.keyHash,
    endsWithIssuer: term.endsWith !== undefined,
  };
}
