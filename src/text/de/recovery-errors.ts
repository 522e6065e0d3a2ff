/** One sentence for people for each reason that has to do with recovery files, saved groups and archives. */

import type { recoveryErrors as english } from '../en/recovery-errors.ts';

const OTHER_COPY = 'Versuche es mit einer anderen Kopie der Datei, wenn du eine hast.';

export const recoveryErrors: Record<keyof typeof english, string> = {
  'recovery.damaged': `Diese Datei ist beschädigt: Sie ist nicht so, wie sie beim Speichern war. ${OTHER_COPY}`,
  'recovery.form': `Das ist nicht so geschrieben wie Wiederherstellungsdateien, oder es ist beschädigt. ${OTHER_COPY}`,
  'recovery.algorithm':
    'Der Schlüssel in dieser Datei ist auf eine Weise verschlossen, die Conclave nicht öffnet. Speichere ihn neu mit dem Programm, aus dem er kommt, mit AES und SHA-256.',
  'recovery.rounds':
    'Das Schloss dieser Datei ist zu schwach, um sicher zu sein, oder so stark, dass dieses Gerät stillstehen würde. Speichere sie neu mit dem Programm, aus dem sie kommt, mit 600.000 Runden.',
  'recovery.salt':
    'Das Schloss dieser Datei ist nicht so gemacht, wie es sein muss. Speichere sie neu mit dem Programm, aus dem sie kommt.',
  'recovery.password':
    'Damit lässt sich die Datei nicht öffnen, und sie ist nicht beschädigt. Vergleiche einen Wiederherstellungscode mit dem, was du aufgeschrieben hast; achte bei einem Passwort auf Großbuchstaben und die Tastatur. Gib es dann noch einmal ein.',
  'recovery.unclear':
    'Damit lässt sich die Datei nicht öffnen, oder sie ist beschädigt: Nichts darin sagt, was davon zutrifft. Gib den Wiederherstellungscode oder das Passwort noch einmal ein, oder versuche es mit einer anderen Kopie.',
  'recovery.key': `Der Schlüssel in dieser Datei funktioniert nicht. Hier wurde nichts geändert. ${OTHER_COPY}`,
  'recovery.certificate': `Der Wiederherstellungscode oder das Passwort stimmt, aber was die Datei darüber sagt, wem sie gehört, ist nicht vertrauenswürdig. Hier wurde nichts geändert. ${OTHER_COPY}`,
  'recovery.match': `Der Wiederherstellungscode oder das Passwort stimmt, aber der Schlüssel in dieser Datei ist nicht der, den sie nennt. Hier wurde nichts geändert. ${OTHER_COPY}`,
  'recovery.peer-name':
    'Diese Datei nennt eine Identität und enthält eine andere. Benutze sie nicht und versuche es mit einer anderen Kopie.',

  'configuration.chain': `Die Mitgliedschaft in dieser gespeicherten Gruppe ist nicht in Ordnung, oder die Datei ist beschädigt. ${OTHER_COPY}`,
  'configuration.member':
    'Diese gespeicherte Gruppe gehört zu einer anderen Identität als der, die sie nennt. Benutze sie nicht und versuche es mit einer anderen Kopie.',
  'configuration.group':
    'Diese gespeicherte Gruppe nennt eine Gruppe und enthält eine andere. Benutze sie nicht und versuche es mit einer anderen Kopie.',
  'configuration.key':
    'Der Schlüssel in dieser gespeicherten Gruppe ist nicht der Schlüssel der Gruppe. Benutze sie nicht und versuche es mit einer anderen Kopie.',
  'configuration.damaged-key':
    'Die Mitgliedschaft ist da, aber der Schlüssel der Gruppe in dieser Datei ist beschädigt oder nicht der ihre und wurde deshalb weggelassen. Um auch den Schlüssel zurückzuholen, versuche eine andere Kopie der Datei.',

  'archive.form':
    'Das ist keine Datei von „Alles speichern“, oder sie ist beschädigt. Versuche es mit einer anderen Kopie, oder öffne die Dateien darin einzeln.',
  'archive.size':
    'Diese Datei enthält mehr, als es von einer Person geben kann, deshalb wurde sie nicht geöffnet. Wähle die Datei, die Conclave gespeichert hat.',
  'archive.count':
    'Darin sind mehr als 1.000 Dateien, deshalb wurde sie nicht geöffnet. Wähle die Datei, die Conclave gespeichert hat.',
  'archive.empty':
    'In dieser Datei ist nichts von Conclave. Wähle die Datei von „Alles speichern“; ihr Name beginnt mit „Conclave“.',

  'recovery.nothing':
    'Darin ist keine Wiederherstellungsdatei und keine gespeicherte Gruppe. Wähle die Datei, die Conclave gespeichert hat: Ihr Name endet auf .recovery.xml, .config.xml oder .zip.',
  'recovery.none':
    'Mit diesem Schlüssel wurde keine Wiederherstellungsdatei erstellt, und später ist das nicht mehr möglich. Was du woanders gespeichert hast, bleibt brauchbar.',
  'recovery.present':
    'Diese Identität ist schon in diesem Browser, und ihr Schlüssel funktioniert. Es gibt nichts zurückzuholen.',
  'configuration.identity':
    'Diese gespeicherte Gruppe gehört zu einer Identität, die nicht in diesem Browser ist. Hol zuerst diese zurück, mit ihrer Wiederherstellungsdatei.',

  'crypto.slow':
    'Dieses Gerät hat fünf Minuten gerechnet und ist nicht fertig geworden. Es wurde nichts geändert. Schließe andere Programme und Fenster und versuche es noch einmal, oder nimm ein schnelleres Gerät.',
  'password.weak':
    'Dieses Passwort ist zu kurz, um einen Schlüssel zu schützen. Wähle ein längeres oder nimm einen Wiederherstellungscode.',
};
