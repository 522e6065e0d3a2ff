/** What keeps the app from starting at all. */

import type { PeerError } from '../core/errors.ts';
import { hasWebCrypto } from '../core/webcrypto.ts';

export type Obstacle = 'framed' | 'insecure' | PeerError;

/** Looked for before anything is opened. */
export function findObstacle(): Obstacle | undefined {
  if (window.top !== window.self) return 'framed';
  return hasWebCrypto() ? undefined : 'insecure';
}
