/** The chain of a membership of mine gives way to another one. */

import { bytesEqual } from '../../core/bytes.ts';
import { memberOf, verifySoundChain, type Chain } from '../../core/certificate/chain.ts';
import type { StoredMembership } from '../../core/stores.ts';
import { trustedNow } from '../clock.ts';
import { readAll, type Context } from '../context.ts';

/** The membership with another chain: each credential before it that is still good is kept until its end. */
export async function withChain(
  context: Context,
  present: StoredMembership,
  chain: Chain,
): Promise<StoredMembership> {
  const older = await readAll([present.chain, ...present.earlier], (ders) =>
    verifySoundChain(ders, context.certificates),
  );
  const own = memberOf(chain);
  const now = await trustedNow(context);
  const kept = older
    .map((known) => ({ known, credential: memberOf(known) }))
    .filter(({ credential }) => now <= credential.validity.end)
    .filter(({ credential }) => !bytesEqual(credential.der, own.der))
    .map(({ known }) => known.map(({ der }) => der));
  return { ...present, chain: chain.map(({ der }) => der), earlier: kept };
}
