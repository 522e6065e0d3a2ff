/**
 * Finds the documents of ours in whatever somebody has pasted, dropped or opened: a mail with
 * greetings and quote marks, a chat message, a link, a file.
 *
 * We undo only what mail and chat programs do to every text (quote marks, spaces, quotation marks,
 * invisible characters) and leave the rest to the strict readers, because a reader that guesses
 * can be talked into anything.
 */

import { findPem } from '../core/certificate/pem.ts';
import { fail, isPeerError, PeerError } from '../core/errors.ts';
import { listCompactForms } from './compact-forms.ts';
import {
  MAX_CANDIDATES,
  withoutSpace,
  type Candidate,
  type FoundDocument,
} from './found-document.ts';
import { beginsAsUpdate, largeUpdateIn } from './large-update.ts';
import { listXmlFragments } from './xml-fragments.ts';

export type { FoundDocument, FoundKind } from './found-document.ts';

/** The longest text that is looked through, in UTF-16 code units; a group update alone may be longer. */
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
  const found = await lookThrough(text);
  const count = found.documents.length + found.damage.length;
  if (count > 1) fail('document.several', `${count}`);
  return firstOf(found);
}

/** The documents in a text, at least one of them. */
export interface FoundDocuments {
  /** Those in XML first, then those in the compact form, each kind in the order of the text. */
  readonly documents: readonly [FoundDocument, ...FoundDocument[]];
  /** Why another one cannot be read: mail programs cut what they quote, but it may be the one that is meant. */
  readonly damage: PeerError | undefined;
}

/**
 * Finds every document, each of them once: for whoever can ask which of them is meant.
 *
 * @throws {PeerError} as {@link findDocument}; `document.several` only for more than are looked at
 */
export async function listDocuments(text: string): Promise<FoundDocuments> {
  const found = await lookThrough(text);
  return {
    documents: [firstOf(found), ...found.documents.slice(1)],
    damage: found.damage[0],
  };
}

/** What could be read of a text, and why the rest of it could not. */
interface Findings {
  readonly documents: readonly FoundDocument[];
  readonly damage: readonly PeerError[];
}

async function lookThrough(text: string): Promise<Findings> {
  if (text.length > MAX_TEXT_LENGTH) return { documents: [findLarge(text)], damage: [] };
  const visible = text.replace(INVISIBLE, '');
  if (visible.trim() === '') fail('document.empty', 'nothing to be seen');
  const all = [...listXmlFragments(visible), ...listCompactForms(visible)];
  if (all.length > MAX_CANDIDATES) fail('document.several', `${all.length}`);
  if (all.length > 0) return openAll(distinct(all));
  return { documents: [findCertificate(visible) ?? refuseNone(visible)], damage: [] };
}

/** Nothing but an update is longer than a mail with all its quotes. */
function findLarge(text: string): FoundDocument {
  if (!beginsAsUpdate(text)) fail('size.text', `${text.length} units`);
  return largeUpdateIn(text);
}

function firstOf({ documents: [document], damage }: Findings): FoundDocument {
  if (!document) throw damage[0] ?? new TypeError('neither found nor refused');
  return document;
}

/** The first of each key. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const keys = new Set(candidates.map(({ key }) => key));
  return [...keys].flatMap((wanted) => candidates.find(({ key }) => key === wanted) ?? []);
}

/** Some of them may be one document in several forms, such as the XML with its link. */
async function openAll(candidates: readonly Candidate[]): Promise<Findings> {
  const found = new Map<string, FoundDocument>();
  const damage: PeerError[] = [];
  for (const candidate of candidates) {
    const document = await openOrSayWhy(candidate);
    if (document instanceof PeerError) damage.push(document);
    else found.set(withoutSpace(document.text), document);
  }
  return { documents: [...found.values()], damage };
}

/** One of another version is not passed over as damaged. */
async function openOrSayWhy(candidate: Candidate): Promise<FoundDocument | PeerError> {
  try {
    return await candidate.open();
  } catch (error) {
    if (!isPeerError(error, 'E_INVALIDARG')) throw error;
    return error;
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
