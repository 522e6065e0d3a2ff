/** The values that stand in the attributes of a record, and in a query for them (windows-api.md 6.10). */

/** What a value is. */
export const VALUE_TYPES = ['string', 'date', 'int'] as const;

export type ValueType = (typeof VALUE_TYPES)[number];

/** The type that a word names; `undefined` for any other word. */
export function findValueType(word: string | undefined): ValueType | undefined {
  return VALUE_TYPES.find((type) => type === word);
}

/** Names are letters and digits alone. */
export function isAttributeName(name: string): boolean {
  return /^[A-Za-z0-9]{1,255}$/.test(name);
}

/**
 * What a value is compared by: a text, a number, or milliseconds since 1970 UTC.
 *
 * @returns `undefined` for a value that is not of its type
 */
export function readValue(type: ValueType, text: string): string | number | undefined {
  if (type === 'string') return text;
  return type === 'int' ? readInteger(text) : readDate(text);
}

function readInteger(text: string): number | undefined {
  if (!/^[+-]?\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The forms of W3C NOTE-datetime: a year, a month, a day, or a moment with its offset from UTC. */
const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?:Z|([+-])(\d{2}):(\d{2})))?)?)?$/;

/** The beginning of what is named. */
function readDate(text: string): number | undefined {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const [, , , , , , , fraction = '0', sign = '+', hours = '0', minutes = '0'] = found;
  if (hour > 23 || minute > 59 || second > 59 || Number(hours) > 23 || Number(minutes) > 59) {
    return undefined;
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const seconds = hour * 3600 + (minute - offset) * 60 + second + Number(fraction);
  return date.getTime() + Math.round(seconds * 1000);
}
