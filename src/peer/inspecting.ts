/** Looking into a document without doing anything with it. Loaded when asked for. */

import { fingerprintOf } from '../core/fingerprint.ts';
import { inspectDocument, type InspectedKind } from '../core/inspection.ts';
import { findDocument, type FoundKind } from '../exchange/find-document.ts';
import { personOf, type Context } from './context.ts';
import type { InspectedCertificate, Inspection } from './types.ts';

/**
 * See {@link Peer.inspect}.
 *
 * @param text with whatever stands around the document
 * @throws {PeerError} as {@link findDocument}; what is found and not to be trusted is returned
 */
export async function inspect({ now }: Context, text: string): Promise<Inspection> {
  const { kind, text: document } = await findDocument(text);
  if (!isInspected(kind)) return { ...NOTHING, kind, text: document };
  const findings = await inspectDocument({ kind, text: document }, now());
  const certificates = await Promise.all(
    findings.certificates.map(async (one): Promise<InspectedCertificate> => {
      const { certificate } = one;
      const person = certificate && (await personOf(certificate.subject, certificate.spki));
      return { ...one, person };
    }),
  );
  const found = { ...findings, kind, text: document, certificates };
  const owner = ownerOf(found);
  return { ...found, owner, fingerprint: owner && (await fingerprintOf(owner.spki)) };
}

const NOTHING = {
  verdict: { kind: 'later' },
  certificates: [],
  left: 0,
  unsigned: undefined,
  owner: undefined,
  fingerprint: undefined,
} as const;

const INSPECTED: readonly FoundKind[] = ['identity card', 'invitation', 'certificate'];

function isInspected(kind: FoundKind): kind is InspectedKind {
  return INSPECTED.includes(kind);
}

/** The first of a path, or the only one: whoever it is has signed it himself, but for a membership. */
function ownerOf({ verdict, certificates }: Pick<Inspection, 'verdict' | 'certificates'>) {
  const [first] = certificates;
  const isSigned = ['sound', 'out-of-time', 'part'].includes(verdict.kind);
  return isSigned && first?.certificate?.type !== 'gmc' ? first?.person : undefined;
}
