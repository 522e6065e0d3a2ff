/**
 * The only door to saxes: XML in the one way that we read it. No document type, no reference but the
 * five built-in ones, and inside the root neither comments nor CDATA nor processing instructions.
 */

import { SaxesParser } from 'saxes';
import { fail, PeerError } from '../errors.ts';
import { withoutLongRuns } from './long-runs.ts';

/** Told of everything in a text, in its order; refuses by throwing. */
export interface XmlReader {
  /** A tag begins. */
  readonly open: (name: string) => void;
  readonly attribute: (name: string, value: string) => void;
  /** All attributes of the tag were told. */
  readonly opened?: () => void;
  readonly text: (text: string) => void;
  readonly close: () => void;
}

/**
 * Reads a text to its end.
 *
 * @param text not trusted
 * @param limit the most UTF-16 code units that it may have
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.empty` or `xml.*`; whatever the
 *   reader throws
 */
export function readXml(text: string, limit: number, reader: XmlReader): void {
  verifyText(text, limit);
  const { short, restored } = withoutLongRuns(text);
  try {
    parserFor(reader, restored).write(short).close();
  } catch (cause) {
    if (cause instanceof PeerError) throw cause;
    fail('xml.syntax', 'saxes refused', { cause });
  }
}

/** What can be said of a text before it is parsed. */
function verifyText(text: string, limit: number): void {
  if (text.length > limit) fail('size.text', `${text.length} units, ${limit} fit`);
  if (text.trim() === '') fail('document.empty', 'nothing but white space');
  if (!text.isWellFormed()) fail('xml.encoding', 'a lone surrogate');
  if (/<!doctype/i.test(text)) fail('xml.doctype', 'a document type');
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(withoutComments(text))) {
    fail('xml.reference', 'a reference that is not one of the five built-in ones');
  }
}

/** Comments may say what they like outside the root; inside it the reader refuses them later. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return [...parts, text.slice(from)].join('');
    parts.push(text.slice(from, start));
    from = end + 3;
  }
}

function parserFor(reader: XmlReader, restored: (text: string) => string): SaxesParser {
  let depth = 0;
  const parser = new SaxesParser({ position: false });
  parser.on('error', (cause) => fail('xml.syntax', cause.message, { cause }));
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') fail('xml.syntax', 'not XML 1.0');
    if ((encoding ?? 'UTF-8').toUpperCase() !== 'UTF-8') fail('xml.encoding', 'not UTF-8');
  });
  parser.on('processinginstruction', () => fail('xml.schema', 'a processing instruction'));
  parser.on('cdata', () => fail('xml.schema', 'a CDATA section'));
  parser.on('comment', () => {
    if (depth > 0) fail('xml.schema', 'a comment inside the root');
  });
  parser.on('opentagstart', ({ name }) => {
    depth++;
    reader.open(name);
  });
  parser.on('attribute', ({ name, value }) => reader.attribute(name, value));
  parser.on('opentag', () => reader.opened?.());
  parser.on('text', (text) => reader.text(restored(text)));
  parser.on('closetag', () => {
    depth--;
    reader.close();
  });
  return parser;
}
