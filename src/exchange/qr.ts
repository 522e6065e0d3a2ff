/** QR codes of documents: one still code of the compact form, or a moving one where it is too long. */

import { encodeQR } from 'qr';
import { encodeBase45 } from '../core/base-encodings.ts';
import type { Bytes } from '../core/bytes.ts';
import { splitFrames } from '../core/document/frame.ts';
import { formatLink } from './link.ts';

/** Rows from the top, cells from the left; true is dark. There is no quiet zone around it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** What is shown of a document, so that another device reads it. */
export type DocumentCode =
  | { readonly kind: 'still'; readonly matrix: QrMatrix }
  | ({ readonly kind: 'moving' } & CodeFrames);

/** The codes that a moving code shows one after the other. */
export interface CodeFrames {
  /** So many of them are enough where none is lost. */
  readonly blocks: number;
  /** The code of a frame, all of one size. Numbers begin with 0; after 65 535 comes 0. */
  matrixOf(number: number): QrMatrix;
}

/** The most characters that a version holds: of the QR alphabet, or of any ASCII text (ISO/IEC 18004 table 7). */
const CAPACITIES = {
  25: { medium: { alphanumeric: 1451, ascii: 997 }, low: { alphanumeric: 1853, ascii: 1273 } },
  20: { medium: { alphanumeric: 970, ascii: 666 }, low: { alphanumeric: 1249, ascii: 858 } },
} as const;

/** The largest code that phones read well off a screen, and the largest that they read in passing. */
const STILL = 25;
const MOVING = 20;

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/;

/**
 * The code of a document: a still one if it fits, a link that any camera app opens where the app is
 * served to everybody, else a text for the scanner in the app; and a moving one of what is longer.
 *
 * @param compact the document in its compact form
 * @param appAddress where the app is served
 * @returns `undefined` for a document longer than any moving code holds
 */
export async function documentCode(
  compact: Bytes,
  appAddress: string,
): Promise<DocumentCode | undefined> {
  const matrix = stillCode(compact, appAddress);
  if (matrix) return { kind: 'still', matrix };
  const sequence = await splitFrames(compact);
  if (!sequence) return undefined;
  const { blocks } = sequence;
  return { kind: 'moving', blocks, matrixOf: (number) => frameMatrix(sequence.frameText(number)) };
}

/** One path for all dark cells, a unit each, the top left corner at 0 0. */
export function qrPath(matrix: QrMatrix): string {
  return matrix.map((row, y) => rowPath(row, y)).join('');
}

function stillCode(compact: Bytes, appAddress: string): QrMatrix | undefined {
  const link = formatLink(appAddress, compact);
  const ofLink = link === undefined ? undefined : matrixOf(link, STILL);
  return ofLink ?? matrixOf(`PEER:${encodeBase45(compact)}`, STILL);
}

function frameMatrix(text: string): QrMatrix {
  const matrix = matrixOf(text, MOVING);
  if (!matrix) throw new TypeError(`a frame of ${text.length} characters`);
  return matrix;
}

/** With error correction M where that fits the version, else L; `undefined` where that does not either. */
function matrixOf(text: string, version: keyof typeof CAPACITIES): QrMatrix | undefined {
  const alphabet = ALPHANUMERIC.test(text) ? 'alphanumeric' : 'ascii';
  const { medium, low } = CAPACITIES[version];
  if (text.length > low[alphabet]) return undefined;
  const ecc = text.length <= medium[alphabet] ? 'medium' : 'low';
  // `qr` draws at least one cell of border, which is cut off here.
  const rows = encodeQR(text, 'raw', { ecc, border: 1 });
  return rows.slice(1, -1).map((row) => row.slice(1, -1));
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    const start = x;
    while (row[x] === true) x++;
    if (x > start) path += `M${start} ${y}h${x - start}v1H${start}z`;
  }
  return path;
}
