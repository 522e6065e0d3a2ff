import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatXml, type XmlElement, type XmlForm } from '../../../src/core/document/xml-form.ts';
import { parseXml } from '../../../src/core/document/xml.ts';
import { reasonOf, refusalOf } from '../../support/refusals.ts';

const FORM = {
  root: 'PEERGROUPCONFIG',
  versions: ['1.0', '1.1'],
  limit: 2000,
  elements: [
    { name: 'NAME' },
    { name: 'KEY', base64: true },
    { name: 'MORE', optional: true },
    { name: 'LAST', base64: true, optional: true },
  ],
} as const satisfies XmlForm<readonly XmlElement[]>;

const DT = 'xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="bin.base64"';
const NAME = '<NAME>Alice</NAME>';
const KEY = `<KEY ${DT}>AQID</KEY>`;

const parse = (text: string) => parseXml(text, FORM);
const inRoot = (inside: string, version = '1.0') =>
  `<PEERGROUPCONFIG VERSION="${version}">${inside}</PEERGROUPCONFIG>`;
const GOOD = inRoot(NAME + KEY);

const valuesOf = (text: string) => parse(text).values;
const KEY_BYTES = Uint8Array.of(1, 2, 3);

describe('a document that is read', () => {
  test.each([
    ['in one line', GOOD],
    ['with white space between elements', inRoot(` \r\n\t${NAME}\n ${KEY}\n`)],
    [
      'with white space inside tags',
      `<PEERGROUPCONFIG\n VERSION = '1.0' >${NAME}${KEY}</PEERGROUPCONFIG >`,
    ],
    [
      'with a byte order mark and a declaration',
      `\ufeff<?xml version="1.0" encoding="utf-8"?>\n${GOOD}`,
    ],
    ['with a declaration that names no encoding', `<?xml version="1.0" standalone="yes"?>${GOOD}`],
    ['with comments outside the root', `<!-- Tom & Jerry &#1; -->${GOOD}<!-- end -->\n`],
    ['with base64 folded by white space', inRoot(`${NAME}<KEY ${DT}>\r\n A Q\tI\nD </KEY>`)],
    [
      'with the dt attributes the other way round',
      inRoot(
        `${NAME}<KEY dt:dt="bin.base64" xmlns:dt="urn:schemas-microsoft-com:datatypes">AQID</KEY>`,
      ),
    ],
    ['of a later version that is known', inRoot(NAME + KEY, '1.1')],
  ])('%s', (_, text) => {
    expect(valuesOf(text)).toEqual({ NAME: 'Alice', KEY: KEY_BYTES });
  });

  test('gives optional elements where they stand', () => {
    const text = inRoot(`${NAME}${KEY}<MORE/><LAST ${DT}>/w==</LAST>`);
    expect(valuesOf(text)).toEqual({
      NAME: 'Alice',
      KEY: KEY_BYTES,
      MORE: '',
      LAST: Uint8Array.of(255),
    });
    expect(parse(text).version).toBe('1.0');
  });

  test('gives text as it stands, with the five built-in references resolved', () => {
    const text = inRoot(`<NAME> &amp;&lt;&gt;&quot;&apos; \n</NAME>${KEY}`);
    expect(valuesOf(text).NAME).toBe(' &<>"\' \n');
  });
});

describe('a document is refused', () => {
  test.each([
    ['with a document type', 'xml.doctype', `<!DOCTYPE x>${GOOD}`],
    [
      'with a document type in other letters',
      'xml.doctype',
      `<!docType x [<!ENTITY a "b">]>${GOOD}`,
    ],
    ['with a document type in a comment', 'xml.doctype', `<!-- <!DOCTYPE x> -->${GOOD}`],
    [
      'with another encoding named',
      'xml.encoding',
      `<?xml version="1.0" encoding="UTF-16"?>${GOOD}`,
    ],
    ['with a lone surrogate', 'xml.encoding', inRoot(`<NAME>\ud800</NAME>${KEY}`)],
    ['in XML 1.1', 'xml.syntax', `<?xml version="1.1"?>${GOOD}`],
    ['with a declaration after white space', 'xml.syntax', ` <?xml version="1.0"?>${GOOD}`],
    ['with two byte order marks', 'xml.schema', `\ufeff\ufeff${GOOD}`],
    ['with a numeric reference', 'xml.reference', inRoot(`<NAME>&#65;lice</NAME>${KEY}`)],
    [
      'with a hexadecimal reference in base64',
      'xml.reference',
      inRoot(`${NAME}<KEY ${DT}>&#x41;QID</KEY>`),
    ],
    ['with an entity of its own', 'xml.reference', inRoot(`<NAME>&alice;</NAME>${KEY}`)],
    ['with a lone ampersand', 'xml.reference', inRoot(`<NAME>A & B</NAME>${KEY}`)],
    [
      'with a reference between two halves of comments',
      'xml.reference',
      `<!-- a -->&#65;<!-- b -->${GOOD}`,
    ],
    ['with a comment inside the root', 'xml.schema', inRoot(`${NAME}<!-- c -->${KEY}`)],
    [
      'with a comment inside an element',
      'xml.schema',
      inRoot(`<NAME>Al<!-- c -->ice</NAME>${KEY}`),
    ],
    ['with a CDATA section', 'xml.schema', inRoot(`<NAME><![CDATA[Alice]]></NAME>${KEY}`)],
    ['with a processing instruction inside', 'xml.schema', inRoot(`${NAME}<?a b?>${KEY}`)],
    [
      'with a processing instruction before the root',
      'xml.schema',
      `<?xml-stylesheet href="x"?>${GOOD}`,
    ],
    ['with another root', 'xml.schema', '<MAIL/>'],
    ['inside another element', 'xml.schema', `<MAIL>${GOOD}</MAIL>`],
    ['with a root in a namespace', 'xml.schema', `<p:PEERGROUPCONFIG xmlns:p="p" VERSION="1.0"/>`],
    ['with an element that is unknown', 'xml.schema', inRoot(`${NAME}${KEY}<OTHER/>`)],
    ['with an element named __proto__', 'xml.schema', inRoot(`<__proto__/>${NAME}${KEY}`)],
    ['with an element twice', 'xml.schema', inRoot(NAME + NAME + KEY)],
    ['with elements in another order', 'xml.schema', inRoot(KEY + NAME)],
    ['with an optional element too early', 'xml.schema', inRoot(`<MORE/>${NAME}${KEY}`)],
    ['without its last required element', 'xml.schema', inRoot(NAME)],
    ['without a required element before an optional one', 'xml.schema', inRoot(`${NAME}<MORE/>`)],
    ['with an element inside the last one', 'xml.schema', inRoot(`${NAME}${KEY}<MORE><B/></MORE>`)],
    ['without any element', 'xml.schema', '<PEERGROUPCONFIG VERSION="1.0"/>'],
    [
      'with an element inside an element',
      'xml.schema',
      inRoot(`<NAME><NAME>Alice</NAME></NAME>${KEY}`),
    ],
    ['with text between elements', 'xml.schema', inRoot(`${NAME}x${KEY}`)],
    ['with a no-break space between elements', 'xml.schema', inRoot(`${NAME}\u00a0${KEY}`)],
    ['with a reference between elements', 'xml.schema', inRoot(`${NAME}&amp;${KEY}`)],
    [
      'with an attribute that is unknown',
      'xml.schema',
      inRoot(`<NAME lang="en">Alice</NAME>${KEY}`),
    ],
    [
      'with an attribute beside VERSION',
      'xml.schema',
      `<PEERGROUPCONFIG VERSION="1.0" xml:base="x">${NAME}${KEY}</PEERGROUPCONFIG>`,
    ],
    ['with VERSION on an element', 'xml.schema', inRoot(`<NAME VERSION="1.0">Alice</NAME>${KEY}`)],
    [
      'with an attribute twice',
      'xml.schema',
      `<PEERGROUPCONFIG VERSION="1.0" VERSION="1.0">${NAME}${KEY}</PEERGROUPCONFIG>`,
    ],
    [
      'without the namespace of dt',
      'xml.schema',
      inRoot(`${NAME}<KEY dt:dt="bin.base64">AQID</KEY>`),
    ],
    [
      'without dt:dt',
      'xml.schema',
      inRoot(`${NAME}<KEY xmlns:dt="urn:schemas-microsoft-com:datatypes">AQID</KEY>`),
    ],
    [
      'with dt of another type',
      'xml.schema',
      inRoot(`${NAME}${KEY.replace('bin.base64', 'bin.hex')}`),
    ],
    [
      'with dt in another namespace',
      'xml.schema',
      inRoot(`${NAME}${KEY.replace('urn:', 'urn:x')}`),
    ],
    ['with another prefix for dt', 'xml.schema', inRoot(`${NAME}${KEY.replaceAll('dt', 'd')}`)],
    ['with base64 that lacks its padding', 'xml.base64', inRoot(`${NAME}<KEY ${DT}>AQI</KEY>`)],
    ['with spare bits in base64', 'xml.base64', inRoot(`${NAME}<KEY ${DT}>AQJ=</KEY>`)],
    ['with the alphabet of base64url', 'xml.base64', inRoot(`${NAME}<KEY ${DT}>_-ID</KEY>`)],
    ['with padding inside base64', 'xml.base64', inRoot(`${NAME}<KEY ${DT}>AQ==AQID</KEY>`)],
    ['with a no-break space in base64', 'xml.base64', inRoot(`${NAME}<KEY ${DT}>AQ\u00a0ID</KEY>`)],
    ['with empty base64', 'xml.base64', inRoot(`${NAME}<KEY ${DT}> </KEY>`)],
    ['with plain words', 'xml.syntax', 'Dear Bob'],
    ['with words before the root', 'xml.schema', `Dear Bob ${GOOD}`],
    ['with words after the root', 'xml.syntax', `${GOOD} Best regards`],
    ['with a second root', 'xml.syntax', GOOD + GOOD],
    ['with a second empty root', 'xml.schema', `${GOOD}<A/>`],
    ['cut before its end', 'xml.syntax', GOOD.slice(0, -1)],
    ['with an end tag of another name', 'xml.syntax', GOOD.replace('</NAME>', '</KEY>')],
    [
      'with an attribute without quotes',
      'xml.syntax',
      `<PEERGROUPCONFIG VERSION=1.0>${NAME}${KEY}</PEERGROUPCONFIG>`,
    ],
    ['with a control character', 'xml.syntax', inRoot(`<NAME>\u0001</NAME>${KEY}`)],
    ['with ]]> in text', 'xml.syntax', inRoot(`<NAME>]]></NAME>${KEY}`)],
    ['without VERSION', 'xml.schema', `<PEERGROUPCONFIG>${NAME}${KEY}</PEERGROUPCONFIG>`],
    ['with a VERSION that is no version', 'xml.version', inRoot(NAME + KEY, '1.0 ')],
    ['with a VERSION that is empty', 'xml.version', inRoot(NAME + KEY, '')],
    ['with a VERSION that we do not know', 'xml.version', inRoot('<NEW/>', '2.0')],
    ['with a VERSION in another spelling', 'xml.version', inRoot(NAME + KEY, '01.0')],
    ['that is empty', 'document.empty', ' \ufeff\n'],
    ['that is an identity card', 'document.card-instead', '<PEERIDENTITYINFO VERSION="9"/>'],
    ['that is an invitation', 'document.invitation-instead', '<PEERINVITATION/>'],
    ['that is an update', 'document.update-instead', '<PEERGROUPUPDATE/>'],
    ['that is a recovery file', 'document.recovery-instead', '<PEERIDENTITYEXPORT/>'],
  ] as const)('%s', async (_, reason, text) => {
    expect(await reasonOf(() => parse(text))).toBe(reason);
  });

  test('beyond its size, whatever it is', async () => {
    const padding = ' '.repeat(FORM.limit - GOOD.length);
    expect(valuesOf(GOOD + padding).NAME).toBe('Alice');
    expect(await reasonOf(() => parse(`${GOOD}${padding} `))).toBe('size.text');
    expect(await reasonOf(() => parse('<'.repeat(2001)))).toBe('size.text');
  });

  test('for its version with the code of its own', async () => {
    const refusal = await refusalOf(() => parse(inRoot('', '3.0')));
    expect(refusal).toEqual({ code: 'PEER_E_UNSUPPORTED_VERSION', reason: 'xml.version' });
  });
});

describe('hostile documents end early', () => {
  const roomy = { ...FORM, limit: 10_000_000 };
  test.each([
    [
      '200 000 attributes',
      `<PEERGROUPCONFIG ${Array.from({ length: 200_000 }, (_, n) => `a${n}="1"`).join(' ')}>`,
    ],
    ['200 000 times one attribute', `<PEERGROUPCONFIG ${'VERSION="1.0" '.repeat(200_000)}>`],
    ['15 001 nested elements', `<PEERGROUPCONFIG VERSION="1.0">${'<NAME>'.repeat(15_001)}`],
    ['a name of a megabyte', `<${'A'.repeat(1_000_000)}>`],
    ['300 000 comments without an end', '<!--'.repeat(300_000)],
    ['300 000 references', inRoot('&a;'.repeat(300_000))],
  ])('%s', async (_, text) => {
    expect(await reasonOf(() => parseXml(text, roomy))).toMatch(/^xml\./);
  });
});

const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((array) => new Uint8Array(array));
const plainText = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.constantFrom('&', '<', '>', '"', "'"),
    ),
    maxLength: 60,
  })
  .filter((text) => text.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(text));

test('what is written is read again as it was', () => {
  fc.assert(
    fc.property(plainText, bytes, fc.option(plainText, { nil: undefined }), (NAME, KEY, MORE) => {
      const text = formatXml(FORM, { NAME, KEY, MORE, LAST: undefined });
      const { MORE: more, ...values } = valuesOf(text);
      expect(values).toEqual({ NAME, KEY });
      expect(more).toBe(MORE);
    }),
  );
});

test('text that XML cannot hold is not written', async () => {
  for (const NAME of ['\u0000', '\ud800', '\ufffe', '\r']) {
    const write = () => formatXml(FORM, { NAME, KEY: KEY_BYTES, MORE: undefined, LAST: undefined });
    expect(await reasonOf(write)).toBe('xml.value');
  }
});

test('nothing but PeerError comes out, whatever the text', async () => {
  const pieces = [
    ...GOOD.split(/(?=[<>"& ])/),
    '&',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '\ud800',
    '<!',
  ];
  const jumble = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })));
  await fc.assert(
    fc.asyncProperty(jumble, async (parts) => {
      await reasonOf(() => parse(parts.join('')));
    }),
    { numRuns: 500 },
  );
});

test('a document with a piece put in, taken out or changed is refused or reads the same', async () => {
  const at = fc.nat(GOOD.length);
  await fc.assert(
    fc.asyncProperty(at, fc.nat(3), fc.string({ maxLength: 2 }), async (from, length, piece) => {
      const changed = GOOD.slice(0, from) + piece + GOOD.slice(from + length);
      await reasonOf(() => parse(changed));
    }),
    { numRuns: 500 },
  );
});
