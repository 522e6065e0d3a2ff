/** The parts of the facade that the first screen does without: each is loaded when it is asked for. */

import { openPart } from '../core/on-demand.ts';

export const activity = () => openPart(() => import('./activity.ts'));
export const certifying = () => openPart(() => import('./certifying.ts'));
export const credentials = () => openPart(() => import('./credentials.ts'));
export const firstRecords = () => openPart(() => import('./first-records.ts'));
export const founding = () => openPart(() => import('./founding.ts'));
export const handing = () => openPart(() => import('./handing.ts'));
export const inspecting = () => openPart(() => import('./inspecting.ts'));
export const invitations = () => openPart(() => import('./invitations.ts'));
export const joining = () => openPart(() => import('./joining.ts'));
export const leaving = () => openPart(() => import('./leaving.ts'));
export const people = () => openPart(() => import('./people.ts'));
export const properties = () => openPart(() => import('./properties.ts'));
export const records = () => openPart(() => import('./records.ts'));
export const updates = () => openPart(() => import('./updates.ts'));
export const members = () => openPart(() => import('./members.ts'));
export const issuing = () => openPart(() => import('../core/certificate/issue.ts'));
export const parsing = () => openPart(() => import('../core/document/invitation.ts'));
