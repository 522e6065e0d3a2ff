/** Opens PKCS#12 with a password. Nothing comes out of a file of which the MAC does not speak for every byte. */

import type { Bytes } from '../bytes.ts';
import { fail } from '../errors.ts';
import { decryptUnder, isMacOf } from '../sealing.ts';
import { decodeCertificateBags, decodePkcs12, type Encrypted } from './decode.ts';
import { deriveMacKey } from './mac-key.ts';
import { spellPassword } from './password.ts';
import { verifyPrivateKey } from './private-key.ts';
import type { Lock, Pkcs12Content } from './seal.ts';

/**
 * Opens a PKCS#12 file.
 *
 * @param pkcs12 not trusted
 * @returns the certificate, not trusted, and the private key, whose shape was judged; the caller
 *   overwrites it after use
 * @throws {PeerError} as {@link decodePkcs12}, before any work; `recovery.unclear` for a password
 *   that is wrong or a file that is damaged; `recovery.form`, `recovery.key` for what is inside
 */
export async function openPkcs12(
  pkcs12: Bytes,
  { password, derive = deriveMacKey }: Lock,
): Promise<Pkcs12Content> {
  const { mac, authSafe, key, certificate } = decodePkcs12(pkcs12);
  const { utf8, utf16 } = spellPassword(password);
  try {
    const macKey = await derive({ password: utf16, salt: mac.salt, rounds: mac.rounds });
    if (!(await isMacOf(macKey, mac.digest, authSafe))) fail('recovery.unclear', 'the MAC differs');
    const der =
      'der' in certificate
        ? certificate.der
        : decodeCertificateBags(await decrypted(certificate.sealed, utf8));
    return { certificate: new Uint8Array(der), pkcs8: judged(await decrypted(key, utf8)) };
  } finally {
    for (const spelled of [utf8, utf16]) spelled.fill(0);
  }
}

/** Nobody else has a private key that is refused: it is overwritten here. */
function judged(pkcs8: Bytes): Bytes {
  try {
    verifyPrivateKey(pkcs8);
    return pkcs8;
  } catch (error) {
    pkcs8.fill(0);
    throw error;
  }
}

async function decrypted({ encryption, content }: Encrypted, password: Bytes): Promise<Bytes> {
  const plain = await decryptUnder(encryption, password, content);
  return plain ?? fail('recovery.form', 'a part is under another password than the whole');
}
