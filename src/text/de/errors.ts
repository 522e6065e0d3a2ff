/** One sentence for people for each reason: what happened, and what to do. */

import type { Reason } from '../../core/reasons.ts';
import { codeErrors } from './code-errors.ts';
import { deviceErrors } from './device-errors.ts';
import { firstWords } from './first-words.ts';
import { recordErrors } from './record-errors.ts';
import { recoveryErrors } from './recovery-errors.ts';

const DAMAGED =
  'Das ist beschädigt oder wurde unterwegs verändert. Bitte noch einmal darum, wenn möglich als Datei.';
const FOREIGN =
  'Etwas hierin folgt nicht den Regeln von Gruppen, deshalb ist nichts davon vertrauenswürdig. Bitte, wer es gemacht hat, um ein neues.';
const BROKEN_CHAIN =
  'Der Weg von der Gruppe zur eingeladenen Person ist in dieser Einladung unterbrochen. Bitte um eine neue Einladung und sag es der Person, die sie geschickt hat.';
const NOT_READABLE =
  'Das ist nicht so geschrieben wie unsere Dokumente. Bitte noch einmal darum und füge es unverändert ein oder öffne es unverändert.';
const CUT =
  'Der Text ist abgeschnitten: Sein Ende fehlt. Kopiere ihn ganz oder bitte um die Datei.';
const MISREAD =
  'Ein Teil eines bewegten Codes wurde nicht richtig gelesen und deshalb ausgelassen. Halte die Kamera still; weitere Teile gleichen das aus.';
const NOT_ALLOWED =
  'Deine eigene Mitgliedschaft erlaubt dir nicht, das zu geben. Bitte einen Admin darum.';
const GONE =
  'Das ist nicht mehr hier. Vielleicht wurde es in einem anderen Fenster gelöscht. Geh zurück zu deinen Gruppen.';
const GAVE_TOO_MUCH =
  'Jemand auf dem Weg zu dieser Einladung hat mehr gegeben als erlaubt, deshalb ist sie nicht vertrauenswürdig. Bitte einen Admin um eine neue.';
const NEWER =
  'Das wurde mit einer neueren Version von Conclave gemacht. Lade die App neu, um sie auf den neuesten Stand zu bringen, und versuche es noch einmal.';

export const errors: Record<Reason, string> = {
  'size.text':
    'Dieser Text ist viel zu lang für eines unserer Dokumente. Füge nur das Dokument selbst ein.',
  'size.file':
    'Diese Datei ist viel zu groß für eines unserer Dokumente, deshalb wurde sie nicht gelesen. Wähle eine andere.',
  'size.pkcs7': 'Diese Einladung ist größer als jede echte. Bitte um eine neue.',
  'size.certificate': FOREIGN,

  'der.short': DAMAGED,
  'der.length': DAMAGED,
  'der.tag': DAMAGED,
  'der.trailing': DAMAGED,
  'der.integer': DAMAGED,
  'der.boolean': DAMAGED,
  'der.oid': DAMAGED,
  'der.bit-string': DAMAGED,
  'der.string': DAMAGED,

  'certificate.version': FOREIGN,
  'certificate.serial': FOREIGN,
  'certificate.algorithm': FOREIGN,
  'certificate.weak':
    'Das hat Windows mit einem Schlüssel oder einer Unterschrift gemacht, die heute zu schwach sind. Bitte um ein neues, das mit Conclave gemacht ist.',
  'certificate.name': FOREIGN,
  'certificate.time': FOREIGN,
  'certificate.key': FOREIGN,
  'certificate.type': FOREIGN,
  'certificate.peer-name':
    'Der Name hierin gehört nicht zu seinem Schlüssel: Vielleicht gibt sich jemand als jemand anderes aus. Benutze es nicht und sag es der Person, von der du es hast.',
  'certificate.purpose': FOREIGN,
  'certificate.authority': FOREIGN,
  'certificate.key-identifier': FOREIGN,
  'certificate.flags': FOREIGN,
  'certificate.roles': FOREIGN,
  'extension.twice': FOREIGN,
  'extension.missing': FOREIGN,
  'extension.criticality': FOREIGN,
  'extension.unknown': FOREIGN,
  'extension.misplaced': FOREIGN,

  'idc.type':
    'Das sieht aus wie eine Identitätskarte und ist keine. Bitte die Person um die Identitätskarte.',
  'idc.names': FOREIGN,
  'idc.signature':
    'Die Unterschrift auf dieser Identitätskarte ist falsch: Sie wurde verändert. Bitte die Person noch einmal darum.',
  'idc.time':
    'Diese Identitätskarte gilt heute nicht, nach der Uhr dieses Geräts. Sieh nach, ob Datum und Uhrzeit stimmen, oder bitte um eine neue Karte.',

  'pkcs7.shape': DAMAGED,
  'pkcs7.count':
    'Eine Identitätskarte handelt von einer einzigen Person, und das hier von mehreren oder keiner. Bitte noch einmal um die Karte.',

  'pem.base64': DAMAGED,

  'chain.length':
    'Der Weg von der Gruppe zur eingeladenen Person ist länger als 25 Schritte. Bitte jemanden um eine Einladung, der näher am Anfang der Gruppe steht.',
  'chain.duplicate': BROKEN_CHAIN,
  'chain.root': BROKEN_CHAIN,
  'chain.circular': BROKEN_CHAIN,
  'chain.path': BROKEN_CHAIN,
  'chain.group': BROKEN_CHAIN,
  'chain.role': GAVE_TOO_MUCH,
  'chain.classifier': GAVE_TOO_MUCH,
  'chain.period':
    'Diese Einladung dauert länger als die Mitgliedschaft, mit der sie gemacht wurde, und das ist nicht erlaubt. Bitte um eine neue.',
  'chain.signature':
    'Eine Unterschrift in dieser Einladung ist falsch: Sie wurde verändert, oder jemand anderes hat sie gemacht. Benutze sie nicht und sag es der Person, von der du sie hast.',
  'chain.time':
    'Beginn und Ende dieser Mitgliedschaft passen nicht zum heutigen Tag. Sieh nach, ob Datum und Uhrzeit dieses Geräts stimmen, oder bitte um eine Verlängerung.',

  'xml.encoding': NOT_READABLE,
  'xml.doctype': NOT_READABLE,
  'xml.reference': NOT_READABLE,
  'xml.syntax': DAMAGED,
  'xml.schema': NOT_READABLE,
  'xml.value': NOT_READABLE,
  'xml.base64': DAMAGED,
  'xml.version':
    'Das wurde mit einer neueren Version eines solchen Programms gemacht. Bring Conclave auf den neuesten Stand, oder bitte um eine ältere Form.',
  'xml.password-group':
    'Das lädt in eine Gruppe mit Passwort ein, und einer solchen kann Conclave noch nicht beitreten. Bitte um eine Einladung für deine Identitätskarte.',

  'compact.end': CUT,
  'compact.text': DAMAGED,
  'compact.checksum':
    'Einige Buchstaben dieses Textes haben sich unterwegs geändert. Kopiere ihn noch einmal oder bitte um die Datei.',
  'compact.version': NEWER,
  'compact.kind': NEWER,
  'compact.deflate': DAMAGED,

  'frame.form': MISREAD,
  'frame.checksum': MISREAD,
  'frame.header':
    'Ein Teil dieses Codes folgt nicht den Regeln für bewegte Codes und wurde deshalb ausgelassen. Scanne einen Code, den Conclave zeigt.',
  'frame.conflict':
    'Zwei Teile dieses Codes widersprechen sich, deshalb beginnt das Lesen von vorn. Achte darauf, dass nur ein Bildschirm mit einem Code im Bild ist.',
  'frame.hash':
    'Alle Teile wurden gelesen, aber was sie ergeben, ist beschädigt, deshalb beginnt das Lesen von vorn. Wenn das wieder geschieht, bitte um die Datei.',

  ...recordErrors,
  ...recoveryErrors,

  'document.empty':
    'Darin ist nichts. Füge den Text ein, den du bekommen hast, oder wähle die Datei.',
  'document.none':
    'Darin ist keine Identitätskarte, keine Einladung und keine Gruppenaktualisierung. Kopiere die ganze Nachricht, die du bekommen hast, oder wähle die Datei.',
  'document.several': 'Darin steckt mehr als ein Dokument. Öffne eines nach dem anderen.',
  'document.cut': CUT,
  'document.beginning':
    'Der Anfang davon fehlt. Kopiere die ganze Nachricht, die du bekommen hast, oder bitte um die Datei.',
  'document.card-instead': 'Das ist eine Identitätskarte und keine Einladung.',
  'document.invitation-instead': 'Das ist eine Einladung und keine Identitätskarte.',
  'document.update-instead':
    'Das ist eine Gruppenaktualisierung, und hierher gehört etwas anderes. Öffne sie stattdessen von deinen Gruppen aus.',
  'document.recovery-instead':
    'Das ist eine Wiederherstellungsdatei, und die ist geheim: Gib sie nicht weiter. Um damit etwas zurückzuholen, wähle „Erhaltenes öffnen“.',
  'document.configuration-instead':
    'Das ist eine gespeicherte Gruppe, und die ist vielleicht geheim: Gib sie nicht weiter. Um die Gruppe zurückzuholen, wähle „Erhaltenes öffnen“.',
  'document.certificate-instead':
    'Das ist nur ein Teil einer Identitätskarte oder einer Einladung. Bitte um das Ganze.',
  'document.pdf':
    'Das ist ein PDF, und das liest Conclave nicht. Scanne den Code darin vom Bildschirm oder vom Papier, oder mach ein Bildschirmfoto des Codes und wähle das.',
  'document.unreadable':
    'Das ist weder Text noch ein Bild, oder es ließ sich nicht lesen. Wähle die Datei, die du bekommen hast, unverändert.',

  ...codeErrors,

  'friendly-name.length':
    'Ein Name hat 1 bis 255 Zeichen. Wähle einen kürzeren, oder gib mindestens einen Buchstaben ein.',
  'friendly-name.characters':
    'In diesem Namen sind unsichtbare Zeichen. Gib ihn von Hand ein, statt ihn einzufügen.',
  'peer-name.authority':
    'Diese Adresse einer Gruppe oder Person ist nicht vollständig. Kopiere sie noch einmal.',
  'peer-name.length': 'Der Zusatz zur Adresse ist zu lang: 149 Zeichen passen. Kürze ihn.',
  'peer-name.classifier':
    'Im Zusatz zur Adresse sind Zeichen, die nicht erlaubt sind. Nimm Buchstaben und Ziffern.',
  'group.properties':
    'Etwas an dieser Gruppe ist nicht, wie es sein darf. Sieh dir ihren Namen und ihre Beschreibung noch einmal an.',

  'issue.role': NOT_ALLOWED,
  'issue.ended':
    'Deine eigene Mitgliedschaft gilt heute nicht, deshalb kannst du nicht einladen. Bitte zuerst um eine Verlängerung.',
  'issue.length':
    'Du bist 25 Schritte vom Anfang dieser Gruppe entfernt, mehr sind nicht möglich. Das Einladen muss jemand übernehmen, der näher am Anfang steht.',
  'issue.name':
    'Im Namen auf dieser Identitätskarte sind unsichtbare oder irreführende Zeichen. Bitte die Person, den Namen zu ändern und die neue Karte zu schicken.',
  'issue.clock':
    'Die Mitgliedschaft, die diese Person hat, begann gerade eben, deshalb kann noch keine neue beginnen. Warte einen Moment und versuche es noch einmal.',
  'issue.period':
    'Niemand kann über das Ende deiner eigenen Mitgliedschaft hinaus eingeladen werden. Wähle ein früheres Datum.',
  'issue.circular':
    'Dieser Schlüssel steht schon auf dem Weg von der Gruppe zu dir, deshalb kannst du ihn nicht einladen.',
  'issue.start':
    'Eine neue Mitgliedschaft beginnt jetzt, und später als die vorige. Überlass ihren Beginn diesem Gerät.',
  'issue.key':
    'Das ist ein anderer Schlüssel als der, den diese Person in der Gruppe hat. Bitte um die Identitätskarte und vergleiche den Fingerabdruck.',
  'issue.info': 'Das sagt nicht, was die Person in der Gruppe darf. Wähle mindestens eine Rolle.',
  'issue.unknown':
    'Hier ist in dieser Gruppe nichts über diese Person bekannt. Bitte um die Identitätskarte und lade damit ein.',
  'issue.creator':
    'Das kann nur, wer den Schlüssel der Gruppe hat. Bitte die Person darum, die die Gruppe gegründet hat.',
  'issue.declined':
    'Dir wird keine andere Mitgliedschaft mehr angeboten. Geh zurück zur Gruppe und sieh nach, was du hast.',
  'issue.another':
    'Seit du nachgesehen hast, wurde dir eine andere Mitgliedschaft angeboten. Geh zurück zur Gruppe und sieh dir diese an.',

  'join.other':
    'Diese Einladung wurde für den Schlüssel einer anderen Person gemacht, und nur sie kann sie benutzen. Schick deine Identitätskarte und bitte um eine eigene.',
  'join.mine':
    'Diese Einladung wurde für eine andere deiner Identitäten gemacht. Tritt mit dieser bei.',
  'join.member':
    'Du bist schon in dieser Gruppe, und diese Einladung gibt dir nichts Neues. Es ist nichts zu tun.',
  'join.root':
    'Das gibt sich als eine deiner Gruppen aus, hat aber einen anderen Schlüssel. Du bist nicht beigetreten. Frag die Person, von der du es hast, persönlich, was das ist.',
  'join.weaker':
    'Das gäbe dir weniger, als du jetzt hast. Sag, dass du es willst, oder lass alles, wie es ist.',

  'join.namesake':
    'Du bist in einer anderen Gruppe mit diesem Namen. Sag, dass du es weißt, oder lass alles, wie es ist.',

  'identity.none': 'In diesem Browser gibt es noch keine Identität. Erstelle zuerst eine.',
  'identity.unknown': GONE,
  'identity.groups':
    'Diese Identität ist noch in einer Gruppe. Verlass zuerst ihre Gruppen und lösche sie dann.',
  'group.unknown': GONE,
  'step.unknown': GONE,
  'member.unknown':
    'Diese Person ist hier in dieser Gruppe nicht bekannt. Geh zurück zur Liste der Personen oder öffne eine Gruppenaktualisierung.',
  'contact.note':
    'Eine Notiz hat bis zu 2.000 Zeichen in einfachen Zeilen. Kürze sie, oder schreib sie ohne Tabulatoren und andere Steuerzeichen.',
  'app.incomplete': firstWords.shell.incomplete,

  ...deviceErrors,
};
