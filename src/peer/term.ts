/** The life of a membership, as people see it. */

import { issuerOf, memberOf, type Chain } from '../core/certificate/chain.ts';
import { DAY, type Validity } from '../core/validity.ts';
import { personOf } from './context.ts';
import type { Stage, Term } from './types.ts';

/** An end this far away is no practical end. */
const ENDLESS = 200 * 365.25 * DAY;

/** Shares of its life that a membership has used when it should be renewed, and when it is urgent. */
const RENEW_SOON = 0.66;
const URGENT = 0.9;

/**
 * The life of the last certificate of a chain.
 *
 * @param now milliseconds since 1970 UTC
 */
export async function termOf(chain: Chain, now: number): Promise<Term> {
  const { validity } = memberOf(chain);
  const issuer = issuerOf(chain);
  const isEndless = validity.end - now > ENDLESS;
  const isCut = !isEndless && issuer.type === 'gmc' && issuer.validity.end === validity.end;
  return {
    ...validity,
    stage: stageOf(validity, now),
    isEndless,
    endsWith: isCut ? await personOf(issuer.subject, issuer.spki) : undefined,
  };
}

function stageOf({ start, end }: Validity, now: number): Stage {
  if (now < start) return 'not-yet';
  if (now > end) return 'ended';
  const used = (now - start) / Math.max(end - start, 1);
  if (used < RENEW_SOON) return 'fresh';
  return used < URGENT ? 'soon' : 'urgent';
}
