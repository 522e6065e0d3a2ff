/** Documents in the compact form inside other text: as `peer:` text, as a link, or out of a QR code. */

import { decodeBase45, decodeBase64url } from '../core/base-encodings.ts';
import type { Bytes } from '../core/bytes.ts';
import { fail, isPeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import type { Candidate, FoundDocument } from './found-document.ts';

/**
 * All compact forms that stand in a text, in their order by spelling: text, QR text, links.
 *
 * @param text without invisible characters
 */
export function listCompactForms(text: string): readonly Candidate[] {
  return [...listTexts(text), ...listCodes(text), ...listLinks(text)];
}

/** White space and quote marks, which chat and mail programs put into long lines. */
const PASSED_OVER = /[\s"'>\u2018-\u201f\u2032\u2033\u00ab\u00bb]+/g;

/** A form is told from plain words after a colon by a run of this many characters, or by its full stop. */
const LONG_RUN = /^[\s>]*A[\w-]{15}/;
const ENDED_RUN = /^A[\w-]*\./;

function listTexts(text: string): readonly Candidate[] {
  const starts = text.matchAll(/(?<![\p{L}\p{N}_])(?:web\+)?peer:/giu);
  return [...starts]
    .filter(([prefix]) => prefix !== 'PEER:')
    .map(({ 0: prefix, index }) => text.slice(index + prefix.length))
    .filter((rest) => LONG_RUN.test(rest) || ENDED_RUN.test(rest))
    .map(textCandidate);
}

function textCandidate(rest: string): Candidate {
  const [spread = ''] = /^[\w\s"'>\u2018-\u201f\u2032\u2033\u00ab\u00bb-]*/.exec(rest) ?? [];
  const data = spread.replace(PASSED_OVER, '');
  const end = rest.slice(spread.length, spread.length + 2);
  return {
    key: `peer ${data}${end.charAt(0)}`,
    open: async () => {
      // In the middle of a word it is a changed letter, anywhere else the text of the mail goes on.
      if (/^[^.][\w-]/.test(end) && /[\w-]$/.test(spread)) fail('compact.text', 'a foreign letter');
      return openText(`peer:${data}${end.startsWith('.') ? '.' : ''}`);
    },
  };
}

/** A text that a QR code holds: upper-case base45 to the end of its line. It never ends with a space. */
function listCodes(text: string): readonly Candidate[] {
  const codes = text.matchAll(/(?<![\p{L}\p{N}_+])PEER:([0-9A-Z $%*+\-./:]{12,})/gu);
  return [...codes].map(([, data = '']) => {
    const code = data.trimEnd();
    const whole = decodeBase45(code) ?? decodeBase45(wholeGroups(code, 3));
    return {
      key: `code ${code}`,
      open: () => openOrSayCut(() => openCode(code), whole),
    };
  });
}

async function openCode(code: string): Promise<FoundDocument> {
  return openBytes(decodeBase45(code) ?? fail('compact.text', 'not base45'));
}

/** Behind this the operating system puts what was under `web+peer:`, with or without percent signs. */
const HANDED_ON = /^(?:web(?:\+|%2B))?peer(?::|%3A)/i;

/** What stands behind `#/open/` of any address up to white space, less the punctuation of a sentence. */
function listLinks(text: string): readonly Candidate[] {
  const links = text.matchAll(/#\/open\/([\w-]\S*)/g);
  return [...links].map(([, behind = '']) =>
    HANDED_ON.test(behind) ? textCandidate(behind.replace(HANDED_ON, '')) : linkCandidate(behind),
  );
}

function linkCandidate(behind: string): Candidate {
  const [data = ''] = /^[\w-]*/.exec(behind) ?? [];
  const rest = behind.slice(data.length);
  const isClean = /^[.,;:!?"'()<>[\]{}\u2018-\u201f\u00ab\u00bb]*$/.test(rest);
  const whole = decodeBase64url(data) ?? decodeBase64url(wholeGroups(data, 4));
  return {
    key: `peer ${data}.`,
    open: async () =>
      isClean
        ? openOrSayCut(() => openText(`peer:${data}.`), whole)
        : fail('compact.text', 'a foreign letter'),
  };
}

/** As much of a text as is made of whole groups of characters: the bytes that are there for certain. */
function wholeGroups(text: string, size: number): string {
  return text.slice(0, text.length - (text.length % size));
}

/** How a form fails whose end is missing. */
const ALTERED: ReadonlySet<Reason> = new Set(['compact.text', 'compact.checksum']);

/**
 * Opens a form that has no mark at its end, so that one without it looks like a damaged one.
 *
 * @param whole as many of its bytes as are there for certain
 */
async function openOrSayCut(
  open: () => Promise<FoundDocument>,
  whole: Bytes | undefined,
): Promise<FoundDocument> {
  try {
    return await open();
  } catch (error) {
    if (!isPeerError(error) || !ALTERED.has(error.reason) || !whole) throw error;
    const { isCut } = await import('../core/document/compact.ts');
    if (isCut(whole)) fail('compact.end', 'the stream never ends', { cause: error });
    throw error;
  }
}

async function openText(text: string): Promise<FoundDocument> {
  const { parseCompact } = await import('../core/document/compact.ts');
  return openBytes(parseCompact(text));
}

/** The same document in XML. What reads and writes compact forms comes with the first of them. */
async function openBytes(bytes: Bytes): Promise<FoundDocument> {
  const { decodeCompact } = await import('../core/document/compact.ts');
  const { kind, body } = await decodeCompact(bytes);
  if (kind === 'i') {
    const { formatIdentityCard } = await import('../core/document/identity-card.ts');
    return { kind: 'identity card', text: formatIdentityCard(body) };
  }
  if (kind === 'u') {
    const { formatFramedUpdate } = await import('../core/document/group-update.ts');
    return { kind: 'group update', text: await formatFramedUpdate(body) };
  }
  const { formatInvitation } = await import('../core/document/invitation.ts');
  return { kind: 'invitation', text: formatInvitation(body) };
}
