import type { MemberRow } from '../peer.ts';
import {
  placesOf,
  treeOf,
  unfoldedAtFirst,
  withMore,
  withTurned,
  type Place,
  type TreeNode,
  type Unfolded,
} from './member-tree.ts';

/** Shares of the full size. */
const SIZES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5];

/** Where a key leads, as lines are read: back is towards the group. */
export type TreeStep = 'back' | 'on' | 'up' | 'down' | 'first' | 'last';

/** The tree of who invited whom on a screen: what is unfolded, how large it is, and where the keys are. */
export class TreeView {
  readonly #rows: () => readonly MemberRow[];
  readonly #groupKey: string;
  readonly tree = $derived.by(() => treeOf(this.#rows(), this.#groupKey));
  /** What somebody has folded and unfolded himself. */
  #turned = $state.raw<Unfolded>();
  readonly unfolded = $derived.by(() => this.#turned ?? unfoldedAtFirst(this.tree));
  readonly places = $derived.by(() => placesOf(this.tree, this.unfolded));
  /** See {@link ./tree-drawing.ts}. */
  isNarrow = $state(false);
  #size = $state(SIZES.indexOf(1));
  #chosen = $state('');
  /** The one place that the tab key leads to. */
  readonly current = $derived.by(
    () => this.places.find(({ id }) => id === this.#chosen) ?? this.places[0],
  );

  /** @param groupKey hash of the key of the group */
  constructor(rows: () => readonly MemberRow[], groupKey: string) {
    this.#rows = rows;
    this.#groupKey = groupKey;
  }

  /** Of full size. */
  get percent(): number {
    return 100 * (SIZES[this.#size] ?? 1);
  }

  get canGrow(): boolean {
    return this.#size < SIZES.length - 1;
  }

  get canShrink(): boolean {
    return this.#size > 0;
  }

  grow(steps: number): void {
    this.#size = Math.min(SIZES.length - 1, Math.max(0, this.#size + steps));
  }

  rest(place: Place): void {
    this.#chosen = place.id;
  }

  /** Shows somebody's people, or hides them. */
  turn(node: TreeNode): void {
    if (node.children.length > 0) this.#turned = withTurned(this.unfolded, node);
  }

  showMore(node: TreeNode): void {
    this.#turned = withMore(this.unfolded, node);
    // Its place may be gone: the keys go on from whose people they are.
    this.#chosen = node.keyHash;
  }

  /** Goes on from where the keys are. */
  go(step: TreeStep): void {
    const from = this.current;
    if (!from) return;
    const isFolded = from.more === 0 && from.node.children.length > 0 && !from.isUnfolded;
    if (step === 'on' && isFolded) this.turn(from.node);
    else this.#chosen = (this.#nextOf(from, step) ?? from).id;
  }

  #nextOf(from: Place, step: TreeStep): Place | undefined {
    const { places } = this;
    switch (step) {
      case 'back':
        return places[from.parent];
      case 'on':
        return places.find(({ parent }) => places[parent] === from);
      case 'first':
        return places[0];
      case 'last':
        return places.at(-1);
      default:
        return this.#besideOf(from, step);
    }
  }

  /** Above or below: in the same column, where there are columns. */
  #besideOf(from: Place, step: 'up' | 'down'): Place | undefined {
    const column = this.isNarrow
      ? this.places
      : this.places.filter((place) => place.column === from.column);
    return column[column.indexOf(from) + (step === 'up' ? -1 : 1)];
  }
}
