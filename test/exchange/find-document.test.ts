import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase45, encodeBase64url } from '../../src/core/base-encodings.ts';
import { encodeCompact, formatCompact } from '../../src/core/document/compact.ts';
import { formatIdentityCard, parseIdentityCard } from '../../src/core/document/identity-card.ts';
import { parseInvitation } from '../../src/core/document/invitation.ts';
import { findDocument, listDocuments } from '../../src/exchange/find-document.ts';
import { readVectorText } from '../support/manifest.ts';
import { reasonOf } from '../support/refusals.ts';

const IDC = parseIdentityCard(readVectorText('identities/valid/bob.xml'));
const CARD = formatIdentityCard(IDC);
const CAROL = readVectorText('identities/valid/carol.xml');
const INVITATION = readVectorText('invitations/valid/from-admin.xml');
const COMPACT = await encodeCompact('i', IDC);
const PEER = formatCompact(COMPACT);
const CAROLS_PEER = formatCompact(await encodeCompact('i', parseIdentityCard(CAROL)));
const LINK = `https://example.org/app/#/open/${encodeBase64url(COMPACT)}`;
const CODE = `PEER:${encodeBase45(COMPACT)}`;

const folded = (text: string, width: number, joint: string) =>
  text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), (line) => line + joint);
const quoted = (text: string, mark = '> ') => text.replace(/^/gm, mark);

/** The base64 of the card alone. */
const BASE64 = /[\w+/]{200,}=*/.exec(CARD)![0];

const readCard = async (text: string) => {
  const found = await findDocument(text);
  expect(found.kind).toBe('identity card');
  return parseIdentityCard(found.text);
};

describe('a card is found', () => {
  test.each([
    ['alone', CARD],
    [
      'in a mail',
      `Dear Alice,\nhere is my card:\n\n${CARD}\n\nBest regards\nBob <bob@example.org>`,
    ],
    [
      'with a byte order mark and a declaration',
      `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${CARD}`,
    ],
    ['quoted in an answer', `On Monday Bob wrote:\n${quoted(CARD)}\nThank you!`],
    ['quoted, behind words in its line', quoted(`My card: ${CARD}`)],
    ['quoted twice', quoted(quoted(folded(CARD, 76, '\n')))],
    ['quoted without a space', quoted(folded(CARD, 76, '\r\n'), '>')],
    ['with line breaks inside the base64', folded(CARD, 64, '\n')],
    ['with typographic quotation marks', CARD.replace(/"([^"]*)"/g, '\u201c$1\u201d')],
    ['with German quotation marks', CARD.replace(/"([^"]*)"/g, '\u201e$1\u201c')],
    ['with typographic single quotation marks', CARD.replace(/"([^"]*)"/g, '\u2018$1\u2019')],
    ['with no-break spaces', CARD.replaceAll(' ', '\u00a0')],
    ['with zero-width characters', folded(CARD, 10, '\u200b')],
    ['with soft hyphens', folded(CARD, 10, '\u00ad')],
    [
      'with all of this at once',
      quoted(
        CARD.replace(BASE64, folded(BASE64, 60, '\u200b\n'))
          .replace(/"([^"]*)"/g, '\u201c$1\u201d')
          .replaceAll(' ', '\u00a0'),
      ),
    ],
    ['twice, once quoted', `${CARD}\n> wrote:\n${quoted(folded(CARD, 70, '\n'))}`],
    ['beside its link', `${CARD}\nor open ${LINK}`],
    ['as compact text', PEER],
    ['as compact text in a mail', `My card: ${PEER}\nBest regards. Bob`],
    ['as compact text under web+peer', `web+${PEER}`],
    ['as compact text with a capital', PEER.replace('peer', 'Peer')],
    ['as compact text in folded and quoted lines', quoted(folded(PEER, 60, '\r\n'))],
    ['as compact text with zero-width characters', folded(PEER, 7, '\u200b')],
    ['as compact text in quotation marks', `\u201c${PEER}\u201d`],
    ['as compact text and as a link', `${PEER} ${LINK}`],
    ['as a link', LINK],
    [
      'as a link of another address',
      LINK.replace('https://example.org/app/', 'http://192.168.0.7:4173/x.html?y'),
    ],
    ['as a link at the end of a sentence', `Open (${LINK}).`],
    ['as a link in angle brackets', `<${LINK}>`],
    ['out of a QR code', CODE],
    ['out of a QR code, in a line of its own', `Scanned:\n${CODE}  \nthen shared`],
  ])('%s', async (_, text) => {
    expect(await readCard(text)).toEqual(IDC);
  });

  test('and comes out the same from every compact form', async () => {
    for (const text of [PEER, LINK, CODE]) expect((await findDocument(text)).text).toBe(CARD);
  });
});

test('an invitation is found in a mail, quoted and folded', async () => {
  const mail = `Hello Bob!\n${quoted(folded(INVITATION, 72, '\n'))}\n-- \nAlice`;
  const { kind, text } = await findDocument(mail);
  expect(kind).toBe('invitation');
  expect((await parseInvitation(text)).subjectFriendlyName).toBe('Bob Tanaka');
});

test.each([
  ['group update', 'PEERGROUPUPDATE'],
  ['recovery file', 'PEERIDENTITYEXPORT'],
  ['group configuration', 'PEERGROUPCONFIG'],
])('a %s is named', async (kind, root) => {
  const text = `<${root} VERSION="1.0"></${root}>`;
  expect(await findDocument(`Look: ${text}`)).toEqual({ kind, text });
});

test('a certificate in PEM is named, with its text alone', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
  expect(await findDocument(`Bag\n${pem}\nmore`)).toEqual({ kind: 'certificate', text: pem });
  const { kind } = await findDocument('-----BEGIN CERTIFICATE-----\nMIIB');
  expect(kind).toBe('certificate');
});

test('a certificate beside a card does not hide the card', async () => {
  expect(await readCard(`${CARD}-----BEGIN CERTIFICATE-----`)).toEqual(IDC);
});

describe('all documents are listed', () => {
  const kindsIn = async (text: string) =>
    (await listDocuments(text)).documents.map(({ kind }) => kind);

  test('each of them once, in whatever form and how often it stands there', async () => {
    const mail = `${LINK}\n${INVITATION}\n${quoted(CARD)}\n${CAROLS_PEER}\n${quoted(CAROL)}`;
    expect(await kindsIn(mail)).toEqual(['invitation', 'identity card', 'identity card']);
    const { documents } = await listDocuments(mail);
    const cards = documents.slice(1).map(({ text }) => parseIdentityCard(text));
    expect(cards).toEqual([IDC, parseIdentityCard(CAROL)]);
  });

  test('one alone as well', async () => {
    expect(await listDocuments(`Hello\n${PEER}`)).toEqual({
      documents: [{ kind: 'identity card', text: CARD }],
      damage: undefined,
    });
  });

  test('beside one that is damaged, and why that cannot be read', async () => {
    const { documents, damage } = await listDocuments(
      `${CAROLS_PEER.slice(0, 300)}\n${CARD}\n${quoted(INVITATION.slice(0, 900))}`,
    );
    expect(documents).toEqual([{ kind: 'identity card', text: CARD.trimEnd() }]);
    expect(damage?.reason).toBe('document.cut');
  });

  test.each([
    ['none', 'document.none', 'Hello'],
    ['several that are all damaged', 'document.cut', CARD.slice(0, 900) + CAROL.slice(0, 900)],
    ['one of another version', 'compact.version', `${CARD}${PEER.replace('AW', 'Ag')}`],
    ['more than are looked at', 'document.several', `${LINK}\n`.repeat(101)],
  ])('but for %s', async (_, reason, text) => {
    expect(await reasonOf(() => listDocuments(text))).toBe(reason);
  });
});

describe('what is no single document is refused', () => {
  test.each([
    ['nothing', 'document.empty', ''],
    ['nothing to be seen', 'document.empty', ' \n\u200b\ufeff\u00a0'],
    ['plain words', 'document.none', 'Dear Bob, please join us in the peer group.'],
    ['words after "peer:"', 'document.none', 'A friend of a peer: A friend of mine is here today.'],
    ['another scheme', 'document.none', `sup${PEER}`],
    ['other XML', 'document.none', '<html><body/></html>'],
    ['a root of another name', 'document.none', '<PEERINVITATIONS></PEERINVITATIONS>'],
    ['a link to the app', 'document.none', 'https://example.org/app/#/open/'],
    ['two cards', 'document.several', CARD + CAROL],
    ['a card and an invitation', 'document.several', CARD + INVITATION],
    ['two compact cards', 'document.several', `${PEER} ${CAROLS_PEER}`],
    ['a card and a damaged compact form', 'document.several', `${CARD}${PEER.replace('AW', 'AX')}`],
    ['two cards, both cut', 'document.several', CARD.slice(0, 900) + CAROL.slice(0, 900)],
    ['a card and another one cut', 'document.several', CARD + CAROL.slice(0, 900)],
    ['101 links', 'document.several', `${LINK}\n`.repeat(101)],
    ['a card without its end', 'document.cut', CARD.slice(0, -9)],
    ['a card without its beginning', 'document.beginning', CARD.slice(9)],
    [
      'the base64 of a card, folded and quoted',
      'document.beginning',
      quoted(folded(BASE64, 76, '\n')),
    ],
    ['compact text without its beginning', 'document.beginning', `card: ${PEER.slice(9)}`],
    ['compact text without its first letters', 'document.beginning', PEER.slice(2)],
    ['other long addresses', 'document.none', `https://example.org/${BASE64}`],
    ['a long picture in an address', 'document.none', `data:image/png;base64,${BASE64}`],
    ['a long line', 'document.none', 'x'.repeat(500)],
    ['a card without the bracket of its end', 'document.cut', CARD.trimEnd().slice(0, -1)],
    ['a quoted card without its end', 'document.cut', quoted(CARD.slice(0, 500))],
    ['compact text without its end', 'compact.end', PEER.slice(0, -1)],
    ['compact text cut within a mail', 'compact.end', `${PEER.slice(0, 300)}\n\nBest regards, Bob`],
    [
      'compact text with a foreign letter',
      'compact.text',
      `${PEER.slice(0, 300)}\u00e9${PEER.slice(301)}`,
    ],
    [
      'compact text with a letter changed',
      'compact.checksum',
      `${PEER.slice(0, 300)}${PEER[300] === 'x' ? 'y' : 'x'}${PEER.slice(301)}`,
    ],
    ['compact text with a letter less', 'compact.text', PEER.slice(0, 300) + PEER.slice(301)],
    ['a link with a foreign letter', 'compact.text', `${LINK.slice(0, 300)}%20${LINK.slice(300)}`],
    [
      'a QR text with a letter changed',
      'compact.checksum',
      CODE.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ],
    ['a QR text that is no base45', 'compact.text', `${CODE}::::`],
    ['a text beyond 512 KiB', 'size.text', ' '.repeat(512 * 1024 + 1)],
  ] as const)('%s', async (_, reason, text) => {
    expect(await reasonOf(() => findDocument(text))).toBe(reason);
  });
});

describe('what was cut before its end says so, wherever that was', () => {
  const everywhere = (text: string, start: number) =>
    Array.from({ length: text.length - start }, (_, index) => text.slice(0, start + index));
  const reasonsOf = async (texts: readonly string[]) =>
    new Set(await Promise.all(texts.map((text) => reasonOf(() => findDocument(text)))));

  test('a link', async () => {
    const start = LINK.indexOf('#/open/') + 20;
    expect(await reasonsOf(everywhere(LINK, start))).toEqual(new Set(['compact.end']));
    expect(await reasonsOf(everywhere(LINK, start).map((cut) => `${cut} and more`))).toEqual(
      new Set(['compact.end']),
    );
  });

  test('a QR text', async () => {
    expect(await reasonsOf(everywhere(CODE, 25))).toEqual(new Set(['compact.end']));
  });

  test('compact text', async () => {
    expect(await reasonsOf(everywhere(PEER, 25))).toEqual(new Set(['compact.end']));
  });

  test('what has its end and was changed does not', async () => {
    const changed = Array.from({ length: 40 }, (_, index) => {
      const at = 30 + 11 * index;
      return PEER.slice(0, at) + (PEER[at] === 'x' ? 'y' : 'x') + PEER.slice(at + 1);
    });
    expect(await reasonsOf(changed)).toEqual(new Set(['compact.checksum']));
  });

  test('a link that was changed ends, or cannot be told from one that was cut', async () => {
    const last = LINK.replace(/.{4}$/, (end) => (end.startsWith('x') ? 'y' : 'x') + end.slice(1));
    expect(await reasonsOf([last])).toEqual(new Set(['compact.checksum']));
    const middle = LINK.replace(
      /.{300}$/,
      (end) => (end.startsWith('x') ? 'y' : 'x') + end.slice(1),
    );
    const [reason = ''] = await reasonsOf([middle]);
    expect(['compact.checksum', 'compact.end']).toContain(reason);
  });
});

describe('what mail programs do not do is left to the strict reader', () => {
  const refused = async (text: string) =>
    reasonOf(async () => parseIdentityCard((await findDocument(text)).text));

  test.each([
    ['a document type before the document', 'xml.doctype', `<!DOCTYPE x>${CARD}`],
    ['a document type after words', 'xml.doctype', `Hello <!DOCTYPE x>${CARD}`],
    ['an element around the document', 'xml.schema', `<mail>${CARD}</mail>`],
    ['another encoding', 'xml.encoding', `<?xml version="1.0" encoding="UTF-16"?>${CARD}`],
    ['a comment inside', 'xml.schema', CARD.replace('</IDC>', '<!-- x --></IDC>')],
    ['a letter that is not base64', 'xml.base64', CARD.replace('MII', 'MI\u00cf')],
    ['the encoded source of a mail', 'xml.syntax', folded(CARD.replaceAll('=', '=3D'), 70, '=\n')],
    ['a quote mark where nothing is quoted', 'xml.base64', CARD.replace('MII', 'M\n> II')],
    ['an attribute without quotes', 'xml.syntax', CARD.replace('"1.0"', '1.0')],
  ] as const)('%s', async (_, reason, text) => {
    expect(await refused(text)).toBe(reason);
  });
});

test('nothing but PeerError comes out, whatever the text', async () => {
  const pieces = [
    '<PEERINVITATION ',
    '</PEERINVITATION>',
    'peer:A',
    'PEER:',
    '#/open/',
    '>',
    '.',
    '\n> ',
    CARD,
    PEER,
    '-----BEGIN CERTIFICATE-----',
    '<!DOCTYPE',
    '<?xml',
  ];
  const jumble = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })));
  await fc.assert(
    fc.asyncProperty(jumble, async (parts) => {
      await reasonOf(() => findDocument(parts.join('')));
    }),
    { numRuns: 300 },
  );
});

// Time that grows with the square of the text would be hours here, and end at the runner's limit.
describe('half a megabyte of the worst is looked through', () => {
  test.each([
    '<PEERINVITATION ',
    '<PEERINVITATION></PEERINVITATION>',
    '</PEERINVITATION',
    'peer:',
    'peer:AAAAAAAAAAAAAAAA',
    'peer: >',
    'peer:A.',
    'PEER:AAAAAAAAAAAA',
    '#/open/A ',
    '<',
    '>',
    '\n>',
    '> > ',
    ' ',
    '-----BEGIN CERTIFICATE-----',
    '&',
    '<!--',
    '\u201c',
  ])('%j', async (piece) => {
    const text = piece.repeat(Math.floor((512 * 1024) / piece.length));
    const around = `<PEERINVITATION ${text.slice(99)}</PEERINVITATION>`;
    expect(await reasonOf(() => findDocument(text))).not.toBe('size.text');
    expect(await reasonOf(() => findDocument(around))).not.toBe('size.text');
  });
});
