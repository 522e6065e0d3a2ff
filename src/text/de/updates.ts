/** Group updates: given, opened, and what they do; and the properties of a group. */

import type { Text } from '../en.ts';
import { phrase, strong, type Phrase } from '../phrase.ts';
import { day, names, plural } from './moments.ts';

/** Of an update, where nothing better can be said of what it holds. */
function parts(count: number): string {
  return plural(count, 'Teil', 'Teile');
}

function cannotBeJudged(count: number): string {
  return `${plural(count, 'Teil', 'Teile')} von dem, was du bekommen hast, ${count === 1 ? 'lässt' : 'lassen'} sich noch nicht beurteilen.`;
}

/** Giving an update, and what is known of the group. */
export const updates: Text['updates'] = {
  lead: 'Eine Aktualisierung bringt einem anderen Mitglied, was du von dieser Gruppe weißt: wer darin ist, in welcher Rolle und bis wann. Nichts wird von selbst gesendet: Du gibst sie weiter wie eine Einladung, und wer sie öffnet, weiß, was du weißt.',
  button: 'Aktualisierung für alle',

  give: 'Eine Aktualisierung geben',
  which: 'Was soll darin sein?',
  choices: { all: 'Alles', last: 'Was seit meiner letzten neu ist', date: 'Seit einem Datum' },
  allSays: 'Für alle, was auch immer sie schon wissen.',
  lastSays: (made) => `Für alle, die deine vom ${day(made)} geöffnet haben.`,
  dateSays: 'Für alle, die geöffnet haben, was es bis dahin gab.',
  date: 'Seit',
  chooseDate: 'Wähle einen Tag, der nicht erst noch kommt.',
  make: 'Aktualisierung erstellen',
  made: 'Die Aktualisierung ist fertig. Gib sie jetzt den anderen:',
  nothingNew:
    'Seitdem ist nichts neu, also gibt es nichts zu geben. Wähle „Alles“ für jemanden, der noch nichts weiß.',
  empty:
    'Du hast von dieser Gruppe noch nichts, was du weitergeben könntest. Öffne zuerst die Aktualisierung eines anderen Mitglieds, oder sag anderen, dass du dabei bist.',
  publicSays:
    'Darin stehen Namen, öffentliche Schlüssel und Datumsangaben, aber kein Geheimnis. Wer nicht in der Gruppe ist, kann sie ansehen, aber nicht benutzen.',
  fileOnly: 'Sie ist zu lang für eine Nachricht. Speichere sie als Datei und schick diese.',
  showCode: 'Als Code zeigen',
  codeName: 'QR-Code dieser Gruppenaktualisierung',
  next: 'Wer sie mit „Erhaltenes öffnen“ öffnet, weiß es auch. Du hörst nicht, wann das geschieht.',
  due: {
    properties: 'Die Gruppe hat einen anderen Namen oder eine andere Beschreibung.',
    renewed: 'Du hast Mitgliedschaften verlängert.',
    role: 'Du hast eine Rolle geändert.',
    'renewed-self': 'Du hast deine eigene Mitgliedschaft verlängert.',
  },
  dueSays:
    'Die anderen sehen es, wenn sie eine Aktualisierung öffnen. Wenn du ihnen seither keine gegeben hast, erstelle eine.',

  open: 'Eine Aktualisierung öffnen',
  openSays:
    'Füge die Aktualisierung ein, die dir ein anderes Mitglied gegeben hat, scanne sie oder wähle sie aus.',
  openButton: 'Aktualisierung öffnen',

  status: 'Was du weißt',
  know: (members) => `Du kennst ${plural(members, 'Mitglied', 'Mitglieder')} dieser Gruppe.`,
  times: ({ opened, made }) => {
    const last =
      opened === undefined
        ? 'Du hast noch keine Aktualisierung geöffnet'
        : `Du hast zuletzt am ${day(opened)} eine Aktualisierung geöffnet`;
    return made === undefined
      ? `${last} und keine erstellt.`
      : `${last} und am ${day(made)} eine erstellt.`;
  },
  waiting: cannotBeJudged,
  waitingSays:
    'Das kommt von jemandem, den du noch nicht kennst. Es wird aufbewahrt und aufgenommen, sobald eine Aktualisierung sagt, wer das ist. Wenn das nicht geschieht, bitte um eine Aktualisierung, in der alles ist.',

  tellAll: 'Anderen sagen, dass du dabei bist',
  tellAllSays: 'Eine kleine Aktualisierung, in der nur deine eigene Mitgliedschaft ist.',
  tellAllButton: 'Erstellen',
};

/** What somebody who has just joined tells whoever invited him. */
export const tell: Text['tell'] = {
  title: (inviter) => phrase`Sag ${inviter}, dass du beigetreten bist`,
  says: (inviter) =>
    phrase`${inviter} hört davon nicht von selbst. Diese kleine Aktualisierung enthält deine Mitgliedschaft und sonst nichts: Mit ihr bist du nicht mehr „eingeladen“, sondern „beigetreten“.`,
  make: (inviter) => phrase`${inviter} Bescheid geben`,
  told: (inviter) => phrase`${inviter} sieht dich nach dem Öffnen unter den Personen.`,
  again: 'Noch einmal geben',
  foundAgain: 'Du findest das unter „Aktualisierungen“ wieder.',
  later: 'Jetzt nicht',
  done: 'Fertig',
};

/** The update of the group beside an invitation. */
export const beside: Text['beside'] = {
  title: 'Gib auch die Aktualisierung der Gruppe',
  says: (name) =>
    phrase`Die Einladung enthält nur den Weg von der Gruppe zu ${name}. Mit der Aktualisierung, die nach dem Beitreten geöffnet wird, sieht ${name} auch, wer sonst in der Gruppe ist.`,
  renamed: (name, before, present) =>
    phrase`Ohne sie heißt die Gruppe für ${name} noch ${before} und nicht ${strong(present)}: In der Einladung steht der Name bei der Gründung.`,
};

/** What opening an update has done, or would do. */
export const openedUpdate: Text['openedUpdate'] = {
  eyebrow: 'Gruppenaktualisierung',
  opening: 'Die Aktualisierung wird geöffnet …',
  question: (group) => phrase`Eine Aktualisierung für die Gruppe ${group}`,
  questionSays:
    'Sie kam über einen Link oder aus einem anderen Programm, deshalb wurde damit noch nichts getan. Öffnen?',
  yes: 'Öffnen',
  no: 'Jetzt nicht',

  title: (group) => phrase`Die Aktualisierung der Gruppe ${group} ist geöffnet`,
  nothing: 'Das alles wusstest du schon. Es ist nichts zu tun.',
  nothingToKnow:
    'Nichts, was du wissen musst: Sie bestätigt, was du wusstest. Es ist nichts zu tun.',
  newcomers: (count) => plural(count, 'neues Mitglied', 'neue Mitglieder'),
  joined: (count) =>
    `${plural(count, 'eingeladene Person ist', 'eingeladene Personen sind')} beigetreten`,
  more: (count) => `und ${plural(count, 'weitere', 'weitere')}`,
  renewed: (people, count) => [
    ...names(people, count),
    count === 1 ? ' hat eine neuere Mitgliedschaft.' : ' haben neuere Mitgliedschaften.',
  ],
  confirmed: (people, count) => [
    count === 1 ? 'Die Mitgliedschaft von ' : 'Die Mitgliedschaften von ',
    ...names(people, count),
    count === 1
      ? ' ist bestätigt, wie du sie schon kanntest.'
      : ' sind bestätigt, wie du sie schon kanntest.',
  ],
  renamed: (before, after) =>
    phrase`Die Gruppe hat einen anderen Namen: Sie hieß ${before} und heißt jetzt ${strong(after)}.`,
  described: (after) =>
    after === ''
      ? ['Die Gruppe sagt nicht mehr, wozu sie da ist.']
      : phrase`Wozu die Gruppe da ist: ${strong(after)}`,
  others: (count) =>
    count === 1
      ? 'Sie brachte auch einen Eintrag eines anderen Programms, der aufbewahrt wird.'
      : `Sie brachte auch ${plural(count, 'Eintrag', 'Einträge')} anderer Programme, die aufbewahrt werden.`,

  toPassOn: ({ inviter, hasOthers, guests }) => {
    if (inviter !== undefined) return phrase`${inviter} weiß vielleicht noch nichts davon.`;
    if (hasOthers) return ['Die anderen wissen vielleicht noch nichts davon.'];
    return [
      'Wer sonst in der Gruppe ist und wozu sie da ist, sehen noch nicht: ',
      ...names(guests),
      '.',
    ];
  },
  passOnSays: ({ inviter, hasOthers, guests }) => {
    const others: Phrase = inviter === undefined ? ['die anderen'] : phrase`${inviter}`;
    const whom = hasOthers ? [...others, ' und an ', ...names(guests)] : names(guests);
    return [
      'Nichts wird von selbst gesendet. Gib eine Aktualisierung der Gruppe an ',
      ...whom,
      '.',
    ];
  },

  setAside: cannotBeJudged,
  setAsideSays:
    'Das kommt von jemandem, den du noch nicht kennst. Es wird aufbewahrt und aufgenommen, sobald eine Aktualisierung sagt, wer das ist. Bitte, wer dir das gegeben hat, um eine Aktualisierung, in der alles ist.',

  refused: (count) => `${parts(count)} davon ${count === 1 ? 'wurde' : 'wurden'} abgelehnt.`,
  refusedSays:
    'Was im Rest gut ist, zählt trotzdem. Sag es der Person, die dir diese Aktualisierung gegeben hat.',
  refusedMore: (count) =>
    count === 1
      ? '1 weiterer wurde abgelehnt.'
      : `${plural(count, 'weiterer', 'weitere')} wurden abgelehnt.`,
  refusedKind: {
    properties: () => ['Der Name und die Beschreibung der Gruppe'],
    membership: (by) =>
      by === '' ? ['Eine Mitgliedschaft'] : phrase`Die Mitgliedschaft von ${by}`,
    application: (by) =>
      by === ''
        ? ['Ein Eintrag eines anderen Programms']
        : phrase`Ein Eintrag eines anderen Programms, von ${by}`,
    unreadable: () => ['Etwas, das sich nicht lesen lässt'],
  },

  own: {
    taken: 'Du hast eine neuere Mitgliedschaft.',
    offered: 'Es gibt eine andere Mitgliedschaft für dich, die dir in etwas weniger gibt.',
  },
  ownAs: (identity) => phrase`Als ${identity}.`,
  before: 'Vorher',
  now: 'Jetzt',
  offer: 'Die neue',
  callsYou: (name) => phrase`Du heißt darin ${strong(name)}.`,
  signedBy: (name) => phrase`Unterschrieben von ${name}.`,
  offeredSays:
    'Noch hat sich nichts geändert. Nimm sie an, oder behalte, die du hast: Sie gilt bis zu ihrem Datum, und so lange wartet diese.',
  tick: 'Ich will die neue',
  take: 'Annehmen',
  keep: 'Meine behalten',
  taken: 'Du hast sie angenommen.',
  kept: 'Du hast deine behalten.',

  people: 'Zu den Personen',
  group: 'Zur Gruppe',
  another: 'Etwas anderes öffnen',
  updateOf: (group, count) => phrase`Aktualisierung für die Gruppe ${group}, ${parts(count)}`,
};

/** Changing the properties of a group. */
export const editGroup: Text['editGroup'] = {
  title: 'Name und Beschreibung ändern',
  section: 'Name und Beschreibung',
  sectionSays:
    'Du hast den Schlüssel der Gruppe, deshalb kannst du ändern, wie sie heißt und was sie von sich sagt.',
  link: 'Name und Beschreibung ändern',
  name: 'Name der Gruppe',
  nameHint:
    'In den Zertifikaten bleibt der Name, den die Gruppe bei der Gründung hatte; überall sonst wird dieser gezeigt.',
  comment: 'Wozu ist sie da?',
  says: 'Die anderen Mitglieder sehen es, wenn sie eine Aktualisierung der Gruppe öffnen. Die gibst du ihnen danach.',
  save: 'Speichern',
  saved: 'Gespeichert. Gib jetzt den anderen eine Aktualisierung.',
  notYours:
    'Nur wer die Gruppe gegründet hat, kann das ändern, mit dem Schlüssel der Gruppe. Bitte diese Person darum.',
};
