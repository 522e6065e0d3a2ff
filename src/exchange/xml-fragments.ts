/** Documents in XML inside other text, with what mail programs add to it taken off. */

import type { DocumentRoot } from '../core/document/xml-form.ts';
import { fail } from '../core/errors.ts';
import { MAX_CANDIDATES, withoutSpace, type Candidate, type FoundKind } from './found-document.ts';

const KIND_OF_ROOT: Readonly<Record<DocumentRoot, FoundKind>> = {
  PEERIDENTITYINFO: 'identity card',
  PEERINVITATION: 'invitation',
  PEERGROUPUPDATE: 'group update',
  PEERIDENTITYEXPORT: 'recovery file',
  PEERGROUPCONFIG: 'group configuration',
};

/** A tag of a root, up to the `>` that ends it. */
interface RootTag {
  readonly root: DocumentRoot;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * All documents that stand in a text, in their order; one without its beginning or its end among
 * them, which cannot be opened.
 *
 * @param text without invisible characters
 */
export function listXmlFragments(text: string): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const tags = rootTags(text);
  const prolog = prologBefore(text, tags[0]);
  let open: RootTag | undefined;
  for (const tag of tags) {
    const before = open === tags[0] ? prolog : '';
    if (tag.isEnd && open?.root === tag.root) {
      candidates.push(fragmentBetween(text, { before, open, end: tag }));
    } else if (tag.isEnd || open !== undefined) candidates.push(cutAt(open ?? tag));
    open = tag.isEnd ? undefined : tag;
  }
  return open === undefined ? candidates : [...candidates, cutAt(open)];
}

function rootTags(text: string): readonly RootTag[] {
  const roots = Object.keys(KIND_OF_ROOT) as DocumentRoot[];
  const pattern = new RegExp(`<(/?)(${roots.join('|')})(?=[\\s/>])`, 'g');
  const tags = [...text.matchAll(pattern)];
  if (tags.length > 2 * MAX_CANDIDATES) fail('document.several', `${tags.length} tags`);
  return tags.map(({ 0: tag, 1: slash, 2: root, index }) => {
    const close = text.indexOf('>', index + tag.length);
    const end = close < 0 ? text.length : close + 1;
    return { root: root as DocumentRoot, isEnd: slash === '/', start: index, end };
  });
}

function cutAt({ root, start, isEnd }: RootTag): Candidate {
  return {
    key: `cut ${start}`,
    open: () =>
      isEnd
        ? fail('document.beginning', `${root} without its beginning`)
        : fail('document.cut', `${root} without its end`),
  };
}

function fragmentBetween(
  text: string,
  { before, open, end }: { readonly before: string; readonly open: RootTag; readonly end: RootTag },
): Candidate {
  const depth = quoteDepth(text, open.start);
  const document = restored(text.slice(open.start, end.end), depth);
  const kind = KIND_OF_ROOT[open.root];
  return { key: withoutSpace(document), open: () => ({ kind, text: before + document }) };
}

/**
 * What stands before the first root where the text is an XML document and no mail: the strict
 * reader has to see declarations, and refuses an element around the document. A document type is
 * shown to it wherever it stands.
 */
function prologBefore(text: string, first: RootTag | undefined): string {
  const doctype = /<!doctype[^<]*/i.exec(text);
  if (doctype !== null) return doctype[0];
  const prolog = text.slice(0, first?.start);
  const isMarkup = /^\s*<[?!a-z]/i.test(prolog) && prolog.trimEnd().endsWith('>');
  return isMarkup ? prolog.trimStart() : '';
}

const MAX_QUOTE_DEPTH = 50;

/** How many quote marks a mail program has put before the line that a document begins in. */
function quoteDepth(text: string, start: number): number {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const [marks = ''] = /^[>\s]*/.exec(line) ?? [];
  return Math.min(marks.split('>').length - 1, MAX_QUOTE_DEPTH);
}

/** Undoes quote marks at the beginning of lines, and what programs make of spaces and quotation marks. */
function restored(fragment: string, depth: number): string {
  const plain = fragment
    .replace(/[\u00a0\u2007\u202f\u3000]/g, ' ')
    .replace(/[\u0085\u2028\u2029]/g, '\n');
  return withoutQuoteMarks(plain, depth).replace(/<[^<>]*>|[^<>]+/g, (piece) => {
    if (piece.startsWith('<')) return restoredTag(piece);
    return piece.trim() === '' ? piece : joined(piece);
  });
}

function restoredTag(tag: string): string {
  return tag
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2018-\u201b\u2032]/g, "'")
    .replace(/"[^"]*"|'[^']*'/g, joined);
}

/** No text and no attribute of ours holds a line end, so lines that were broken can be joined. */
function joined(value: string): string {
  return value.replace(/[\r\n]+[ \t]*/g, '');
}

function withoutQuoteMarks(fragment: string, depth: number): string {
  if (depth === 0) return fragment;
  return fragment.replace(new RegExp(`^(?:[ \\t]{0,9}>){1,${depth}} ?`, 'gm'), '');
}
