/** What is found in a text that somebody has pasted, dropped or opened. */

/** What was found. A certificate is none of our documents, but it is worth saying so. */
export type FoundKind =
  | 'identity card'
  | 'invitation'
  | 'group update'
  | 'recovery file'
  | 'group configuration'
  | 'certificate';

/** A document that was found and nothing more: neither read nor judged. */
export interface FoundDocument {
  readonly kind: FoundKind;
  /** The XML document alone; for a certificate, its PEM. */
  readonly text: string;
}

/** Something in a text that looks like a document of ours. */
export interface Candidate {
  /** The same for copies of one document that differ in white space alone. */
  readonly key: string;
  /**
   * The document.
   *
   * @throws {PeerError} `document.cut`, `compact.*`
   */
  readonly open: () => FoundDocument | Promise<FoundDocument>;
}

/** More candidates than this are not looked at: no mail has as many copies of one document. */
export const MAX_CANDIDATES = 100;

/** Text without any white space: what copies of a document have in common. */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
