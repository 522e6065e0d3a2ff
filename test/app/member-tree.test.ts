import { describe, expect, test } from 'vitest';
import {
  nodesOf,
  placesOf,
  shownOf,
  treeOf,
  unfoldedAtFirst,
  withMore,
  withTurned,
  type Place,
  type TreeNode,
} from '../../src/app/member-tree.ts';
import { drawingOf, FIELD } from '../../src/app/tree-drawing.ts';
import { GROUP_KEY, keyOf, madeUpRows, rowOf } from '../support/made-up-people.ts';

const nameOf = ({ row }: TreeNode) => row?.friendlyName ?? 'the group';

/** The tree as nested lists of names. */
function namesIn(node: TreeNode): unknown {
  return node.children.length === 0 ? nameOf(node) : [nameOf(node), ...node.children.map(namesIn)];
}

function nodeNamed(tree: TreeNode, name: string): TreeNode {
  return [...nodesOf(tree)].find((node) => nameOf(node) === name)!;
}

function drawn(tree: TreeNode, unfolded = unfoldedAtFirst(tree)): readonly string[] {
  return placesOf(tree, unfolded).map(
    ({ node, more, column, line }) =>
      `${column}/${line} ${more > 0 ? `${more} more of ` : ''}${nameOf(node)}`,
  );
}

const FEW = [
  rowOf('Alice'),
  rowOf('Bob', { by: 'Alice' }),
  rowOf('Carol', { by: 'Alice' }),
  rowOf('Dan', { by: 'Carol', source: 'me' }),
  rowOf('Eve', { by: 'Carol' }),
];

describe('who stands under whom', () => {
  test('everybody under whoever invited him; first the way to me, then who has invited others', () => {
    const tree = treeOf([...FEW, rowOf('Finn'), rowOf('Grace', { by: 'Finn' })], GROUP_KEY);
    expect(namesIn(tree)).toEqual([
      'the group',
      ['Alice', ['Carol', 'Dan', 'Eve'], 'Bob'],
      ['Finn', 'Grace'],
    ]);
  });

  test('how many came through each', () => {
    const tree = treeOf(FEW, GROUP_KEY);
    expect([...nodesOf(tree)].map((node) => [nameOf(node), node.people])).toEqual([
      ['the group', 5],
      ['Alice', 4],
      ['Carol', 2],
      ['Dan', 0],
      ['Eve', 0],
      ['Bob', 0],
    ]);
  });

  test('whoever was invited by somebody unknown stands beside the founded, and says so', () => {
    const rows = [...FEW, rowOf('Hugo', { by: 'nobody here' }), rowOf('Ines', { by: 'Hugo' })];
    const tree = treeOf(rows, GROUP_KEY);
    expect(nodeNamed(tree, 'Hugo')).toMatchObject({ isAdrift: true, people: 1 });
    expect(nodeNamed(tree, 'Ines').isAdrift).toBe(false);
    expect(tree.people).toBe(7);
  });

  test('two who have signed each other are each drawn once', () => {
    const rows = [...FEW, rowOf('Hugo', { by: 'Ines' }), rowOf('Ines', { by: 'Hugo' })];
    const tree = treeOf(rows, GROUP_KEY);
    expect(tree.people).toBe(7);
    expect(namesIn(nodeNamed(tree, 'Hugo'))).toEqual(['Hugo', 'Ines']);
  });

  test.each([1, 30, 300, 5000])('nobody of %i is lost', (count) => {
    const rows = madeUpRows(count);
    const keys = [...nodesOf(treeOf(rows, GROUP_KEY))].map(({ keyHash }) => keyHash);
    expect(keys).toHaveLength(count + 1);
    expect(new Set(keys)).toEqual(new Set([GROUP_KEY, ...rows.map(({ keyHash }) => keyHash)]));
  });
});

describe('what is unfolded', () => {
  const fan = Array.from({ length: 80 }, (_, index) => rowOf(`Person ${index}`, { by: 'Alice' }));

  test('of a wide fan the first at first, then 50 more', () => {
    const tree = treeOf([rowOf('Alice'), ...fan], GROUP_KEY);
    const alice = nodeNamed(tree, 'Alice');
    const first = unfoldedAtFirst(tree);
    expect(shownOf(alice, first)).toMatchObject({ more: 73, shown: { length: 7 } });
    const next = withMore(first, alice);
    expect(shownOf(alice, next)).toMatchObject({ more: 23, shown: { length: 57 } });
    expect(shownOf(alice, withMore(next, alice))).toMatchObject({ more: 0, shown: { length: 80 } });
  });

  test.each([30, 300, 5000])('of %i no more than a few screens, and I am among them', (count) => {
    const places = placesOf(...atFirst(count));
    expect(places.length).toBeLessThan(80);
    expect(places.some(({ node, more }) => more === 0 && node.row?.source === 'me')).toBe(true);
  });

  test('the way to me, however much else there is', () => {
    const crowd = Array.from({ length: 8 }, (_, index) => `Inviter ${index}`);
    const others = crowd.flatMap((by) => [
      rowOf(by, { by: 'Alice' }),
      ...Array.from({ length: 8 }, (_, index) => rowOf(`${by}, ${index}`, { by })),
    ]);
    const deep = Array.from({ length: 10 }, (_, index) =>
      rowOf(`Step ${index}`, { by: index === 0 ? 'Inviter 7' : `Step ${index - 1}` }),
    );
    const me = rowOf('Zoe', { by: 'Step 9', source: 'me' });
    const tree = treeOf([rowOf('Alice'), ...others, ...deep, me], GROUP_KEY);
    expect(drawn(tree).filter((place) => place.endsWith(' Zoe'))).toHaveLength(1);
  });

  test('folding hides whoever stands below, and unfolding shows them again', () => {
    const tree = treeOf(FEW, GROUP_KEY);
    const folded = withTurned(unfoldedAtFirst(tree), nodeNamed(tree, 'Carol'));
    expect(drawn(tree, folded)).not.toContain('3/0 Dan');
    expect(drawn(tree, withTurned(folded, nodeNamed(tree, 'Carol')))).toEqual(drawn(tree));
  });
});

function atFirst(count: number): [TreeNode, ReturnType<typeof unfoldedAtFirst>] {
  const tree = treeOf(madeUpRows(count), GROUP_KEY);
  return [tree, unfoldedAtFirst(tree)];
}

describe('where it is drawn', () => {
  test('a column for each step, and each on the line of the first of his people', () => {
    expect(drawn(treeOf(FEW, GROUP_KEY))).toEqual([
      '0/0 the group',
      '1/0 Alice',
      '2/0 Carol',
      '3/0 Dan',
      '3/1 Eve',
      '2/2 Bob',
    ]);
  });

  test('each knows his parent and his place among his siblings', () => {
    const places = placesOf(...atFirst(30));
    const isRight = ({ parent, position, siblings, column }: Place): boolean =>
      parent === -1
        ? column === 0
        : places[parent]!.column === column - 1 && position >= 1 && position <= siblings;
    expect(places.every(isRight)).toBe(true);
  });

  test.each([
    ['wide', { direction: 'ltr', isNarrow: false }],
    ['narrow', { direction: 'ltr', isNarrow: true }],
    ['from right to left', { direction: 'rtl', isNarrow: false }],
  ] as const)('no two fields lie over each other (%s)', (_which, paper) => {
    const { fields, width, height } = drawingOf(placesOf(...atFirst(300)), paper);
    for (const a of fields) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + FIELD.width).toBeLessThanOrEqual(width);
      expect(a.y + FIELD.height).toBeLessThanOrEqual(height);
      const over = fields.filter(
        (b) => b !== a && Math.abs(a.x - b.x) < FIELD.width && Math.abs(a.y - b.y) < FIELD.height,
      );
      expect(over).toEqual([]);
    }
  });

  test('whoever reads from right to left has the group at the right', () => {
    const { fields } = drawingOf(placesOf(...atFirst(30)), { direction: 'rtl', isNarrow: false });
    expect(fields[0]?.place.node.keyHash).toBe(GROUP_KEY);
    expect(fields[0]?.x).toBe(Math.max(...fields.map(({ x }) => x)));
  });

  test('where there is little room, everybody stands below whoever invited him', () => {
    const places = placesOf(treeOf(FEW, GROUP_KEY), unfoldedAtFirst(treeOf(FEW, GROUP_KEY)));
    const { fields } = drawingOf(places, { direction: 'ltr', isNarrow: true });
    const tops = fields.map(({ y }) => y);
    expect(new Set(tops).size).toBe(tops.length);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });

  test('a line leads to everybody but the group, the way to me last, above the others', () => {
    const { branches } = drawingOf(placesOf(...atFirst(30)), {
      direction: 'ltr',
      isNarrow: false,
    });
    expect(branches).toHaveLength(placesOf(...atFirst(30)).length - 1);
    const mine = branches.map(({ leadsToMe }) => leadsToMe);
    expect(mine).toEqual(mine.toSorted((a, b) => Number(a) - Number(b)));
    expect(mine.at(-1)).toBe(true);
  });
});

test('a key is found by its name', () => {
  expect(treeOf(FEW, GROUP_KEY).children[0]?.keyHash).toBe(keyOf('Alice'));
});
