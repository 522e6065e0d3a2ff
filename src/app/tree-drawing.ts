/** Where the parts of the drawn tree stand, in units of its picture. */

import type { Place } from './member-tree.ts';

/** Of the field that somebody stands in; as high as a finger needs. */
export const FIELD = { width: 224, height: 44 } as const;

/** From one to the next: where there is room each step is a column, else it only sets them in a little. */
const STEPS = {
  wide: { across: FIELD.width + 36, down: FIELD.height + 10 },
  narrow: { across: 26, down: FIELD.height + 8 },
} as const;

/** Between the edge of the picture and what is in it: room for the ring around what has the focus. */
const MARGIN = 6;

export interface DrawnPlace {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

/** A line from somebody to one of his people. */
export interface Branch {
  readonly id: string;
  /** Path data (SVG). */
  readonly path: string;
  readonly leadsToMe: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly fields: readonly DrawnPlace[];
  readonly branches: readonly Branch[];
}

/** Where it is drawn. */
export interface Paper {
  readonly direction: 'ltr' | 'rtl';
  /** As on a phone: everybody has a line of his own, below whoever invited him. */
  readonly isNarrow: boolean;
}

/** Draws a tree from what is unfolded of it. */
export function drawingOf(places: readonly Place[], paper: Paper): Drawing {
  const { across, down } = STEPS[paper.isNarrow ? 'narrow' : 'wide'];
  const placed = places.map((place, index) => ({
    place,
    x: MARGIN + place.column * across,
    y: MARGIN + (paper.isNarrow ? index : place.line) * down,
  }));
  const width = placed.reduce((most, { x }) => Math.max(most, x), 0) + FIELD.width + MARGIN;
  const height = placed.reduce((most, { y }) => Math.max(most, y), 0) + FIELD.height + MARGIN;
  const branches = branchesOf(placed, paper.isNarrow);
  if (paper.direction === 'ltr') return { width, height, fields: placed, branches };
  const fields = placed.map((field) => ({ ...field, x: width - field.x - FIELD.width }));
  return { width, height, fields, branches };
}

/** As one reads from left to right: the view mirrors them. */
function branchesOf(fields: readonly DrawnPlace[], isNarrow: boolean): readonly Branch[] {
  const pathBetween = isNarrow ? pathBelow : pathBeside;
  const branches = fields.flatMap((to) => {
    const from = fields[to.place.parent];
    if (!from) return [];
    const leadsToMe = to.place.more === 0 && to.place.node.leadsToMe;
    return [{ id: to.place.id, path: pathBetween(from, to), leadsToMe }];
  });
  // Drawn last, the way to me lies above the others.
  return branches.toSorted((a, b) => Number(a.leadsToMe) - Number(b.leadsToMe));
}

/** Out at the side, down beside the others, and in with a round corner. */
function pathBeside(from: DrawnPlace, to: DrawnPlace): string {
  const start = from.x + FIELD.width;
  const middle = (start + to.x) / 2;
  const top = from.y + FIELD.height / 2;
  if (from.y === to.y) return `M${start} ${top}H${to.x}`;
  return `M${start} ${top}H${middle - CORNER}q${CORNER} 0 ${CORNER} ${CORNER}${downTo(to, middle)}`;
}

/** Down from below, and in with a round corner. */
function pathBelow(from: DrawnPlace, to: DrawnPlace): string {
  const middle = (from.x + to.x) / 2;
  return `M${middle} ${from.y + FIELD.height}${downTo(to, middle)}`;
}

const CORNER = 8;

function downTo({ x, y }: DrawnPlace, middle: number): string {
  const bottom = y + FIELD.height / 2;
  return `V${bottom - CORNER}Q${middle} ${bottom} ${middle + CORNER} ${bottom}H${x}`;
}
