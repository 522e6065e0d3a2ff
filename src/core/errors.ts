/**
 * The one error of this project: Windows' names and HRESULTs for programs, a stable reason for
 * tests and texts. The sentence that a person reads stands in the catalogue, one for each reason.
 */

import { HRESULT, type PeerErrorCode } from './hresults.ts';
import { codeOf, type Reason } from './reasons.ts';

/** What a {@link PeerError} may bear besides its reason. */
export interface PeerErrorOptions extends ErrorOptions {
  /** Place of the certificate in its chain, 0 for the group root certificate. */
  readonly at?: number | undefined;
}

/** What {@link errorOf} and {@link fail} may be told besides. */
export interface FailOptions extends PeerErrorOptions {
  /** The code of the document that was refused, where it is not that of the reason. */
  readonly code?: PeerErrorCode;
}

/** The world was wrong: a document, a name, a clock, a full disk. Our own mistakes are `TypeError`s. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
  readonly code: PeerErrorCode;
  readonly reason: Reason;
  /** For developers: English, names the value and the limit, never a key or a whole document. */
  readonly detail: string;
  readonly at: number | undefined;

  constructor(code: PeerErrorCode, reason: Reason, detail: string, options: PeerErrorOptions = {}) {
    super(`${code} (${reason}): ${detail}`, options);
    this.code = code;
    this.reason = reason;
    this.detail = detail;
    this.at = options.at;
  }

  /** The HRESULT that Windows gives this code. */
  get hresult(): number {
    return HRESULT[this.code];
  }

  /** The same refusal under the code of the document it was found in. */
  as(code: PeerErrorCode): PeerError {
    return new PeerError(code, this.reason, this.detail, { at: this.at, cause: this });
  }
}

/** The {@link PeerError} of a reason, for whoever goes on in spite of it. */
export function errorOf(reason: Reason, detail: string, options: FailOptions = {}): PeerError {
  return new PeerError(options.code ?? codeOf(reason), reason, detail, options);
}

/** Throws the {@link errorOf} of a reason; reads as a statement and as the right side of `??`. */
export function fail(reason: Reason, detail: string, options: FailOptions = {}): never {
  throw errorOf(reason, detail, options);
}

/** Whether something thrown is a {@link PeerError}, of one code where one is given. */
export function isPeerError(error: unknown, code?: PeerErrorCode): error is PeerError {
  return error instanceof PeerError && (code === undefined || error.code === code);
}

/** What a browser lacks: it says nothing of whatever was looked at. */
const OF_THE_BROWSER: readonly Reason[] = ['crypto.missing', 'app.incomplete'];

/** Whether a refusal says something of this browser, and nothing of what was looked at. */
export function isOfBrowser({ reason }: PeerError): boolean {
  return OF_THE_BROWSER.includes(reason);
}

/**
 * Does some work; a refusal in it goes on under the reason of the document that was refused, with the
 * first one as its cause. What {@link isOfBrowser} goes on as it is.
 */
export async function renamedAs<T>(reason: Reason, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isPeerError(cause) || isOfBrowser(cause)) throw cause;
    return fail(reason, cause.message, { at: cause.at, cause });
  }
}

/** Does some work; a refusal in it goes on under the code of the document that was refused. */
export async function refusedAs<T>(code: PeerErrorCode, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PeerError ? error.as(code) : error;
  }
}
