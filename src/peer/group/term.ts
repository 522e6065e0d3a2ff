/** The life of a membership, as people see it. */

import type { Gmc, Grc } from '../../core/certificate/certificate.ts';
import { issuerOf, memberOf, type Chain } from '../../core/certificate/chain.ts';
import { DAY, type Validity } from '../../core/validity.ts';
import { personOf } from '../context.ts';
import type { Stage, Term } from '../types.ts';

/** An end this far away is no practical end. */
const ENDLESS = 200 * 365.25 * DAY;

/** Shares of its life that a membership has used when it should be renewed, and when it is urgent. */
export const RENEW_SOON = 0.66;
const URGENT = 0.9;

/**
 * The life of the last certificate of a chain.
 *
 * @param now milliseconds since 1970 UTC
 * @param nameIssuer whoever signed it, where he is known already
 */
export async function termOf(
  chain: Chain,
  now: number,
  nameIssuer = ({ subject, spki }: Grc | Gmc) => personOf(subject, spki),
): Promise<Term> {
  const { validity } = memberOf(chain);
  return {
    ...validity,
    ...stageAt(validity, now),
    endsWith: isCut(chain, now) ? await nameIssuer(issuerOf(chain)) : undefined,
  };
}

/** Whether the last of a chain ends at the same moment as the membership that signed it. */
export function isCut(chain: Chain, now: number): boolean {
  const { validity } = memberOf(chain);
  const issuer = issuerOf(chain);
  return !isEndless(validity, now) && issuer.type === 'gmc' && issuer.validity.end === validity.end;
}

/** How far a membership is, and whether it has a practical end. */
export function stageAt(validity: Validity, now: number): Pick<Term, 'stage' | 'isEndless'> {
  return { stage: stageOf(validity, now), isEndless: isEndless(validity, now) };
}

function isEndless({ end }: Validity, now: number): boolean {
  return end - now > ENDLESS;
}

function stageOf({ start, end }: Validity, now: number): Stage {
  if (now < start) return 'not-yet';
  if (now > end) return 'ended';
  const used = (now - start) / Math.max(end - start, 1);
  if (used < RENEW_SOON) return 'fresh';
  return used < URGENT ? 'soon' : 'urgent';
}
