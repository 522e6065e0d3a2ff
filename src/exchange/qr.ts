/** QR codes of documents: one still code, of the compact form. */

import { encodeQR } from 'qr';
import { encodeBase45, type Bytes } from '../core/bytes.ts';
import { formatLink } from './link.ts';

/** Rows from the top, cells from the left; true is dark. There is no quiet zone around it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** The largest code that phones read well off a screen. */
const MAX_VERSION = 25;

/** The most characters of version 25-L: of the QR alphabet, or of any ASCII text. */
const MAX_ALPHANUMERIC = 1853;
const MAX_ASCII = 1273;

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/;

/**
 * The code of a text, with error correction M where that fits version 25, else L.
 *
 * @param text ASCII
 * @returns `undefined` if it does not fit
 */
export function qrMatrix(text: string): QrMatrix | undefined {
  if (!fitsCode(text)) return undefined;
  const medium = matrixOf(text, 'medium');
  return medium.length <= sizeOf(MAX_VERSION) ? medium : matrixOf(text, 'low');
}

/** One path for all dark cells, a unit each, the top left corner at 0 0. */
export function qrPath(matrix: QrMatrix): string {
  return matrix.map((row, y) => rowPath(row, y)).join('');
}

/**
 * The text of the code of a document: a link that any camera app opens where the app is served to
 * everybody, else a text for the reader in the app.
 *
 * @param compact the document in its compact form
 * @param appAddress where the app is served
 */
export function cardCodeText(compact: Bytes, appAddress: string): string {
  const link = formatLink(appAddress, compact);
  return link !== undefined && fitsCode(link) ? link : `PEER:${encodeBase45(compact)}`;
}

function fitsCode(text: string): boolean {
  return text.length <= (ALPHANUMERIC.test(text) ? MAX_ALPHANUMERIC : MAX_ASCII);
}

function sizeOf(version: number): number {
  return 17 + 4 * version;
}

/** `qr` draws at least one cell of border, which is cut off here. */
function matrixOf(text: string, ecc: 'medium' | 'low'): QrMatrix {
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
