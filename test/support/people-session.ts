/** A session on made-up people: what the screens of a group's people ask of it, and no more. */

import { vi } from 'vitest';
import type { Route } from '../../src/app/router.svelte.ts';
import type { Session } from '../../src/app/session.svelte.ts';
import type { Contact, Group, Member, MemberRow } from '../../src/peer.ts';
import { english, type Text } from '../../src/text/en.ts';
import { memberOf, TODAY } from './made-up-people.ts';

const WORDS = ['cedar', 'pilot', 'ribbon', 'frost', 'amber', 'oval', 'lantern', 'meadow'];
const NOTHING: Contact = { petname: '', note: '', verified: undefined };

/** What a test can see of what the screens have asked for. */
export class MadeUpPeople {
  rows: readonly MemberRow[];
  text: Text = english;
  /** Hashes of the keys that were verified, one list for each time. */
  readonly opened: (readonly string[])[] = [];
  /** Those whose certificates do not hold. */
  readonly unsound = new Set<string>();
  readonly contacts = new Map<string, Contact>();
  readonly steps = new Map<string, string>();
  readonly said: unknown[] = [];
  readonly refresh = vi.fn(async () => undefined);
  route: Route = { name: 'home' };
  readonly #group: () => Group;

  constructor(rows: readonly MemberRow[], group: () => Group) {
    this.rows = rows;
    this.#group = group;
  }

  get session(): Session {
    const moved = true;
    const say = (sentence: unknown) => this.said.push(sentence);
    const router = { route: this.route, go: (route: Route) => (this.route = route) };
    const { text, peer } = this;
    const learn = async () => text;
    const shared = { text, words: text, now: TODAY, peer, router, say, moved, learn };
    return { ...shared, refresh: this.refresh } as unknown as Session;
  }

  get peer() {
    const put = async (id: string, value: string) => void this.steps.set(id, value);
    return {
      people: async () => this.#people,
      peopleOn: async () => this.#wayToMe(),
      steps: { put, find: async () => undefined, delete: async () => undefined },
      openGroup: async () => this.#group(),
      fingerprint: async () => ({ words: WORDS, digits: Array(6).fill('01234') }),
    };
  }

  readonly #people = {
    rows: async () => this.rows,
    first: async (_: Group, limit: number) => {
      const keys = this.rows.slice(0, limit).map(({ keyHash }) => keyHash);
      return this.#opened(keys);
    },
    open: async (_: Group, keyHashes: readonly string[]) => {
      this.opened.push(keyHashes);
      return this.#opened(keyHashes);
    },
    wayTo: async (_: Group, keyHash: string) => [this.#group(), ...this.#wayTo(keyHash)],
    contact: async (keyHash: string) => this.contacts.get(keyHash) ?? NOTHING,
    putContact: async (keyHash: string, change: Partial<Contact>) => {
      this.contacts.set(keyHash, { ...NOTHING, ...change });
    },
    letEnd: async (_: Group, keyHash: string, letEnd: boolean) => {
      this.rows = this.rows.map((row) => (row.keyHash === keyHash ? { ...row, letEnd } : row));
    },
  };

  #wayToMe(): readonly MemberRow[] {
    return this.#wayTo(this.rows.find(({ source }) => source === 'me')?.keyHash ?? '');
  }

  #wayTo(keyHash: string): readonly MemberRow[] {
    const known = new Map(this.rows.map((row) => [row.keyHash, row]));
    const way: MemberRow[] = [];
    let row = known.get(keyHash);
    while (row && !way.includes(row)) {
      way.unshift(row);
      row = known.get(row.issuerKeyHash);
    }
    return way;
  }

  #opened(keyHashes: readonly string[]): readonly Member[] {
    const known = new Map(this.rows.map((row) => [row.keyHash, row]));
    return this.#found(keyHashes).map((row) => {
      const member = memberOf(row);
      const invitedBy = known.get(row.issuerKeyHash) ?? member.invitedBy;
      const endsWith = member.term.endsWith && invitedBy;
      return { ...member, invitedBy, term: { ...member.term, endsWith } } as Member;
    });
  }

  #found(keyHashes: readonly string[]): readonly MemberRow[] {
    const known = new Map(this.rows.map((row) => [row.keyHash, row]));
    return keyHashes
      .filter((keyHash) => !this.unsound.has(keyHash))
      .flatMap((keyHash) => known.get(keyHash) ?? []);
  }
}
