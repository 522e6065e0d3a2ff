/** The parts of the facade that the first screen does without: each is loaded when it is asked for. */

import { openPart } from '../core/on-demand.ts';
import type { MacKeyDerivation } from '../core/pkcs12/mac-key.ts';

export const activity = () => openPart(() => import('./activity.ts'));
export const certifying = () => openPart(() => import('./identity/certifying.ts'));
export const clearing = () => openPart(() => import('./keeping/clearing.ts'));
export const credentials = () => openPart(() => import('./credential/credentials.ts'));
export const deleting = () => openPart(() => import('./identity/deleting.ts'));
export const founding = () => openPart(() => import('./group/founding.ts'));
export const handing = () => openPart(() => import('./handover/handing.ts'));
export const inspecting = () => openPart(() => import('./inspecting.ts'));
export const invitations = () => openPart(() => import('./invitation/invitations.ts'));
export const joining = () => openPart(() => import('./invitation/joining.ts'));
export const keeping = () => openPart(() => import('./keeping/keeping.ts'));
export const leaving = () => openPart(() => import('./group/leaving.ts'));
export const people = () => openPart(() => import('./people/people.ts'));
export const properties = () => openPart(() => import('./group/properties.ts'));
export const records = () => openPart(() => import('./record/records.ts'));
export const updates = () => openPart(() => import('./update/updates.ts'));
export const wholeGroup = () => openPart(() => import('./group/whole-group.ts'));
export const members = () => openPart(() => import('./people/members.ts'));
/** Counts in a worker what a password is stretched by. */
export const deriveInWorker: MacKeyDerivation = async (input) => {
  const { deriveKeyInWorker } = await openPart(() => import('../exchange/key-worker.ts'));
  return deriveKeyInWorker(input);
};
export const issuing = () => openPart(() => import('../core/certificate/issue.ts'));
export const parsing = () => openPart(() => import('../core/document/invitation.ts'));
