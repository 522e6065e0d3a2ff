import { describe, expect, test } from 'vitest';
import { german } from '../../src/text/de.ts';
import { english } from '../../src/text/en.ts';
import { isolated, plain } from '../../src/text/phrase.ts';
import { MAY, saidOf, sentencesOf } from './said.ts';

const DAY = 86_400_000;

/** All that German says: once, since there is much of it. */
const SAID = [...sentencesOf(german)];

/** Words that both languages have. */
const SHARED = new Set([
  ...['Ada', 'Bob', 'Cem', 'Conclave', 'Deutsch', 'Details', 'English', 'Name', 'Organisation'],
  ...['Person', 'Region', 'Version', 'VERSION', 'Cloud', 'CLOUDNAME', 'RSA', 'PSS', 'Ed', 'ltr'],
  ...['in', 'kB', 'GB', 'SHA'],
  // What is put in below, where it does not belong.
  ...['NaN', 'admin', 'object', 'Object', 'true', 'undefined'],
]);

/** Words that no German sentence has, but for those in the names of fields and files. */
const ENGLISH = /\b(?:the|and|of|is|not|you|your|with|this|that|it|for|or|to|are|has|have)\b/iu;

/** Words that German has a better one for on another screen, or a wrong one. */
const OTHER_WORDS = [
  /\b(?:Update|gesichert|Einladungslink|Administrator|Ausweis|signier|Sie haben)/u,
  // A key is locked; a seal is the picture of one. A recovery code is none of those that are scanned.
  /[Ss]iegel|\bCode oder (?:\p{L}+ )?Passwort/u,
  // What is typed.
  /\b[Tt]ipp(?:en?|st|t)?\b|\b[Ss]chreib (?:zuerst|das|mindestens|dort|es noch)/u,
  // What works: but clocks go.
  /(?<!richtig )\bgeht\b(?! (?:nach|vor|richtig|es )\b)/u,
  // What is kept, and what is over.
  /\baufheb|\baufgehoben|\b[Bb]eendet/u,
  // Memberships end and are renewed, people are not.
  /\bPerson(?:en)? ende|verlängerst dich|dich (?:selbst )?verlängern|\b[Ww]er (?:mit \S+|zuerst) ende/u,
  /\d mehr\b|\d\s\d{3}\b|hält nicht stand|Angesicht|Etwas öffnen, das/u,
];

describe('German', () => {
  test('says everything that English says, and nothing else', () => {
    expect(shapeOf(german)).toEqual(shapeOf(english));
  });

  test('says nothing in the words of English, but for names', () => {
    const said = new Map(sentencesOf(english));
    const same = SAID.filter(([path, sentence]) => {
      const words = ownWordsOf(sentence);
      return words.length > 0 && ownWordsOf(said.get(path) ?? '').join() === words.join();
    });
    expect(same).toEqual([]);
  });

  test('has no English word in a sentence', () => {
    const mixed = SAID.filter(([, sentence]) => ENGLISH.test(sentence));
    expect(mixed).toEqual([]);
  });

  test('quotes as German does, and calls out nothing', () => {
    const foreign = SAID.filter(([, text]) => /[“”"!]/u.test(unquoted(text)));
    expect(foreign).toEqual([]);
  });

  test.each(OTHER_WORDS)('speaks of things by one word each: not %s', (other) => {
    expect(SAID.filter(([, sentence]) => other.test(sentence))).toEqual([]);
  });

  test('is heard whole: every sentence that takes something is said at least once', () => {
    expect([...saidOf(german)].filter(([, said]) => said.length === 0)).toEqual([]);
  });

  test('says where its longest words may be broken, but never within a name', () => {
    const name = 'Wiederherstellungsdatei';
    const said = german.recoveryFile.unsaved(name);
    expect(said).toContainEqual({ apart: name });
    expect(said[0]).toBe('Die Wieder\u00ADherstellungs\u00ADdatei von ');
    expect(german.recoveryFile.title).toBe('Wieder\u00ADherstellungs\u00ADdatei');
    const broken = `W\u00AD`;
    expect(plain(german.recoveryFile.shareSays(broken))).toBe(
      `Wiederherstellungsdatei von ${broken}. Halte sie geheim.`,
    );
    expect(isolated(german.recoveryFile.title)).toBe(name);
  });

  test('ends the sentence of every reason', () => {
    for (const sentence of Object.values(german.errors)) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  });
});

describe('German numbers', () => {
  test.each([
    [0, '0 Personen'],
    [1, '1 Person'],
    [2, '2 Personen'],
    [1200, '1.200 Personen'],
  ])('%d people', (count, said) => {
    expect(german.people.count(count)).toBe(said);
  });

  test.each([
    [0, 'Noch in keiner Gruppe'],
    [1, 'In 1 Gruppe'],
    [2, 'In 2 Gruppen'],
  ])('%d groups', (count, said) => {
    expect(german.settings.groupsOf(count)).toBe(said);
  });

  test.each([
    [0, 'Alle 0 unterschreiben', '0 Mitgliedschaften werden unterschrieben …'],
    [1, 'Unterschreiben', '1 Mitgliedschaft wird unterschrieben …'],
    [2, 'Alle 2 unterschreiben', '2 Mitgliedschaften werden unterschrieben …'],
  ])('%d memberships being signed', (count, asked, said) => {
    expect(german.renew.sign(count)).toBe(asked);
    expect(german.renew.signing(count)).toBe(said);
  });

  test('sizes', () => {
    expect(german.size(1_500_000)).toBe('1,5 MB');
    expect(german.size(2_500_000_000)).toMatch(/^2,5\sGB$/u);
    expect(german.size(800)).toBe('0,8 kB');
  });

  test('names in a row', () => {
    const renewed = german.openedUpdate.renewed(['Ada', 'Bob', 'Cem', 'Dora'], 6);
    expect(plain(renewed)).toBe(
      'Ada, Bob, Cem, Dora und noch 2 Personen haben neuere Mitgliedschaften.',
    );
    expect(renewed).toContainEqual({ apart: 'Cem' });
    expect(german.list([german.role.member, german.role.admin])).toBe('Mitglied und Admin');
  });
});

describe('German days', () => {
  test('a deadline names its zone', () => {
    const said = plain(german.group.until(MAY));
    expect(said).toMatch(
      /^Sie dauert bis zum 3\. Mai 2027 um \d\d:05 (?:\p{L}+|UTC|GMT[+-]?\d*)\.$/u,
    );
  });

  test('a day, long and short', () => {
    expect(plain(german.member.wasUntil(MAY))).toBe('Sie endete am 3. Mai 2027.');
    expect(german.invitations.issued(MAY)).toBe('Unterschrieben am 03.05.2027');
  });

  test.each([
    [0, 'heute'],
    [1, 'morgen'],
    [2, 'übermorgen'],
    [12, 'in 12 Tagen'],
  ])('an end %d days away', (days, said) => {
    expect(german.own.urgentTitle(MAY, MAY + days * DAY)).toBe(
      `Deine Mitgliedschaft endet ${said}.`,
    );
  });

  test.each([
    [0, 'gerade eben'],
    [60_000, 'vor 1 Minute'],
    [3 * 3_600_000, 'vor 3 Stunden'],
    [5 * DAY, 'vor 5 Tagen'],
    [40 * DAY, 'am 03.05.2027'],
  ])('%d milliseconds after it was copied', (passed, said) => {
    const ways = [{ way: 'text', at: MAY }] as const;
    expect(german.handover.given({ ways }, MAY + passed)).toBe(
      `Gegeben: ${said} als Text kopiert.`,
    );
  });
});

function ownWordsOf(sentence: string): readonly string[] {
  const words = sentence.match(/\p{L}{2,}/gu) ?? [];
  return words.filter((word) => !SHARED.has(word));
}

function unquoted(text: string): string {
  return text.replace(/„[^“]*“/gu, '');
}

/** The catalogue with every sentence replaced by its kind. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
}
