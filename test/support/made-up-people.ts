/** Rows of people who have no keys: for what is ordered, filtered and drawn by rows alone. */

import { parsePeerName } from '../../src/core/peer-name.ts';
import type { Group, Member, MemberRow, Stage } from '../../src/peer.ts';

const DAY = 86_400_000;

/** The moment at which they are looked at. */
export const TODAY = Date.UTC(2026, 10, 23, 12);

/** The hash of the group's key. */
export const GROUP_KEY = keyOf('the group');

/** 64 hexadecimal digits that depend on every letter of a name; FNV-1a, eight times. */
export function keyOf(name: string): string {
  const parts = Array.from({ length: 8 }, (_, turn) => {
    let hash = 0x811c9dc5 ^ turn;
    for (const letter of `${name}${turn}`) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    return hash.toString(16).padStart(8, '0');
  });
  return parts.join('');
}

/** Somebody with this name, invited by the group itself unless somebody else is named. */
export function rowOf(
  friendlyName: string,
  { by, ...other }: Partial<MemberRow> & { readonly by?: string } = {},
): MemberRow {
  const start = other.start ?? TODAY - 100 * DAY;
  const end = other.end ?? TODAY + 265 * DAY;
  return {
    keyHash: keyOf(friendlyName),
    peerName: parsePeerName(`${keyOf(friendlyName).slice(0, 40)}.`),
    friendlyName,
    role: 'member',
    start,
    end,
    stage: stageOf(start, end),
    isEndless: false,
    issuerKeyHash: by === undefined ? GROUP_KEY : keyOf(by),
    endsWithIssuer: false,
    source: 'update',
    since: start,
    hasJoined: true,
    letEnd: false,
    offered: undefined,
    petname: '',
    verified: undefined,
    ...other,
  };
}

function stageOf(start: number, end: number): Stage {
  const used = (TODAY - start) / (end - start);
  if (used < 0.66) return 'fresh';
  return used < 0.9 ? 'soon' : used < 1 ? 'urgent' : 'ended';
}

const FIRST = [
  ...['Alice', 'Bob', 'Carol', 'Dan', 'Eve', 'Finn', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Keiko'],
  ...['Liam', 'Mira', 'Noor', 'Olu', 'Priya', 'Quentin', 'Rosa', 'Sven', 'Tomás', 'Uma', 'Viktor'],
];
const LAST = [
  ...['Moreno', 'Tanaka', 'Ødegård', 'Wójcik', 'Laurent', 'O’Shea', 'Papadopoulos', 'Nguyễn'],
  ...['García Márquez', 'Featherstonehaugh-Cholmondeley', 'Li', 'Haddad', 'Kowalska'],
];

/** A name for each number, no two alike. */
function nameOf(index: number): string {
  const round = Math.floor(index / (FIRST.length * LAST.length));
  const name = `${FIRST[index % FIRST.length]} ${LAST[index % LAST.length]}`;
  return round === 0 ? name : `${name} ${round + 1}`;
}

/**
 * A whole group: somebody who has founded it, a few who have invited many, and whoever else came;
 * the second of them is me, or the first where there are fewer than ten. Myself first.
 */
export function madeUpRows(count: number): readonly MemberRow[] {
  const rows: MemberRow[] = [];
  for (let index = 0; index < count; index += 1) rows.push(madeUpRow(index, rows));
  const me = rows[count < 10 ? 0 : 1];
  const mine = rows.map((row): MemberRow => (row === me ? { ...row, source: 'me' } : row));
  return mine.toSorted(
    (a, b) =>
      Number(b.source === 'me') - Number(a.source === 'me') ||
      (a.friendlyName < b.friendlyName ? -1 : 1),
  );
}

function madeUpRow(index: number, before: readonly MemberRow[]): MemberRow {
  const name = nameOf(index);
  if (index === 0) {
    const end = TODAY + 999 * 365 * DAY;
    return rowOf(name, { role: 'admin', end, isEndless: true, stage: 'fresh' });
  }
  // Small numbers invite more people than large ones.
  const inviter = before[Math.floor(index ** 2 / (index + 7) / ((index % 5) + 1.6))];
  const length = [60, 110, 130, 200, 365, 400][index % 6] ?? 365;
  const own = TODAY - 100 * DAY + length * DAY;
  const isCut = index % 3 === 0 && inviter !== undefined && !inviter.isEndless;
  return rowOf(name, {
    by: inviter?.friendlyName ?? nameOf(0),
    role: index % 7 === 1 ? 'admin' : index % 3 === 1 ? 'inviting member' : 'member',
    end: isCut ? inviter.end : own,
    endsWithIssuer: isCut,
    source: index % 4 === 2 ? 'issued' : 'update',
    hasJoined: index % 9 !== 5,
    letEnd: index % 29 === 11,
    petname: index % 11 === 7 ? `${name.split(' ')[0]} from next door` : '',
    verified: index % 5 === 0 ? 'scanned' : index % 5 === 1 ? 'compared' : undefined,
  });
}

/** What verifying somebody gives: as far as a list looks at it. */
export function memberOf(row: MemberRow): Member {
  const { keyHash, peerName, friendlyName, role, source, since, hasJoined } = row;
  const spki = Uint8Array.from(keyHash, (digit) => parseInt(digit, 16));
  const group = { keyHash: row.issuerKeyHash, peerName: '', friendlyName: '', spki };
  const term = { ...row, endsWith: row.endsWithIssuer ? group : undefined };
  const rest = { role, roles: [role], source, since, hasJoined, term, invitedBy: group };
  return {
    keyHash,
    peerName,
    friendlyName,
    spki,
    ...rest,
    credential: { der: spki },
  } as unknown as Member;
}

/** A group that I am in as the row says. */
export function groupOf(me: MemberRow, other: Partial<Group> = {}): Group {
  const { keyHash, peerName, friendlyName } = me;
  const group = {
    keyHash: GROUP_KEY,
    peerName: `${GROUP_KEY.slice(0, 40)}.harbour`,
    friendlyName: 'Harbour Radio Club',
    identity: { keyHash, peerName, friendlyName },
    role: me.role,
    roles: [me.role],
    term: { ...me, endsWith: undefined },
    cannotInvite: undefined,
    chain: [],
  };
  return { ...group, ...other } as unknown as Group;
}
