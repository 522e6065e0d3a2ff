/** Derivations for tests, in the place of a second of counting, which has tests of its own. */

import { concatBytes, toHex, type Bytes } from '../../src/core/bytes.ts';
import { deriveMacKey, type MacKeyDerivation } from '../../src/core/pkcs12/mac-key.ts';
import { sha256 } from '../../src/core/webcrypto.ts';

/** There at once: what was sealed with it opens with it, and nobody else opens it. */
export const deriveQuickly: MacKeyDerivation = ({ password, salt }) =>
  sha256(concatBytes(salt, password));

/** The real one, which counts once for each key: most of what tests change is not what it is derived from. */
export function derivingOnce(): MacKeyDerivation {
  const known = new Map<string, Promise<Bytes>>();
  return (input) => {
    const name = [toHex(input.password), toHex(input.salt), input.rounds].join();
    const key = known.get(name) ?? deriveMacKey(input);
    known.set(name, key);
    return key;
  };
}
