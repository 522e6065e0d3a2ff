/** What an identity is made and shown with: its creation, its name, its card. Loaded when asked for. */

import { verifyIdc } from '../../core/certificate/idc.ts';
import type { Idc } from '../../core/certificate/certificate.ts';
import { encodeCompact, formatCompact } from '../../core/document/compact.ts';
import { formatIdentityCard, parseIdentityCard } from '../../core/document/identity-card.ts';
import {
  certifyIdentity,
  createIdentity as createKeyedIdentity,
  type IdentityWishes,
} from '../../core/identity.ts';
import {
  authorityOf,
  parseClassifier,
  parsePeerName,
  type PeerName,
} from '../../core/peer-name.ts';
import type { StoredIdentity } from '../../core/stores.ts';
import { writeWithKey } from '../../storage/keyed-write.ts';
import { layTrace } from '../../storage/trace.ts';
import { notingTime } from '../clock.ts';
import { finishing, type Context, type Finishing } from '../context.ts';
import {
  DEFAULT_IDENTITY,
  inTurnOfIdentities,
  openIdentity,
  openOwnIdentity,
  type OwnIdentity,
} from './identities.ts';
import type { CompactForm, Identity } from '../types.ts';

/** See {@link Peer.createIdentity}. */
export async function createIdentity(
  context: Context,
  wishes: IdentityWishes & Finishing,
): Promise<Identity> {
  const created = context.now();
  const keys = await createKeyedIdentity({ ...wishes, derive: context.derive }, created);
  const { idc, spki, pkcs12 } = keys;
  const value = storedIdentity({ ...keys, created });
  const { peerName: identity } = value;
  const recovery = { identity, group: '', sealed: created } as const;
  const { store } = context;
  await inTurnOfIdentities(store, async () => {
    const changes = [
      { add: 'identities', value } as const,
      ...(pkcs12 ? [{ put: 'recoveries', value: { ...recovery, pkcs12 } } as const] : []),
      ...(await notingTime(context)),
      ...finishing(wishes),
    ];
    await writeWithKey(store, changes, { kind: 'identities', key: identity, spki });
    // Behind the identity, and not before it: a trace of nothing would say that it was lost.
    await layTrace();
  });
  return openIdentity(context, idc.subject.peerName);
}

/** See {@link Peer.renameIdentity}. */
export async function renameIdentity(
  context: Context,
  peerName: PeerName,
  friendlyName: string,
): Promise<Identity> {
  const { store } = context;
  await inTurnOfIdentities(store, async () => {
    const { idc, privateKey, created } = await openOwnIdentity(context, peerName);
    const { spki } = idc;
    const name = { peerName, friendlyName };
    const renamed = await certifyIdentity({ privateKey, spki }, name, context.now());
    const value = storedIdentity({ idc: renamed, privateKey, created });
    const proof = { kind: 'identities', key: peerName, spki } as const;
    await writeWithKey(store, [{ put: 'identities', value }], proof);
    await layTrace();
  });
  return openIdentity(context, peerName);
}

/** See {@link Peer.chooseDefaultIdentity}. */
export async function chooseDefaultIdentity(context: Context, peerName: PeerName): Promise<void> {
  await openOwnIdentity(context, peerName);
  const value = { id: DEFAULT_IDENTITY, value: peerName };
  await context.store.write([{ put: 'choices', value }]);
}

/** The text of the card, to be saved as a file. */
export async function identityCard(context: Context, peerName: PeerName): Promise<string> {
  return formatIdentityCard((await openOwnIdentity(context, peerName)).idc.der);
}

/** The card in its compact form. */
export async function compactIdentityCard(
  context: Context,
  peerName: PeerName,
): Promise<CompactForm> {
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

/** As it is kept. */
export function storedIdentity({ idc, privateKey, created }: OwnIdentity): StoredIdentity {
  const { friendlyName, peerName } = idc.subject;
  return { peerName, friendlyName, idc: idc.der, privateKey, created };
}
