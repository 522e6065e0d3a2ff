/** Identities of mine: created, listed, chosen, renamed, deleted. */

import { verifyIdc, verifySoundIdc } from '../core/certificate/idc.ts';
import type { Idc } from '../core/certificate/certificate.ts';
import { formatIdentityCard, parseIdentityCard } from '../core/document/identity-card.ts';
import { encodeCompact, formatCompact } from '../core/document/compact.ts';
import { fail } from '../core/errors.ts';
import {
  certifyIdentity,
  createIdentity as createKeyedIdentity,
  type IdentityWishes,
} from '../core/identity.ts';
import { authorityOf, parseClassifier, parsePeerName, type PeerName } from '../core/peer-name.ts';
import type { StoredIdentity } from '../core/stores.ts';
import { writeWithKey } from '../storage/keyed-write.ts';
import { endOf, personOf, readAll, type Context, type Finishing } from './context.ts';
import type { Identity } from './types.ts';

const DEFAULT_IDENTITY = 'default identity';

/** An identity with what signs for it: never handed out by the facade. */
export interface OwnIdentity {
  readonly idc: Idc;
  readonly privateKey: CryptoKey;
  readonly created: number;
}

/** See {@link Peer.createIdentity}. */
export async function createIdentity(
  context: Context,
  wishes: IdentityWishes & Finishing,
): Promise<Identity> {
  const created = context.now();
  const { idc, privateKey, spki } = await createKeyedIdentity(wishes, created);
  const value = storedIdentity({ idc, privateKey, created });
  const changes = [{ add: 'identities', value } as const, ...endOf(wishes)];
  await writeWithKey(context.store, changes, { kind: 'identities', key: value.peerName, spki });
  return openIdentity(context, idc.subject.peerName);
}

/** All of mine, the default one first, then the oldest. */
export async function listIdentities(context: Context): Promise<readonly Identity[]> {
  const { store } = context;
  const [kept, memberships, chosen] = await Promise.all([
    store.list('identities'),
    store.list('memberships'),
    store.find('choices', DEFAULT_IDENTITY),
  ]);
  const oldestFirst = kept.toSorted((a, b) => a.created - b.created);
  const first = kept.find(({ peerName }) => peerName === chosen?.value) ?? oldestFirst[0];
  const all = await readAll(oldestFirst, async (stored) => {
    const { peerName, created } = stored;
    const card = await verifySoundIdc(stored.idc);
    return {
      ...(await personOf(card.subject, card.spki)),
      validity: card.validity,
      created,
      isDefault: stored === first,
      groups: memberships.filter(({ identity }) => identity === peerName).length,
      card,
    };
  });
  return all.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** See {@link Peer.defaultIdentity}. */
export async function defaultIdentity(context: Context): Promise<Identity> {
  const [first] = await listIdentities(context);
  return first ?? fail('identity.none', 'no identity yet');
}

/** One of mine, which must be there. */
export async function openIdentity(context: Context, peerName: PeerName): Promise<Identity> {
  const all = await listIdentities(context);
  return all.find((identity) => identity.peerName === peerName) ?? unknown(peerName);
}

/** One of mine with its key. */
export async function openOwnIdentity(
  { store }: Context,
  peerName: PeerName,
): Promise<OwnIdentity> {
  const stored = await store.find('identities', peerName);
  if (stored === undefined) return unknown(peerName);
  const { privateKey, created } = stored;
  return { idc: await verifySoundIdc(stored.idc), privateKey, created };
}

/** See {@link Peer.chooseDefaultIdentity}. */
export async function chooseDefaultIdentity(context: Context, peerName: PeerName): Promise<void> {
  await openOwnIdentity(context, peerName);
  const value = { id: DEFAULT_IDENTITY, value: peerName };
  await context.store.write([{ put: 'choices', value }]);
}

/** See {@link Peer.renameIdentity}. */
export async function renameIdentity(
  context: Context,
  peerName: PeerName,
  friendlyName: string,
): Promise<Identity> {
  const { idc, privateKey, created } = await openOwnIdentity(context, peerName);
  const { spki } = idc;
  const renamed = await certifyIdentity(
    { privateKey, spki },
    { peerName, friendlyName },
    context.now(),
  );
  const value = storedIdentity({ idc: renamed, privateKey, created });
  await writeWithKey(context.store, [{ put: 'identities', value }], {
    kind: 'identities',
    key: peerName,
    spki,
  });
  return openIdentity(context, peerName);
}

/** See {@link Peer.deleteIdentity}. */
export async function deleteIdentity(context: Context, peerName: PeerName): Promise<void> {
  const { store } = context;
  const memberships = await store.list('memberships');
  const bound = memberships.filter(({ identity }) => identity === peerName).length;
  if (bound > 0) fail('identity.groups', `${bound} groups`);
  if ((await store.find('identities', peerName)) === undefined) unknown(peerName);
  await store.write([{ delete: 'identities', key: peerName }]);
}

/** The text of the card, to be saved as a file. */
export async function identityCard(context: Context, peerName: PeerName): Promise<string> {
  return formatIdentityCard((await openOwnIdentity(context, peerName)).idc.der);
}

/** The card in its compact form: bytes, for a code, and the text that a chat carries. */
export async function compactIdentityCard(context: Context, peerName: PeerName) {
  const { idc } = await openOwnIdentity(context, peerName);
  const bytes = await encodeCompact('i', idc.der);
  return { bytes, text: formatCompact(bytes) };
}

/** See {@link Peer.peerNameWith}. */
export function peerNameWith(identity: PeerName, classifier: string): PeerName {
  return parsePeerName(`${authorityOf(identity)}.${parseClassifier(classifier)}`);
}

/** Reads a card from elsewhere and verifies it at this moment. */
export async function verifyCard({ now }: Context, text: string): Promise<Idc> {
  return verifyIdc(parseIdentityCard(text), now());
}

function storedIdentity({ idc, privateKey, created }: OwnIdentity): StoredIdentity {
  const { friendlyName, peerName } = idc.subject;
  return { peerName, friendlyName, idc: idc.der, privateKey, created };
}

function unknown(peerName: string): never {
  return fail('identity.unknown', peerName);
}
