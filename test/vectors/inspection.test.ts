/** Looked into, every document of the other implementation gets the verdict of the manifest. */

import { describe, expect, test } from 'vitest';
import { Peer } from '../../src/peer.ts';
import { createMemoryStore } from '../../src/storage/memory-store.ts';
import { manifest, readVectorText, type DocumentVector } from '../support/manifest.ts';
import { refusalOf } from '../support/refusals.ts';

const NOW = Date.parse(manifest.now);

const KINDS = { identities: 'identity card', invitations: 'invitation' } as const;

/** The verdict, or that it is none of our documents, or another one than it was taken for. */
async function verdictOn({ file }: DocumentVector, kind: keyof typeof KINDS): Promise<string> {
  const peer = new Peer({ store: createMemoryStore(), now: () => NOW });
  let verdict = 'none of ours';
  await refusalOf(async () => {
    const found = await peer.inspect(readVectorText(file));
    verdict = found.kind === KINDS[kind] ? found.verdict.kind : 'another document';
  });
  return verdict;
}

const titled = (rows: readonly DocumentVector[], verdict: DocumentVector['verdict']) =>
  rows
    .filter((row) => row.verdict === verdict)
    .map((row) => ({ ...row, title: `${row.why} (${row.file})` }));

describe.each(['identities', 'invitations'] as const)('%s', (kind) => {
  test.each(titled(manifest[kind], 'ok'))('sound: $title', async (row) => {
    expect(await verdictOn(row, kind)).toBe('sound');
  });

  test.each(titled(manifest[kind], 'refused'))('not sound: $title', async (row) => {
    const refused = ['refused', 'out-of-time', 'none of ours', 'another document'];
    const expected = row.parses === true ? ['out-of-time'] : refused;
    expect(expected).toContain(await verdictOn(row, kind));
  });
});
