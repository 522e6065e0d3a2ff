import { readFileSync } from 'node:fs';

/** One row of `test/vectors/manifest.json` about a document. */
export interface DocumentVector {
  readonly file: string;
  readonly verdict: 'ok' | 'refused';
  readonly why: string;
  readonly code?: string;
  readonly parses?: boolean;
}

/** An identity card; who, where it is accepted, names one of the people. */
export interface IdentityVector extends DocumentVector {
  readonly who?: string;
}

/** An invitation; where it is accepted, all that reading it must return. */
export interface InvitationVector extends DocumentVector {
  readonly certificates?: number;
  readonly groupPeerName?: string;
  readonly groupFriendlyName?: string;
  readonly issuerPeerName?: string;
  readonly issuerFriendlyName?: string;
  readonly subjectPeerName?: string;
  readonly subjectFriendlyName?: string;
  readonly roles?: readonly string[];
  readonly classifiers?: readonly string[];
  /** ISO 8601. */
  readonly validityStart?: string;
  readonly validityEnd?: string;
}

/** Somebody of the vectors. */
export interface VectorPerson {
  readonly peerName: string;
  readonly friendlyName: string;
  /** File with the PKCS#8. */
  readonly privateKey: string;
}

/** One row about a compact text. */
export interface CompactVector {
  readonly name: string;
  readonly text: string;
  readonly verdict: 'ok' | 'refused';
  readonly kind?: string;
  readonly bodySha256?: string;
}

/** One row about the frames of a moving code. */
export interface FrameVector {
  readonly name: string;
  readonly frames: readonly string[];
  readonly verdict: 'ok' | 'refused';
  readonly k: number;
  readonly length?: number;
  readonly bodySha256?: string;
}

/** One row about a group update that Bob opens, after others if it says so. */
export interface UpdateVector extends DocumentVector {
  readonly new?: number;
  readonly known?: number;
  readonly setAside?: number;
  readonly refused?: number;
  /** Names of files without their endings. */
  readonly after?: readonly string[];
  readonly credential?: 'taken' | 'offered';
}

interface Manifest {
  readonly now: string;
  readonly people: Readonly<Record<string, VectorPerson>>;
  readonly identities: readonly IdentityVector[];
  readonly invitations: readonly InvitationVector[];
  readonly compact: readonly CompactVector[];
  readonly frames: readonly FrameVector[];
  readonly updates: readonly UpdateVector[];
}

const VECTORS = new URL('../vectors/', import.meta.url);

/** A file of `test/vectors`, as bytes. */
export function readVector(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(path, VECTORS)));
}

/** A document of `test/vectors`, as text. */
export function readVectorText(path: string): string {
  return readFileSync(new URL(path, VECTORS), 'utf8');
}

/** What must come out of which vector. */
export const manifest = JSON.parse(readVectorText('manifest.json')) as Manifest;
