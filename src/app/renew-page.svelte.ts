import { SvelteSet } from 'svelte/reactivity';
import { canIssue, ROLES, type Role } from '../core/role.ts';
import type { Group, IssuedInvitation, MemberRow, Person, Renewal } from '../peer.ts';
import { calledName } from './people-list.ts';
import {
  candidatesOf,
  leftBehindBy,
  outcomeOf,
  parseWhom,
  rolesUpTo,
  shownFirst,
  tickedFirst,
  withOthers,
  type Candidate,
  type Outcome,
  type RoleWish,
} from './renewal.ts';
import type { Session } from './session.svelte.ts';
import { Step } from './step.ts';
import { Task } from './task.svelte.ts';
import { UNTIL_CHOICES, untilOf, type UntilChoice } from './until.ts';

/** How many people are drawn at once. */
const STRETCH = 100;

/** The step of renewing in one group; another screen may put those into it who were chosen there. */
export function renewStep(session: Session, group: Group): Step {
  return new Step(session.peer.steps, `renew ${group.identity.peerName} ${group.peerName}`);
}

/** Renewals in the making: whose, as what, until when; and what came of them. */
export class RenewPage {
  group: Group;
  /** Everybody who is known in the group. */
  rows = $state.raw<readonly MemberRow[]>([]);
  /** Hashes of the keys of those who are chosen. */
  readonly ticked = new SvelteSet<string>();
  wish = $state<RoleWish>('same');
  choice = $state<UntilChoice>('year');
  date = $state('');
  showsAll = $state(false);
  limit = $state(STRETCH);
  restored = $state(false);
  /** What was signed on this screen. */
  renewal = $state.raw<Renewal>();
  readonly #session: Session;
  readonly #step: Step;
  readonly #whom: string;
  #way = $state.raw<readonly string[]>([]);
  #chosen = $state.raw<readonly string[]>([]);

  readonly #candidates = $derived.by(() =>
    candidatesOf(this.rows, { group: this.group, way: this.#way }),
  );
  readonly #first = $derived.by(() => shownFirst(this.#candidates, this.whom, this.#chosen));
  /** Those who can be shown: first of all whom the screen was opened for. */
  readonly candidates = $derived.by((): readonly Candidate[] => {
    return this.showsAll ? withOthers(this.#first, this.#candidates) : this.#first;
  });
  readonly shown = $derived(this.candidates.slice(0, this.limit));
  /** Whom to sign for. */
  readonly people = $derived.by(() =>
    this.#candidates.filter(({ row, obstacle }) => !obstacle && this.ticked.has(row.keyHash)),
  );
  readonly until = $derived.by(() =>
    untilOf(this.choice, this.date, { now: this.#session.now, mine: this.group.term }),
  );
  /** Of those, for whom nothing would change: no signature could give them more than they have. */
  readonly unchanged = $derived.by(() =>
    this.people.filter(({ row }) => this.outcomeOf(row)?.isSame),
  );
  readonly canSign = $derived(
    this.until.end !== undefined && this.people.length > this.unchanged.length,
  );
  /** Those who were renewed, in the order of their names. */
  readonly issued = $derived.by((): readonly IssuedInvitation[] =>
    (this.renewal?.issued ?? []).toSorted((a, b) =>
      a.invitee.friendlyName.localeCompare(b.invitee.friendlyName),
    ),
  );
  /** Of those who were renewed, whose old membership others still end with. */
  readonly leftBehind = $derived.by(() =>
    leftBehindBy(
      this.rows,
      this.issued.map(({ invitee }) => invitee.keyHash),
    ),
  );
  /** How many of the signed memberships give less, and wait for a word of their owners. */
  offered = $state(0);

  /** @param whom as {@link parseWhom} reads it */
  constructor(session: Session, parts: { readonly group: Group; readonly whom: string }) {
    this.#session = session;
    this.group = parts.group;
    this.#whom = parts.whom;
    this.#step = renewStep(session, parts.group);
  }

  get whom() {
    return parseWhom(this.#whom);
  }

  /** Whoever the screen is about, alone or with those who end with him. */
  get about(): MemberRow | undefined {
    const { whom } = this;
    return 'keyHash' in whom ? this.rows.find((row) => row.keyHash === whom.keyHash) : undefined;
  }

  /** How many more there are than those whom the screen was opened for. */
  get others(): number {
    const { keyHash } = this.group.identity;
    return this.rows.filter((row) => row.keyHash !== keyHash).length - this.#first.length;
  }

  /** Roles with whether I can give them, the least first. */
  get roles(): readonly { readonly role: Role; readonly canGive: boolean }[] {
    return ROLES.map((role) => ({ role, canGive: canIssue(this.group.roles, role) }));
  }

  /** What somebody is called here: by my own name for him, where I gave him one. */
  calledName({ keyHash, friendlyName }: Person): string {
    const row = this.rows.find((known) => known.keyHash === keyHash);
    return calledName({ petname: '', ...row, friendlyName });
  }

  outcomeOf(row: MemberRow): Outcome | undefined {
    return outcomeOf(row, { wish: this.wish, until: this.until, group: this.group });
  }

  tick(keyHash: string, on: boolean): void {
    if (on) this.ticked.add(keyHash);
    else this.ticked.delete(keyHash);
  }

  /** Chooses all who are listed and can be renewed. Whom I let end is chosen by himself, or not at all. */
  tickAll(): void {
    const can = this.candidates.filter(({ row, obstacle }) => !obstacle && !row.letEnd);
    this.#tickThese(can.map(({ row }) => row.keyHash));
  }

  tickNone(): void {
    this.ticked.clear();
  }

  showMore(): void {
    this.limit += STRETCH;
  }

  readonly restore = new Task(async () => {
    const { peer } = this.#session;
    try {
      this.group = await peer.openGroup(this.group.identity.peerName, this.group.peerName);
      const way = await peer.peopleOn(this.group.chain);
      this.#way = way.map(({ keyHash }) => keyHash);
      await this.#readRows();
      await this.#restoreChoices();
    } finally {
      this.restored = true;
    }
  });

  /** What was chosen at an earlier visit counts only for the same people. */
  async #restoreChoices(): Promise<void> {
    const fields = await this.#step.restore();
    this.#chosen = hashesOf(fields['chosen']);
    this.#tickThese(tickedFirst(this.#first, this.whom));
    if (fields['whom'] !== this.#whom) return;
    this.#tickThese(hashesOf(fields['ticked']));
    this.showsAll = fields['all'] === 'all';
    this.choice = UNTIL_CHOICES.find((choice) => choice === fields['choice']) ?? 'year';
    this.date = fields['date'] ?? '';
    const role = this.roles.find((known) => known.role === fields['wish']);
    this.wish = role?.canGive ? role.role : 'same';
  }

  keep(): void {
    if (!this.restored || this.renewal) return;
    const { choice, date, wish } = this;
    this.#step.keep({
      whom: this.#whom,
      chosen: this.#chosen.join(' '),
      ticked: [...this.ticked].join(' '),
      all: this.showsAll ? 'all' : '',
      ...{ choice, date, wish },
    });
  }

  /** The screen is left: nothing may be kept later than what the next one reads. */
  readonly leave = (): void => {
    this.#step.keepPending();
  };

  /** Signs for all who are chosen: for all of them, or for nobody. */
  readonly sign = new Task(async () => {
    const { until, wish } = this;
    if (!this.canSign || until.end === undefined) return;
    const { peer } = this.#session;
    const chosen = this.people.filter(({ row }) => !this.outcomeOf(row)?.isSame);
    const offered = chosen.filter(({ row }) => this.outcomeOf(row)?.isWeaker && isRunning(row));
    const renewal = await (
      await peer.credentials()
    ).renewMembers(this.group, {
      keyHashes: chosen.map(({ row }) => row.keyHash),
      validityEnd: until.isMine ? undefined : until.end,
      ...(wish !== 'same' && { roles: rolesUpTo(wish) }),
      finishes: this.#step.id,
    });
    await this.#step.forget();
    await this.#readRows();
    this.offered = offered.length;
    this.renewal = renewal;
    await this.#session.refresh();
  });

  #tickThese(keyHashes: readonly string[]): void {
    this.ticked.clear();
    for (const keyHash of keyHashes) this.ticked.add(keyHash);
  }

  async #readRows(): Promise<void> {
    this.rows = await (await this.#session.peer.people()).rows(this.group);
  }
}

/** What has ended is weaker than anything. */
function isRunning({ stage }: MemberRow): boolean {
  return stage !== 'ended';
}

/** Hashes of keys as a step keeps them. */
function hashesOf(field = ''): readonly string[] {
  return field.split(' ').filter((keyHash) => keyHash !== '');
}
