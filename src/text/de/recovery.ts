/** Nothing gets lost: recovery files, the locked key of a group, saving and bringing back. */

import type { Text } from '../en.ts';
import { phrase, strong } from '../phrase.ts';
import { shortDay } from './moments.ts';

/** What is asked before the keys of an identity or of a group are made. */
export const sealing: Text['sealing'] = {
  identity: {
    title:
      'Wenn dieser Browser seine Daten verliert, bringt dich nur eine Wiederherstellungsdatei zurück.',
    lead: 'Sie lässt sich nur jetzt erstellen, zusammen mit deinen Schlüsseln. Du speicherst sie danach und öffnest sie mit dem Wiederherstellungscode oder Passwort, das du hier wählst.',
    legend: 'Deine Wiederherstellungsdatei',
    without: 'Ohne Wiederherstellungsdatei',
    withoutSays:
      'Später lässt sie sich nicht mehr erstellen. Wenn dieser Browser seine Daten verliert, ist diese Identität weg, und sie kann nie in einen anderen Browser umziehen.',
    codeTitle: 'Dein Wiederherstellungscode',
    codeSays:
      'Schreib ihn jetzt auf. Er wird hier gezeigt und nirgends gespeichert: Wer die Wiederherstellungsdatei und diesen Wiederherstellungscode hat, hat den Schlüssel.',
    sheetOf: (name, time) =>
      phrase`Für die Identität ${strong(name)}, erstellt am ${shortDay(time)}`,
    sheetSays:
      'Er öffnet die Wiederherstellungsdatei dieser Identität. Bewahre beides so auf, dass nur du herankommst, und nicht zusammen.',
    make: 'Meine Schlüssel erzeugen',
    making: 'Deine Schlüssel werden erzeugt …',
    back: 'Den Namen ändern',
  },
  group: {
    title: 'Die Gruppe bekommt einen eigenen Schlüssel. Wie soll er verschlossen werden?',
    lead: 'Mit diesem Schlüssel änderst du den Namen der Gruppe und verlängerst deine eigene Mitgliedschaft. Verschlossen lässt er sich mit der Gruppe speichern und in einen anderen Browser bringen. Das lässt sich nur jetzt entscheiden.',
    legend: 'Der Schlüssel der Gruppe',
    without: 'Ohne Code und Passwort',
    withoutSays:
      'Später lässt er sich nicht mehr verschließen und deshalb auch nicht speichern. Wenn dieser Browser seine Daten verliert, ist der Schlüssel weg: Die Gruppe besteht weiter, aber niemand kann mit ihrem Schlüssel ihren Namen ändern oder deine Mitgliedschaft verlängern.',
    codeTitle: 'Der Wiederherstellungscode der Gruppe',
    codeSays:
      'Schreib ihn jetzt auf. Er wird hier gezeigt und nirgends gespeichert: Wer die gespeicherte Gruppe und diesen Wiederherstellungscode hat, hat den Schlüssel der Gruppe.',
    sheetOf: (name, time) =>
      phrase`Für den Schlüssel der Gruppe ${strong(name)}, erstellt am ${shortDay(time)}`,
    sheetSays:
      'Er schließt den Schlüssel in der gespeicherten Gruppe auf. Bewahre beides so auf, dass nur du herankommst, und nicht zusammen.',
    make: 'Den Schlüssel erzeugen',
    making: 'Der Schlüssel der Gruppe wird erzeugt …',
    back: 'Name und Beschreibung ändern',
  },
  code: 'Mit einem Wiederherstellungscode',
  codeSays:
    'Conclave denkt sich 25 Buchstaben und Ziffern aus. Du schreibst sie auf oder legst sie in einen Passwortmanager.',
  password: 'Mit meinem eigenen Passwort',
  passwordSays: 'Du wählst eines, das du auch in Jahren noch weißt.',
  makingNote:
    'Dein Gerät erzeugt sie selbst, aus Zufallszahlen. Gesendet wird dabei nichts. Das dauert ein paar Sekunden; bitte lass die Seite offen.',
  sealingNote:
    'Dann wird der Schlüssel verschlossen und das Schloss ausprobiert. Das ist mit Absicht langsam, damit niemand schnell raten kann.',
};

export const recoveryCode: Text['recoveryCode'] = {
  showIt: 'Code zeigen',
  copy: 'Code kopieren',
  print: 'Code drucken',
  copied:
    'Wenn du ihn kopierst, liegt er in der Zwischenablage dieses Geräts: Kopiere etwas anderes, sobald du ihn untergebracht hast.',
  repeat: 'Die letzten fünf Zeichen des Codes',
  repeatHint:
    'Lies sie von dem ab, was du aufgeschrieben hast. Kleinbuchstaben sind auch in Ordnung.',
  repeatMissing:
    'Gib zuerst die letzten fünf Zeichen ein, damit sicher ist, dass du den Code hast.',
  repeatWrong:
    'Der Code oben endet anders. Sieh nach, was du aufgeschrieben hast; jedes Mal, wenn diese Seite neu geladen wird, gibt es einen neuen Code.',
  sheetTitle: 'Conclave: Wiederherstellungscode',
};

/** Words for a password, and why it is too weak. */
export const password: Text['password'] = {
  title: 'Ein Passwort, das nur du kennst',
  new: 'Dein Passwort',
  newHint: 'Vier oder fünf zufällige Wörter sind gut und lassen sich merken.',
  show: 'Zeigen',
  hide: 'Verbergen',
  showIt: 'Das Passwort zeigen',
  hideIt: 'Das Passwort verbergen',
  missing: 'Gib zuerst ein Passwort ein.',
  strong: 'Stark.',
  fair: 'Gut genug. Ein Wort mehr macht es stark.',
  weak: (why) => `Zu schwach. ${why}`,
  why: {
    short: 'Es ist kurz. Gib mindestens zehn Zeichen ein, oder besser vier zufällige Wörter.',
    keys: 'Seine Tasten liegen auf der Tastatur nebeneinander. Nimm stattdessen zufällige Wörter.',
    repeat: 'Es wiederholt sich. Nimm stattdessen zufällige Wörter.',
    row: 'Darin ist eine Folge wie abc oder 6543. Nimm stattdessen zufällige Wörter.',
    date: 'Datumsangaben und Jahreszahlen werden zuerst ausprobiert. Nimm stattdessen zufällige Wörter.',
    common: 'Es ähnelt denen, die zuerst ausprobiert werden. Nimm stattdessen zufällige Wörter.',
    word: 'Einzelne Wörter sind schnell erraten. Nimm vier davon, zufällig gewählt.',
    name: 'Namen sind schnell erraten. Nimm stattdessen zufällige Wörter.',
    own: 'Deine eigenen Namen werden zuerst ausprobiert. Nimm stattdessen zufällige Wörter.',
    more: 'Mit Geduld lässt es sich erraten. Häng noch ein oder zwei Wörter an.',
  },
  lost: 'Niemand kann dir dieses Passwort noch einmal nennen, und ohne das Passwort nützt die Datei nichts.',
  open: 'Passwort oder Wiederherstellungscode',
  openHint:
    'Was du gewählt hast, als der Schlüssel erzeugt wurde. Ein Wiederherstellungscode lässt sich mit und ohne Bindestriche eingeben.',
  isCode: 'Das ist ein Wiederherstellungscode.',
  codeWrong:
    'Das sieht aus wie ein Wiederherstellungscode, aber ein Zeichen darin ist falsch oder fehlt. Vergleiche es mit dem, was du aufgeschrieben hast.',
};

/** The recovery file of an identity: with its card, and on the first screen. */
export const recoveryFile: Text['recoveryFile'] = {
  title: 'Wiederherstellungsdatei',
  secret: 'Geheim',
  says: 'Wer diese Datei und ihren Wiederherstellungscode oder ihr Passwort hat, hat diese Identität. Bewahre sie so auf, dass nur du herankommst, und nicht nur auf diesem Gerät.',
  save: 'Wiederherstellungsdatei speichern',
  share: 'Wiederherstellungsdatei teilen',
  shareSays: (name) => phrase`Wiederherstellungsdatei von ${name}. Halte sie geheim.`,
  look: 'Sieh in deinen Downloads nach, ob die Datei da ist.',
  haveIt: 'Ich habe sie',
  done: 'Die Wiederherstellungsdatei ist gespeichert.',
  doneSays:
    'Bewahre sie so auf, dass nur du herankommst, getrennt von ihrem Wiederherstellungscode oder Passwort und nicht nur auf diesem Gerät. Du findest sie unter „Details“ wieder.',
  last: (time) => phrase`Zuletzt gespeichert am ${strong(shortDay(time))}.`,
  notYet: 'Sie wurde noch nicht gespeichert.',
  test: 'Meine Wiederherstellungsdatei ausprobieren',
  none: 'Diese Identität hat keine und kann nicht umziehen.',
  noneSays:
    'Ihre Schlüssel wurden ohne Wiederherstellungsdatei erzeugt, und später lässt sich keine mehr erstellen. Wenn dieser Browser seine Daten verliert, ist diese Identität weg.',
  first: 'Speichere zuerst deine Wiederherstellungsdatei.',
  firstSays:
    'Wenn dieser Browser seine Daten verliert, bringen dich nur diese Datei und dein Wiederherstellungscode oder Passwort zurück.',
  unsaved: (name) => phrase`Die Wiederherstellungsdatei von ${name} ist noch nicht gespeichert.`,
  unsavedSays:
    'Wenn dieser Browser seine Daten verliert, bringt nur diese Datei diese Identität zurück.',
  without: (name) => phrase`${name} hat keine Wiederherstellungsdatei.`,
  withoutSays:
    'Wenn dieser Browser seine Daten verliert, ist diese Identität weg, und für sie lässt sich keine Datei mehr erstellen. Du kannst eine andere Identität mit Wiederherstellungsdatei erstellen und diese einladen lassen.',
  another: 'Eine andere Identität erstellen',
  notNow: 'Jetzt nicht',
};

/** A group as a file, and its key. */
export const savedGroup: Text['savedGroup'] = {
  title: 'Diese Gruppe speichern',
  says: 'Deine Mitgliedschaft als Datei. Sie bringt dich in jedem Browser, der diese Identität hat, in die Gruppe zurück. Sie enthält kein Geheimnis, und niemand sonst kann sie benutzen. Was in der Gruppe geschrieben wurde, auch ihre Beschreibung, kommt mit Gruppenaktualisierungen oder mit „Alles speichern“.',
  saysSealed:
    'Deine Mitgliedschaft und der verschlossene Schlüssel der Gruppe als Datei. Sie bringt beides in jedem Browser zurück, der diese Identität hat; was in der Gruppe geschrieben wurde, auch ihre Beschreibung, kommt mit Gruppenaktualisierungen oder mit „Alles speichern“. Wer die Datei und ihren Wiederherstellungscode oder ihr Passwort hat, hat den Schlüssel der Gruppe.',
  saysBare:
    'Deine Mitgliedschaft als Datei, ohne den Schlüssel der Gruppe: Er wurde ohne Code und Passwort erzeugt und kann diesen Browser nicht verlassen.',
  save: 'Gruppe speichern',
  done: 'Die Gruppe ist gespeichert.',
  unsaved: (name) => phrase`Der Schlüssel der Gruppe ${name} ist noch nicht gespeichert.`,
  unsavedSays:
    'Er liegt nur in diesem Browser. Sein Wiederherstellungscode oder Passwort nützt nur zusammen mit der gespeicherten Gruppe.',
  wrong:
    'Damit lässt sich der Schlüssel der Gruppe nicht aufschließen. Gemeint ist der Wiederherstellungscode oder das Passwort, das bei der Gründung der Gruppe gewählt wurde, nicht das deiner Identität.',
  lockedTitle: 'Der Schlüssel der Gruppe ist verschlossen',
  lockedSays:
    'So kam er hierher. Mit seinem Wiederherstellungscode oder Passwort kannst du wieder den Namen der Gruppe ändern und deine eigene Mitgliedschaft verlängern.',
  unlock: 'Den Schlüssel aufschließen',
  unlocked: 'Der Schlüssel der Gruppe funktioniert jetzt hier.',
};
