/** Every sentence of a catalogue, said with numbers, names and days of all sizes. */

/** 3 May 2027, 14:05 in Berlin. */
export const MAY = Date.UTC(2027, 4, 3, 12, 5);

type Said = readonly [path: string, sentence: string];

/** Every sentence by its path, our own words of it; those that take something are said again and again. */
export function* sentencesOf(value: unknown, path = ''): Generator<Said> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value === 'function') {
    for (const [place, said] of callsOf(value as Saying)) {
      yield [`${path}(${place})`, said.filter((part) => typeof part === 'string').join('…')];
    }
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* sentencesOf(part, `${path}.${key}`);
}

type Saying = (...given: unknown[]) => unknown;

/** Something for every sentence that takes more than names, numbers and days. */
function everything(count: number): Readonly<Record<string, unknown>> {
  const people = ['Ada', 'Bob', 'Cem'].slice(0, count);
  const moments = { at: MAY, start: MAY, end: MAY, opened: MAY, made: MAY };
  const kept = { recoveries: count, configurations: count, updates: count, identities: count };
  const life = { role: 'admin', stage: 'soon', isEndless: count > 1 };
  const told = { people, count, guests: people, inviter: people[1], hasOthers: count > 1 };
  const handed = { ways: [{ way: 'text', at: MAY }], about: people.join('') };
  return { ...moments, ...kept, ...life, ...told, ...handed, memberships: count, records: count };
}

/** What any sentence takes, in the forms that it may have. */
const GIVEN: readonly (readonly unknown[])[] = [
  ['Ada', 'Bob', 'Cem'],
  ...[0, 1, 2].map((count) => [count, count, count]),
  ...[0, 1, 2].map((count) => [everything(count), MAY]),
  ...[0, 1, 2].map((count) => [['Ada', 'Bob'].slice(0, count), count]),
  [MAY, MAY, MAY],
  ['admin', MAY],
  ['admin', 'Ada'],
  ['Ada', 'admin', MAY],
  ['Ada', true],
  [true, 2, MAY],
  [''],
];

/** What each sentence that takes something says, where nothing is missing in it. */
export function* saidOf(value: unknown, path = ''): Generator<[path: string, said: string[]]> {
  if (typeof value === 'function') {
    const said = [...callsOf(value as Saying)].map(([, parts]) => parts.map(textOf).join(''));
    yield [path, said.filter((text) => text !== '' && !MISSING.test(text))];
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* saidOf(part, `${path}.${key}`);
}

/** A part of a sentence, names too; what was put in as a name and is none is missing. */
function textOf(part: unknown): string {
  if (typeof part === 'string') return part;
  const isName = typeof part === 'object' && part !== null;
  return isName
    ? Object.values(part as Readonly<Record<string, unknown>>)
        .map(String)
        .join('')
    : 'undefined';
}

/** What stands where something was put in that does not belong there. */
const MISSING = /undefined|NaN|null|\[object|Invalid/u;

function* callsOf(say: Saying): Generator<[place: number, said: readonly unknown[]]> {
  for (const [place, given] of GIVEN.entries()) {
    const said = trySaying(say, given);
    if (said) yield [place, said];
  }
}

/** A sentence in its parts; `undefined` where it takes something else. */
function trySaying(say: Saying, given: readonly unknown[]): readonly unknown[] | undefined {
  try {
    const said = say(...given);
    return Array.isArray(said) ? said.flat() : [said];
  } catch {
    return undefined;
  }
}
