/** Documents in the compact form inside other text: as `peer:` text, as a link, or out of a QR code. */

import { decodeBase45, type Bytes } from '../core/bytes.ts';
import { fail } from '../core/errors.ts';
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
  return [...codes].map(([, data = '']) => ({
    key: `code ${data.trimEnd()}`,
    open: async () => openBytes(decodeBase45(data.trimEnd()) ?? fail('compact.text', 'not base45')),
  }));
}

/** What stands behind `#/open/` of any address up to white space, less the punctuation of a sentence. */
function listLinks(text: string): readonly Candidate[] {
  const links = text.matchAll(/#\/open\/([\w-]\S*)/g);
  return [...links].map(([, behind = '']) => {
    const [data = ''] = /^[\w-]*/.exec(behind) ?? [];
    const rest = behind.slice(data.length);
    const isClean = /^[.,;:!?"'()<>[\]{}\u2018-\u201f\u00ab\u00bb]*$/.test(rest);
    return {
      key: `peer ${data}.`,
      open: async () =>
        isClean ? openText(`peer:${data}.`) : fail('compact.text', 'a foreign letter'),
    };
  });
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
  const { formatInvitation } = await import('../core/document/invitation.ts');
  return { kind: 'invitation', text: formatInvitation(body) };
}
