/** One sentence for people for each reason that has to do with records and updates. */

import type { recordErrors as english } from '../en/record-errors.ts';

const BAD_RECORD =
  'Das folgt nicht den Regeln von Gruppen, deshalb wurde es ausgelassen. Bitte ein anderes Mitglied um eine neue Aktualisierung.';

export const recordErrors: Record<keyof typeof english, string> = {
  'update.deflate':
    'Diese Aktualisierung ist beschädigt oder wurde unterwegs verändert. Bitte noch einmal darum, wenn möglich als Datei.',
  'update.size':
    'Diese Aktualisierung ist größer, als eine sein darf, deshalb wird sie weder geschrieben noch gelesen. Gib nur weiter, was seit einem Datum neu ist, oder bitte darum.',
  'update.count':
    'Diese Aktualisierung hat mehr als 50.000 Einträge, deshalb wurde sie nicht gelesen. Bitte um das, was seit einem Datum neu ist.',
  'update.empty':
    'In dieser Aktualisierung ist nichts. Bitte um eine neue, wenn möglich als Datei.',

  'update.group':
    'Diese Aktualisierung ist von einer Gruppe, in der keine deiner Identitäten ist. Damit lässt sich hier nichts tun, und nichts davon wurde gespeichert.',

  'record.cut':
    'Die Aktualisierung ist in der Mitte abgeschnitten. Bitte noch einmal darum, wenn möglich als Datei.',
  'record.form': BAD_RECORD,
  'record.size':
    'Das ist größer, als etwas in einer Gruppe sein darf. Bitte, wer es geschrieben hat, es kürzer zu schreiben.',
  'record.group':
    'Das gehört zu einer anderen Gruppe, und jemand hat es hier hineingelegt. Sag es der Person, von der du es hast.',
  'record.type': BAD_RECORD,
  'record.deleted':
    'Jemand hat versucht zu löschen, was sich nicht löschen lässt: eine Mitgliedschaft oder die Beschreibung der Gruppe. Sag es einem Admin.',
  'record.chain':
    'Der Weg von der Gruppe zu diesem Mitglied ist nicht in Ordnung. Sag es einem Admin.',
  'record.foreign':
    'Jemand hat unerlaubt über die Mitgliedschaft einer anderen Person geschrieben. Sag es einem Admin.',
  'record.author': 'Das nennt eine Person und den Schlüssel einer anderen. Sag es einem Admin.',
  'record.modifier':
    'Jemand, der kein Admin ist, hat geändert, was eine andere Person geschrieben hat. Sag es einem Admin.',
  'record.time':
    'Sein Datum liegt außerhalb der Mitgliedschaft, mit der es unterschrieben wurde. Bitte die Person, die es unterschrieben hat, es neu zu schreiben.',
  'record.signer':
    'Die Beschreibung der Gruppe wurde nicht mit dem Schlüssel der Gruppe unterschrieben. Sag es einem Admin.',
  'record.signature':
    'Die Unterschrift hier ist falsch: Es wurde verändert, oder jemand anderes hat es gemacht. Bitte ein anderes Mitglied um eine neue Aktualisierung.',
  'record.fixed':
    'Jemand hat versucht zu ändern, was sich an einer Gruppe nie ändert. Frag die Person, die sie gegründet hat, was geschehen ist.',
  'record.expiration':
    'Das endet früher als das, was schon hier ist, und das ist nicht erlaubt. Was hier ist, bleibt; es ist nichts zu tun.',

  'publish.ended':
    'Deine eigene Mitgliedschaft gilt heute nicht, deshalb kannst du der Gruppe nichts hinzufügen. Bitte zuerst um eine Verlängerung.',
  'publish.type': 'Einträge dieser Art schreibt die Gruppe selbst. Wähle eine andere Art.',
  'publish.foreign':
    'Das hat jemand anderes geschrieben, und nur Admins können es ändern. Bitte einen Admin darum.',
  'publish.key':
    'Nur wer den Schlüssel der Gruppe hat, kann ihren Namen und ihre Beschreibung ändern. Bitte die Person darum, die sie gegründet hat.',
  'publish.expiration':
    'Dieses Ende ist nicht möglich: Es ist vorbei, oder es liegt nach dem deiner eigenen Mitgliedschaft oder vor dem jetzigen. Wähle ein anderes Datum.',
  'publish.unknown':
    'Das ist nicht mehr in der Gruppe: Es wurde gelöscht, oder seine Zeit ist um. Lade die Seite neu, um zu sehen, was da ist.',

  'attributes.schema':
    'Was hinzugefügt wurde, ist nicht so geschrieben, wie es sein muss. Schreib es neu.',
  'attributes.name':
    'Ein Name, der hinzugefügt wurde, lässt sich nicht benutzen. Nimm Buchstaben und Ziffern und keinen der vergebenen Namen.',
  'attributes.value':
    'Ein Wert, der hinzugefügt wurde, ist nicht von der richtigen Art. Gib dort eine ganze Zahl oder ein Datum ein.',
  'attributes.count': 'Es wurde zu viel hinzugefügt: 64 Werte passen. Lass etwas davon weg.',
  'search.schema': 'Diese Suche ist nicht so geschrieben, wie sie sein muss. Schreib sie neu.',
  'search.value':
    'Ein Wert in dieser Suche ist nicht von der richtigen Art. Gib dort eine ganze Zahl oder ein Datum ein.',
  'search.escape':
    'In dieser Suche steht ein Backslash vor einem Buchstaben, der keinen braucht. Nimm ihn heraus oder schreib zwei.',
};
