/** Group updates of another implementation, opened by Bob on his facade. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Group, Peer, UpdateReport } from '../../src/peer.ts';
import { emptyMemory, type Memory } from '../../src/storage/memory-store.ts';
import { manifest, readVectorText, type UpdateVector } from '../support/manifest.ts';
import { throwing } from '../support/throwing.ts';
import { browserOf } from '../support/vector-browser.ts';

const titled = (rows: readonly UpdateVector[]) =>
  rows.map((row) => ({ ...row, title: `${row.why} (${row.file})` }));

const isRefused = ({ verdict }: UpdateVector) => verdict === 'refused';

let memory: Memory;
let bob: Peer;
let group: Group;

beforeEach(async () => {
  memory = emptyMemory();
  bob = await browserOf('bob', memory);
  const { peerName } = await bob.defaultIdentity();
  group = await bob.joinGroup(peerName, readVectorText('invitations/valid/from-admin.xml'));
});

const open = async (file: string): Promise<UpdateReport> =>
  (await bob.updates()).openGroupUpdate(readVectorText(file));

const reopen = () => bob.openGroup(group.identity.peerName, group.peerName);

describe('Updates that Bob opens', () => {
  const opened = manifest.updates.filter((row) => !isRefused(row));

  test.each(titled(opened))('$title', async ({ file, after = [], credential, ...row }) => {
    for (const name of after) await open(`updates/${name}.xml`);
    const report = await open(file);
    expect(report).toMatchObject({
      new: row.new,
      known: row.known,
      setAside: row.setAside,
      group: { peerName: group.peerName },
    });
    expect(report.refused).toHaveLength(row.refused!);
    expect(report.own.map(({ outcome }) => outcome)).toEqual(credential ? [credential] : []);
    const status = await (await bob.updates()).groupStatus(await reopen());
    expect(status.setAside).toBe(row.setAside);
  });

  test('who came with the one that holds everything is listed, and the group has its name', async () => {
    const { newcomers, newMembers } = await open('updates/full.xml');
    const { peerName } = manifest.people['carol']!;
    expect(newcomers.map((person) => person.peerName)).toContain(peerName);
    expect(newMembers).toBe(newcomers.length);
    const members = await bob.listMembers(await reopen());
    expect(members[0]).toMatchObject({ source: 'me' });
    expect(members.map((member) => member.peerName)).toContain(peerName);
  });

  test('what is refused is named with whoever wrote it', async () => {
    const { refused } = await open('updates/member-changes.xml');
    expect(refused).toMatchObject([{ kind: 'application', error: { reason: 'record.modifier' } }]);
    expect(refused[0]!.by).not.toBe('');
  });

  test('a longer credential takes the place of his, and stays there', async () => {
    const { own } = await open('updates/renewed.xml');
    const [{ present, validity }] = own as [(typeof own)[0]];
    expect(validity.end).toBeGreaterThan(present.term.end);
    expect((await reopen()).term).toMatchObject({ end: validity.end });
  });

  test('a shorter one changes nothing until he takes it', async () => {
    const { own } = await open('updates/shortened.xml');
    expect(await reopen()).toEqual(group);
    const credentials = await bob.credentials();
    const taken = await credentials.acceptOffered(await reopen(), own[0]!.id);
    expect(taken.term.end).toBe(own[0]!.validity.end);
  });
});

describe('Updates that are refused as a whole', () => {
  test.each(titled(manifest.updates.filter(isRefused)))('$title', async ({ file }) => {
    const before = structuredClone(memory.shelves);
    const code = file.includes('other-group')
      ? 'PEER_E_INVALID_GROUP'
      : file.includes('version')
        ? 'PEER_E_UNSUPPORTED_VERSION'
        : 'E_INVALIDARG';
    await expect(open(file)).rejects.toThrow(throwing(code));
    const updates = await bob.updates();
    await expect(updates.previewUpdate(readVectorText(file))).rejects.toThrow(throwing(code));
    expect(memory.shelves).toEqual(before);
  });

  test('and an empty text is none', async () => {
    const updates = await bob.updates();
    await expect(updates.openGroupUpdate('')).rejects.toThrow(throwing('E_INVALIDARG'));
  });
});
