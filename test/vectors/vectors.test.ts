/** The documents of another implementation: both must agree on every one. */

import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyIdc } from '../../src/core/certificate/idc.ts';
import { parseIdentityCard } from '../../src/core/document/identity-card.ts';
import { parseInvitation } from '../../src/core/document/invitation.ts';
import type { PeerErrorCode } from '../../src/core/reasons.ts';
import { peerNameOf } from '../../src/core/peer-name.ts';
import type { Group, Peer } from '../../src/peer.ts';
import { readPrivateKey, spkiOf } from '../support/keys.ts';
import { manifest, readVectorText } from '../support/manifest.ts';
import { refusalOf } from '../support/refusals.ts';
import { throwing } from '../support/throwing.ts';
import { browserOf, NOW } from '../support/vector-browser.ts';

const HERE = new URL('.', import.meta.url);

const titled = <T extends { readonly file: string; readonly why: string }>(rows: readonly T[]) =>
  rows.map((row) => ({ ...row, title: `${row.why} (${row.file})` }));

const accepted = <T extends { readonly verdict: string }>(rows: readonly T[]) =>
  rows.filter(({ verdict }) => verdict === 'ok');
const refused = <T extends { readonly verdict: string }>(rows: readonly T[]) =>
  rows.filter(({ verdict }) => verdict === 'refused');

const people = Object.entries(manifest.people);

describe('Every document of the manifest is here, and no other', () => {
  test.each(['identities', 'invitations'] as const)('%s', (kind) => {
    const there = readdirSync(new URL(`${kind}/`, HERE), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.xml'))
      .map((path) => `${kind}/${path.replaceAll('\\', '/')}`);
    expect(there.toSorted()).toEqual(manifest[kind].map(({ file }) => file).toSorted());
    expect(manifest[kind].length).toBeGreaterThan(10);
  });
});

describe('The keys are those of the people', () => {
  test.each(people)('%s', async (_who, { peerName, privateKey }) => {
    const spki = spkiOf(readPrivateKey(privateKey));
    expect(await peerNameOf(spki, peerName.slice(41))).toBe(peerName);
  });
});

describe('Identity cards', () => {
  test.each(titled(accepted(manifest.identities)))('taken: $title', async ({ file, who }) => {
    const card = await verifyIdc(parseIdentityCard(readVectorText(file)), NOW);
    const { peerName, friendlyName, privateKey } = manifest.people[who!]!;
    expect(card.subject).toEqual({ peerName, friendlyName });
    expect(card.spki).toEqual(spkiOf(readPrivateKey(privateKey)));
  });

  test.each(titled(refused(manifest.identities)))('refused: $title', async ({ file, code }) => {
    const read = async () => verifyIdc(parseIdentityCard(readVectorText(file)), NOW);
    expect(await refusalOf(read)).toMatchObject({ code });
  });
});

describe('Nobody is invited by a card that is refused', () => {
  let alice: Peer;
  let group: Group;

  beforeAll(async () => {
    alice = await browserOf('alice');
    const { peerName } = await alice.defaultIdentity();
    group = await alice.createGroup({ identity: peerName, friendlyName: 'Chess' });
  });

  test.each(titled(refused(manifest.identities)))('$title', async ({ file, code }) => {
    const wishes = { roles: ['member'] } as const;
    const invited = alice.createInvitation(group, readVectorText(file), wishes);
    await expect(invited).rejects.toThrow(throwing(code as PeerErrorCode));
    expect(await alice.listIssuedInvitations(group)).toEqual([]);
  });
});

describe('Invitations', () => {
  let eve: Peer;

  beforeAll(async () => {
    eve = await browserOf('eve');
  });

  test.each(titled(accepted(manifest.invitations)))('taken: $title', async (row) => {
    const { chain, ...invitation } = await parseInvitation(readVectorText(row.file));
    expect(chain).toHaveLength(row.certificates!);
    expect(invitation).toMatchObject({
      groupPeerName: row.groupPeerName,
      groupFriendlyName: row.groupFriendlyName,
      issuerPeerName: row.issuerPeerName,
      issuerFriendlyName: row.issuerFriendlyName,
      subjectPeerName: row.subjectPeerName,
      subjectFriendlyName: row.subjectFriendlyName,
      roles: row.roles,
      classifiers: row.classifiers,
      validity: { start: Date.parse(row.validityStart!), end: Date.parse(row.validityEnd!) },
    });
  });

  test.each(titled(accepted(manifest.invitations)))(
    'joined by the one it is for: $title',
    async (row) => {
      const [who] = people.find(([, { peerName }]) => peerName === row.subjectPeerName)!;
      const peer = await browserOf(who);
      const { peerName } = await peer.defaultIdentity();
      const text = readVectorText(row.file);
      const preview = await peer.previewInvitation(text);
      expect(preview).toMatchObject({ recipient: { kind: 'me' }, standing: { kind: 'new' } });
      const group = await peer.joinGroup(peerName, text);
      expect(group).toMatchObject({
        peerName: row.groupPeerName,
        friendlyName: row.groupFriendlyName,
      });
      expect(await peer.openGroup(peerName, group.peerName)).toEqual(group);
    },
  );

  test.each(titled(accepted(manifest.invitations)))(
    'not joined by anybody else: $title',
    async ({ file }) => {
      const { peerName } = await eve.defaultIdentity();
      await expect(eve.joinGroup(peerName, readVectorText(file))).rejects.toThrow(
        throwing('PEER_E_INVALID_CREDENTIAL', 'join.other'),
      );
      expect(await eve.listGroups()).toEqual([]);
    },
  );

  const sound = refused(manifest.invitations).filter(({ parses }) => parses === true);
  const unsound = refused(manifest.invitations).filter(({ parses }) => parses !== true);

  test.each(titled(unsound))('refused: $title', async ({ file, code }) => {
    const text = readVectorText(file);
    expect(await refusalOf(() => parseInvitation(text))).toMatchObject({ code });
    const { peerName } = await eve.defaultIdentity();
    await expect(eve.joinGroup(peerName, text)).rejects.toThrow(throwing(code as PeerErrorCode));
  });

  test.each(titled(sound))('previewed, not joined: $title', async ({ file, code }) => {
    const text = readVectorText(file);
    const { subjectPeerName } = await parseInvitation(text);
    const [who] = people.find(([, { peerName }]) => peerName === subjectPeerName)!;
    const peer = await browserOf(who);
    expect((await peer.previewInvitation(text)).recipient.kind).toBe('me');
    await expect(peer.joinGroup(subjectPeerName, text)).rejects.toThrow(
      throwing(code as PeerErrorCode, 'chain.time'),
    );
    expect(await peer.listGroups()).toEqual([]);
  });
});
