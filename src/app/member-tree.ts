/** The tree of who invited whom: who stands under whom, what of it is unfolded, and where it is drawn. */

import type { MemberRow } from '../peer.ts';
import { groupedBy } from './grouped.ts';

/** Of more people under one, the first are shown, and how many there are besides. */
const WIDEST_FAN = 8;

/** How many more come when they are asked for. */
const NEXT_OF_FAN = 50;

/** As many as fit a screen or two: what is deeper is folded at first. */
const FIRST_SHOWN = 40;

/** Somebody in the tree; at its root stands the group itself. */
export interface TreeNode {
  readonly keyHash: string;
  /** `undefined`: the group. */
  readonly row: MemberRow | undefined;
  /** Whom he invited: who is on the way to me, then who has invited others, then the rest. */
  readonly children: readonly TreeNode[];
  /** How many came through him, step by step. */
  readonly people: number;
  /** Whether I stand here or below. */
  readonly leadsToMe: boolean;
  /** Whoever invited him is not known here, so he is shown beside those whom the group has founded. */
  readonly isAdrift: boolean;
}

/** What is unfolded: whose people are shown, and how many of them at most. */
export type Unfolded = ReadonlyMap<string, number>;

/** Something to be drawn: somebody, or how many there are besides. */
export interface Place {
  /** Tells it from all others in the picture. */
  readonly id: string;
  /** Somebody, or whoever has more people than are shown. */
  readonly node: TreeNode;
  /** How many are left out; 0 for somebody himself. */
  readonly more: number;
  /** Steps from the group, and lines from the top. */
  readonly column: number;
  readonly line: number;
  readonly isUnfolded: boolean;
  /** Among those of the same parent, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** Index of his parent in the picture; -1 for the group. */
  readonly parent: number;
}

/**
 * The tree of a group.
 *
 * @param groupKey hash of the key of the group
 */
export function treeOf(rows: readonly MemberRow[], groupKey: string): TreeNode {
  const byIssuer = groupedBy(rows, ({ issuerKeyHash }) => issuerKeyHash);
  const seen = new Set<string>([groupKey]);
  const grow = (row: MemberRow, isAdrift: boolean): readonly TreeNode[] => {
    // Renewed crosswise, two can each have signed the other: nobody is drawn twice.
    if (seen.has(row.keyHash)) return [];
    seen.add(row.keyHash);
    const { keyHash } = row;
    const children = (byIssuer.get(keyHash) ?? []).flatMap((other) => grow(other, false));
    return [nodeOf({ row, keyHash, isAdrift }, children)];
  };
  const founded = (byIssuer.get(groupKey) ?? []).flatMap((row) => grow(row, false));
  const adrift = inviterUnknownFirst(rows).flatMap((row) => grow(row, true));
  const root = { row: undefined, keyHash: groupKey, isAdrift: false };
  return nodeOf(root, [...founded, ...adrift]);
}

/** Everybody in the tree, each before those whom he invited. */
export function* nodesOf(tree: TreeNode): Generator<TreeNode> {
  yield tree;
  for (const child of tree.children) yield* nodesOf(child);
}

/** What is unfolded at first: the way to me, and level by level as much as can be looked over. */
export function unfoldedAtFirst(tree: TreeNode): Unfolded {
  const unfolded = new Map<string, number>();
  let shown = 1;
  for (let level = [tree]; level.length > 0;) {
    const opened = level.filter((node) => {
      if (node.children.length === 0) return false;
      const fan = Math.min(node.children.length, WIDEST_FAN);
      const fits = node === tree || node.leadsToMe || shown + fan <= FIRST_SHOWN;
      if (fits) shown += fan;
      return fits;
    });
    for (const node of opened) unfolded.set(node.keyHash, fanOf(node));
    level = opened.flatMap((node) => node.children.slice(0, fanOf(node)));
  }
  return unfolded;
}

/** With somebody's people shown, or hidden if they were. */
export function withTurned(unfolded: Unfolded, node: TreeNode): Unfolded {
  const next = new Map(unfolded);
  if (!next.delete(node.keyHash)) next.set(node.keyHash, fanOf(node));
  return next;
}

/** With more of somebody's people shown. */
export function withMore(unfolded: Unfolded, { keyHash }: TreeNode): Unfolded {
  return new Map(unfolded).set(keyHash, (unfolded.get(keyHash) ?? 0) + NEXT_OF_FAN);
}

/** Of somebody's people those who are shown, and how many there are besides. */
export function shownOf(
  { keyHash, children }: TreeNode,
  unfolded: Unfolded,
): { readonly shown: readonly TreeNode[]; readonly more: number } {
  const limit = unfolded.get(keyHash) ?? 0;
  const shown = children.slice(0, limit);
  return { shown, more: limit === 0 ? 0 : children.length - shown.length };
}

/**
 * Where everything is drawn: the group at the beginning, a column for each step, a line for each
 * who has nobody behind him, and everybody on the line of the first of his people.
 *
 * @returns each before those whom he invited
 */
export function placesOf(tree: TreeNode, unfolded: Unfolded): readonly Place[] {
  const places: Place[] = [];
  let lines = 0;
  const put = (place: Unplaced): number => {
    const index = places.push({ ...place, line: 0 }) - 1;
    const under = place.more > 0 ? [] : underOf(place, { index, unfolded });
    const at = under.map(put);
    // Beside the first of his people: so the way back to the group is never far above what one sees.
    const line = at[0] ?? lines++;
    places[index] = { ...place, isUnfolded: under.length > 0, line };
    return line;
  };
  const top = { column: 0, position: 1, siblings: 1, parent: -1, isUnfolded: false };
  put({ ...top, id: tree.keyHash, node: tree, more: 0 });
  return places;
}

type Unplaced = Omit<Place, 'line'>;

/** What stands under somebody, from top to bottom. */
function underOf(
  { node, column }: Unplaced,
  { index, unfolded }: { readonly index: number; readonly unfolded: Unfolded },
): readonly Unplaced[] {
  const { shown, more } = shownOf(node, unfolded);
  const siblings = shown.length + Number(more > 0);
  const all = shown.map((child) => ({ id: child.keyHash, node: child, more: 0 }));
  if (more > 0) all.push({ id: `more ${node.keyHash}`, node, more });
  const common = { column: column + 1, siblings, parent: index, isUnfolded: false };
  return all.map((own, place) => ({ ...own, ...common, position: place + 1 }));
}

/** A few are all shown; of many the first, and one line for the rest. */
function fanOf({ children }: TreeNode): number {
  return children.length <= WIDEST_FAN ? children.length : WIDEST_FAN - 1;
}

function nodeOf(
  { row, keyHash, isAdrift }: Pick<TreeNode, 'row' | 'keyHash' | 'isAdrift'>,
  children: readonly TreeNode[],
): TreeNode {
  return {
    row,
    keyHash,
    isAdrift,
    children: children.toSorted((a, b) => rankOf(a) - rankOf(b)),
    people: children.reduce((sum, child) => sum + 1 + child.people, 0),
    leadsToMe: row?.source === 'me' || children.some(({ leadsToMe }) => leadsToMe),
  };
}

/** What makes the tree comes first: of a wide fan only the beginning is shown. */
function rankOf({ leadsToMe, children }: TreeNode): number {
  if (leadsToMe) return 0;
  return children.length > 0 ? 1 : 2;
}

function inviterUnknownFirst(rows: readonly MemberRow[]): readonly MemberRow[] {
  const known = new Set(rows.map(({ keyHash }) => keyHash));
  const isKnown = ({ issuerKeyHash }: MemberRow): number => Number(known.has(issuerKeyHash));
  return rows.toSorted((a, b) => isKnown(a) - isKnown(b));
}
