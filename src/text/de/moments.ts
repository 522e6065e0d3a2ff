/** Dates, sizes, names in a row and plurals as German writes them, in the zone of whoever reads. */

import type { Phrase } from '../phrase.ts';

const LANGUAGE = 'de';

/** "3. Mai 2027" */
export function day(time: number): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'long' }).format(time);
}

/** "03.05.2027", short enough for a table. */
export function shortDay(time: number): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' }).format(time);
}

/** "3. Mai 2027 um 14:05 MESZ": deadlines name their zone. */
export function moment(time: number): string {
  const date = new Intl.DateTimeFormat(LANGUAGE, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return date.format(time);
}

/** "3. Mai 2027 um 14:05:00 MESZ", to the second, as certificates have it. */
export function exactMoment(time: number): string {
  const style = { dateStyle: 'long', timeStyle: 'long' } as const;
  return new Intl.DateTimeFormat(LANGUAGE, style).format(time);
}

/** "in 12 Tagen", "vor 3 Tagen" */
export function daysFrom(now: number, time: number): string {
  const days = Math.round((time - now) / 86_400_000);
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' }).format(days, 'day');
}

/** "gerade eben", "vor 3 Minuten", "vor 2 Stunden", "vor 5 Tagen", and from a month on the day itself */
export function ago(now: number, time: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return 'gerade eben';
  if (minutes >= 30 * 1440) return `am ${shortDay(time)}`;
  const format = new Intl.RelativeTimeFormat(LANGUAGE);
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 1440) return format.format(-Math.floor(minutes / 60), 'hour');
  return format.format(-Math.floor(minutes / 1440), 'day');
}

/** "Mitglied und Admin" */
export function list(parts: readonly string[]): string {
  return new Intl.ListFormat(LANGUAGE).format(parts);
}

/** So many of several names are said. */
const SAID_NAMES = 4;

/**
 * "Bob, Carol und noch 3 Personen", each name kept apart; "5 Personen" where no name is known. The
 * words are the same in every case of the sentence around them.
 */
export function names(people: readonly string[], count = people.length): Phrase {
  const said = people.slice(0, SAID_NAMES);
  if (said.length === 0) return [plural(count, 'Person', 'Personen')];
  const left = Math.max(count, people.length) - said.length;
  const others = left > 0 ? [`noch ${plural(left, 'Person', 'Personen')}`] : [];
  return inRow(said, others);
}

/** Every name, where none may be left out. */
export function everyName(people: readonly string[]): Phrase {
  return inRow(people, []);
}

function inRow(people: readonly string[], others: readonly string[]): Phrase {
  let place = 0;
  return new Intl.ListFormat(LANGUAGE)
    .formatToParts([...people, ...others])
    .map(({ type, value }) => {
      if (type === 'literal') return value;
      place += 1;
      return place > people.length ? value : { apart: value };
    });
}

/** "1,5 MB" */
export function size(bytes: number): string {
  const megabytes = bytes / 1e6;
  const unit = megabytes < 1 ? 'kilobyte' : megabytes < 1000 ? 'megabyte' : 'gigabyte';
  const scale = { kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9 }[unit];
  const style = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(LANGUAGE, style).format(bytes / scale);
}

/** "10.000" */
export function numeral(count: number): string {
  return new Intl.NumberFormat(LANGUAGE).format(count);
}

/** The form that goes with a number, the number in front: "1 Person", "3 Personen". */
export function plural(count: number, one: string, other: string): string {
  const form = new Intl.PluralRules(LANGUAGE).select(count) === 'one' ? one : other;
  return `${numeral(count)} ${form}`;
}
