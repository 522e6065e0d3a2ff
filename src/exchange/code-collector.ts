/** Puts together what codes say, one after the other, until there is a document. */

import { formatCompact } from '../core/document/compact.ts';
import { FrameCollector, type Progress } from '../core/document/frame-collector.ts';
import { fail, isPeerError } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import { kindOfCode, type CodeKind } from './code-text.ts';
import { listDocuments } from './find-document.ts';

export type { Progress } from '../core/document/frame-collector.ts';

/** What has come of a code: a text that `listDocuments` reads, or a part of one. */
export type CollectedCode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'progress'; readonly progress: Progress };

/** What is said of a code that is none of ours. */
const FOREIGN: Readonly<Record<Exclude<CodeKind, 'document' | 'frame'>, Reason>> = {
  'web address': 'code.web-address',
  'Wi-Fi': 'code.wifi',
  contact: 'code.contact',
  empty: 'code.foreign',
  other: 'code.foreign',
};

/** Codes of a still picture, and those of moving ones in any order. */
export class CodeCollector {
  readonly #frames = new FrameCollector();

  /** How much there is of a moving code; undefined before its first part. */
  get progress(): Progress | undefined {
    return this.#frames.progress;
  }

  /**
   * Takes the text of a code.
   *
   * @param text not trusted
   * @throws {PeerError} `code.*` for one that is not ours; `compact.*` and others as {@link listDocuments}
   *   for one that is damaged; `frame.*` as {@link FrameCollector.add}. What was collected stays, or
   *   starts anew where that collector says so.
   */
  async add(text: string): Promise<CollectedCode> {
    const kind = kindOfCode(text);
    if (kind === 'document') {
      await refuseJunk(text);
      return { kind: 'text', text };
    }
    if (kind !== 'frame') fail(FOREIGN[kind], `a code of ${text.length} units`);
    const collected = await this.#frames.add(text);
    if (collected.kind === 'progress') return collected;
    return { kind: 'text', text: formatCompact(collected.compact) };
  }

  /** Forgets all parts. */
  clear(): void {
    this.#frames.clear();
  }
}

/** Whatever a text begins like: anybody can hold up junk between two parts of a moving code. */
async function refuseJunk(text: string): Promise<void> {
  try {
    await listDocuments(text);
  } catch (error) {
    if (!isPeerError(error) || error.reason !== 'document.none') throw error;
    fail('code.foreign', 'it begins like ours', { cause: error });
  }
}
