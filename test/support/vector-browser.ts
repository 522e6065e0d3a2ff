/** Browsers of the people in the vectors, with the keys of the manifest, at the moment of the manifest. */

import { issueIdc } from '../../src/core/certificate/issue.ts';
import { unlimitedFrom } from '../../src/core/identity.ts';
import { parsePeerName } from '../../src/core/peer-name.ts';
import { Peer } from '../../src/peer.ts';
import { createMemoryStore, emptyMemory } from '../../src/storage/memory-store.ts';
import { readPrivateKey, spkiOf } from './keys.ts';
import { manifest } from './manifest.ts';

/** The moment at which everything is judged. */
export const NOW = Date.parse(manifest.now);

/** A browser in which somebody of the manifest has his identity, his key not extractable. */
export async function browserOf(who: string, memory = emptyMemory()): Promise<Peer> {
  const { peerName, friendlyName, privateKey: file } = manifest.people[who]!;
  const store = createMemoryStore(memory);
  const pkcs8 = readPrivateKey(file);
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, rsa, false, ['sign']);
  const name = { peerName: parsePeerName(peerName), friendlyName };
  const keys = { privateKey, spki: spkiOf(pkcs8) };
  const idc = await issueIdc(keys, { name, validity: unlimitedFrom(NOW) });
  await store.write([
    { add: 'identities', value: { peerName, friendlyName, idc, privateKey, created: NOW } },
  ]);
  return new Peer({ store, now: () => NOW });
}
