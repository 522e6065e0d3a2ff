/**
 * Writes down what an earlier version of this project kept in a browser, for the tests of its upgrade:
 * `node scripts/storage-fixture.js OLD > test/storage/fixtures/version-N.json`, where OLD is a folder
 * with that version and its packages.
 *
 * The keys are made for the tests and are worth nothing. They are written down too, since no key can
 * be taken out of what is kept.
 */

import { createServer } from 'vite';

/** @typedef {typeof import('../src/peer.ts')} Facade as it is today: what is used of it has not changed */
/** @typedef {InstanceType<Facade['Peer']>} Peer */
/** @typedef {typeof import('../src/storage/memory-store.ts')} Stores */

const NOON = Date.UTC(2026, 10, 23, 12);
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * The keys that were made: as PKCS#8, by what they sign.
 *
 * @type {Map<string, string>}
 */
const secrets = new Map();
rememberKeys();

const vite = await createServer({
  ...{ root: process.argv[2] ?? '.', configFile: false, logLevel: 'error' },
  ...{ appType: 'custom', server: { middlewareMode: true, hmr: false, watch: null } },
});
const { Peer } = /** @type {Facade} */ (await vite.ssrLoadModule('/src/peer.ts'));
const { createMemoryStore, emptyMemory } = /** @type {Stores} */ (
  await vite.ssrLoadModule('/src/storage/memory-store.ts')
);
const memory = emptyMemory();
await fill(browserOn(memory), browserOn(emptyMemory()));
process.stdout.write(`${JSON.stringify(await written(memory.shelves), undefined, 1)}\n`);
await vite.close();

/**
 * Something of every kind, as far as a version has it.
 *
 * @param {Peer} peer
 * @param {Peer} other
 */
async function fill(peer, other) {
  const alice = await peer.createIdentity({ friendlyName: 'Alice' });
  const work = await peer.createIdentity({ friendlyName: 'Alice at work' });
  const bob = await other.createIdentity({ friendlyName: 'Bob' });
  const chess = { friendlyName: 'Chess', comment: 'On Tuesdays' };
  const mine = await peer.createGroup({ identity: alice.peerName, ...chess });
  const his = await other.createGroup({ identity: bob.peerName, friendlyName: 'Go' });
  const wishes = { roles: /** @type {const} */ (['member']) };
  await peer.createInvitation(mine, await other.identityCard(bob.peerName), wishes);
  const card = await peer.identityCard(work.peerName);
  const invitation = await other.createInvitation(his, card, wishes);
  await peer.joinGroup(work.peerName, invitation.text);
  await peer.chooseDefaultIdentity(work.peerName);
  await peer.choices.put('theme', 'dark');
  await peer.steps.put('new group', '{"name":"Half a na"}');
  // The first version has none.
  await /** @type {Partial<Peer>} */ (peer).handovers?.note(
    { what: 'card', identity: alice.peerName },
    'text',
  );
}

/** @param {ReturnType<Stores['emptyMemory']>} memory */
function browserOn(memory) {
  return new Peer({ store: createMemoryStore(memory), now: () => NOON });
}

/**
 * Bytes, keys and maps as JSON has them.
 *
 * @param {unknown} value
 * @returns {Promise<unknown>}
 */
async function written(value) {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (value instanceof CryptoKey) return { pkcs8: secrets.get(await signatureOf(value)) };
  if (value instanceof Map) return written([...value]);
  if (Array.isArray(value)) return Promise.all(value.map(written));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(async ([name, part]) => [name, await written(part)]);
  return Object.fromEntries(await Promise.all(fields));
}

/**
 * The same key signs the same in the same way, however often it was cloned.
 *
 * @param {CryptoKey} key
 */
async function signatureOf(key) {
  const signature = await crypto.subtle.sign(RSA.name, key, new Uint8Array(1));
  return Buffer.from(signature).toString('base64');
}

/** @typedef {(algorithm: RsaHashedKeyGenParams, isExtractable: boolean, usages: KeyUsage[]) => Promise<CryptoKeyPair>} Generate */

/** Every key pair is made so that it can be written down, and handed on as if it could not. */
function rememberKeys() {
  const { subtle } = crypto;
  const generate = /** @type {Generate} */ (subtle.generateKey.bind(subtle));
  /** @type {Generate} */
  const generateKey = async (algorithm, _, usages) => {
    const { publicKey, privateKey } = await generate(algorithm, true, usages);
    const pkcs8 = await subtle.exportKey('pkcs8', privateKey);
    const kept = await subtle.importKey('pkcs8', pkcs8, RSA, false, ['sign']);
    secrets.set(await signatureOf(kept), Buffer.from(pkcs8).toString('base64'));
    return { publicKey, privateKey: kept };
  };
  Object.assign(subtle, { generateKey });
}
