/** Group updates of another implementation, as Bob receives them. */

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseGroupUpdate } from '../../src/core/document/group-update.ts';
import { parseInvitation } from '../../src/core/document/invitation.ts';
import { HeldInMemory } from '../support/holdings.ts';
import { manifest, readVectorText, type UpdateVector } from '../support/manifest.ts';
import { reasonOf } from '../support/refusals.ts';

const titled = (rows: readonly UpdateVector[]) =>
  rows.map((row) => ({ ...row, title: `${row.why} (${row.file})` }));

const isRefused = ({ verdict }: UpdateVector) => verdict === 'refused';

async function holdingsOfBob(): Promise<HeldInMemory> {
  const { chain } = await parseInvitation(readVectorText('invitations/valid/from-admin.xml'));
  return HeldInMemory.of(chain);
}

async function openedBy(bob: HeldInMemory, file: string) {
  const { group, records, cut } = await parseGroupUpdate(readVectorText(file));
  expect(group).toBe(bob.root.group);
  const { stored, known, aside, refused } = await bob.receive(...records);
  return {
    new: stored.length,
    known,
    setAside: aside.length,
    refused: refused.length + (cut ? 1 : 0),
  };
}

test('every update of the manifest is here, and no other', () => {
  const there = readdirSync(new URL('updates/', import.meta.url)).map((name) => `updates/${name}`);
  expect(there.toSorted()).toEqual(manifest.updates.map(({ file }) => file).toSorted());
  expect(manifest.updates.length).toBeGreaterThan(15);
});

describe('Updates that are opened', () => {
  const opened = manifest.updates.filter((row) => !isRefused(row));

  test.each(titled(opened))('$title', async ({ file, after = [], ...row }) => {
    const bob = await holdingsOfBob();
    for (const name of after) await openedBy(bob, `updates/${name}.xml`);
    const { known, setAside, refused } = row;
    expect(await openedBy(bob, file)).toEqual({ new: row.new, known, setAside, refused });
  });
});

describe('Updates that are refused as a whole', () => {
  test('of another version', async () => {
    const text = readVectorText('updates/version-2.xml');
    expect(await reasonOf(() => parseGroupUpdate(text))).toBe('xml.version');
  });

  test('with eighty megabytes inside', async () => {
    const text = readVectorText('updates/bomb.xml');
    expect(await reasonOf(() => parseGroupUpdate(text))).toBe('update.size');
  });

  test('of another group, which whoever holds groups has to say', async () => {
    const { group } = await parseGroupUpdate(readVectorText('updates/other-group.xml'));
    expect(group).not.toBe((await holdingsOfBob()).root.group);
  });

  test('those are all of them', () => {
    expect(manifest.updates.filter(isRefused).map(({ file }) => file)).toHaveLength(3);
  });
});

describe('What is refused is refused for the right reason', () => {
  test.each([
    ['signature', 'record.signature'],
    ['stranger-signs', 'record.signature'],
    ['member-changes', 'record.modifier'],
    ['replayed', 'record.group'],
    ['outside-life', 'record.time'],
    ['properties-by-admin', 'record.signer'],
    ['membership-of-other-issuer', 'record.foreign'],
  ])('%s', async (name, reason) => {
    const bob = await holdingsOfBob();
    const { records } = await parseGroupUpdate(readVectorText(`updates/${name}.xml`));
    const { refused } = await bob.receive(...records);
    expect(refused.map(({ error }) => error.reason)).toEqual([reason]);
  });
});
