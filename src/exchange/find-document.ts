/**
 * Finds the documents of ours in whatever somebody has pasted, dropped or opened: a mail with
 * greetings and quote marks, a chat message, a link, a file.
 *
 * We undo only what mail and chat programs do to every text (quote marks, spaces, quotation marks,
 * invisible characters) and leave the rest to the strict readers, because a reader that guesses
 * can be talked into anything.
 */

import { findPem } from '../core/certificate/pem.ts';
import { fail, isPeerError } from '../core/errors.ts';
import { listCompactForms } from './compact-forms.ts';
import {
  MAX_CANDIDATES,
  withoutSpace,
  type Candidate,
  type FoundDocument,
} from './found-document.ts';
import { listXmlFragments } from './xml-fragments.ts';

export type { FoundDocument, FoundKind } from './found-document.ts';

/** The longest text that is looked through, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 512 * 1024;

/** Zero-width characters, soft hyphens, direction marks and byte order marks: they come in by copying. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;

/**
 * Finds exactly one document. The same document twice, such as in a quoted answer, is one.
 *
 * @param text from anywhere, not trusted
 * @returns the XML, out of the compact form too; never visits a link
 * @throws {PeerError} `E_INVALIDARG` with `size.text`, `document.empty`, `document.none`,
 *   `document.several`, `document.cut`, `document.beginning` or `compact.*`; `PEER_E_UNSUPPORTED_VERSION` for a compact
 *   form of another version
 */
export async function findDocument(text: string): Promise<FoundDocument> {
  const documents = await listDocuments(text);
  const [document, ...others] = documents;
  if (others.length > 0) fail('document.several', `${documents.length}`);
  return document;
}

/** At least one. */
type Documents = readonly [FoundDocument, ...FoundDocument[]];

/**
 * Finds every document, each of them once: for whoever can ask which of them is meant.
 *
 * @returns those in XML first, then those in the compact form, each kind in the order of the text
 * @throws {PeerError} as {@link findDocument}; `document.several` only for more than are looked at,
 *   and where one of several is damaged: it may be the one that is meant
 */
export async function listDocuments(text: string): Promise<Documents> {
  if (text.length > MAX_TEXT_LENGTH) fail('size.text', `${text.length} units`);
  const visible = text.replace(INVISIBLE, '');
  if (visible.trim() === '') fail('document.empty', 'nothing to be seen');
  const all = [...listXmlFragments(visible), ...listCompactForms(visible)];
  if (all.length > MAX_CANDIDATES) fail('document.several', `${all.length}`);
  const [first, ...others] = distinct(all);
  if (first === undefined) return [findCertificate(visible) ?? refuseNone(visible)];
  return others.length === 0 ? [await first.open()] : openAll(first, others);
}

/** The first of each key. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const keys = new Set(candidates.map(({ key }) => key));
  return [...keys].flatMap((wanted) => candidates.find(({ key }) => key === wanted) ?? []);
}

/** Some of them may be one document in several forms, such as the XML with its link. */
async function openAll(first: Candidate, others: readonly Candidate[]): Promise<Documents> {
  const document = await openAmongSeveral(first);
  const found = new Map([[withoutSpace(document.text), document]]);
  for (const candidate of others) {
    const other = await openAmongSeveral(candidate);
    found.set(withoutSpace(other.text), other);
  }
  found.delete(withoutSpace(document.text));
  return [document, ...found.values()];
}

async function openAmongSeveral(candidate: Candidate): Promise<FoundDocument> {
  try {
    return await candidate.open();
  } catch (cause) {
    if (!isPeerError(cause, 'E_INVALIDARG')) throw cause;
    return fail('document.several', 'one of them damaged', { cause });
  }
}

function findCertificate(text: string): FoundDocument | undefined {
  const pem = findPem(text);
  return pem === undefined ? undefined : { kind: 'certificate', text: pem };
}

/** Addresses of every kind, but for the rest of one of ours. */
const ADDRESS = /(?<![\p{L}\p{N}_+])(?!(?:eer|er|r):)[a-z][a-z0-9+.-]*:\S+/giu;

/** What no words look like: 80 characters of base64, perhaps in two lines, quoted or not. */
const ENCODED = /[\w+/-]{40}=?[\s>]{0,9}[\w+/-]{40}/g;

/** Says of what may be the rest of a document that its beginning is missing. */
function refuseNone(text: string): never {
  const runs = text.replace(ADDRESS, '').match(ENCODED) ?? [];
  const isRest = runs.some((run) => /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run));
  if (isRest) fail('document.beginning', 'the rest of something encoded');
  return fail('document.none', 'none of ours');
}
