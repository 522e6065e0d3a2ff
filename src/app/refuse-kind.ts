/** Documents that are none of those wanted here: said by name, and left alone. */

import { fail } from '../core/errors.ts';
import type { Reason } from '../core/reasons.ts';
import type { FoundKind } from '../exchange/find-document.ts';

const REASONS: Record<Exclude<FoundKind, 'identity card' | 'invitation'>, Reason> = {
  'group update': 'document.update-instead',
  'recovery file': 'document.recovery-instead',
  'group configuration': 'document.configuration-instead',
  certificate: 'document.certificate-instead',
};

/** @throws {PeerError} `E_INVALIDARG`, always */
export function refuseKind(kind: keyof typeof REASONS): never {
  return fail(REASONS[kind], kind);
}
