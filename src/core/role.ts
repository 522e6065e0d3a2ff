/** Roles: what a membership allows ([MS-PPSEC] 2.2.5.3). */

/** In order of rank, the least first. */
export const ROLES = ['member', 'inviting member', 'admin'] as const;

export type Role = (typeof ROLES)[number];

interface RoleRules {
  /** GUID in printed order; the first is written, all are read. */
  readonly guids: readonly [string, ...string[]];
  readonly mayIssue: readonly Role[];
  /** The classifier list that a certificate of this role is written with. */
  readonly classifiers: readonly string[];
}

const PARTICIPANT = ['participant'] as const;

/** One row a role: all that depends on it stands here. */
export const ROLE_RULES: Readonly<Record<Role, RoleRules>> = {
  admin: {
    guids: ['04387127-aa56-450a-8ce5-4f565c6790f4'],
    mayIssue: ['member', 'inviting member', 'admin'],
    classifiers: [],
  },
  'inviting member': {
    // [MS-PNRP] prints the second.
    guids: ['4370fd89-dc18-4cfb-8dbf-9853a8a9f905', 'dd15f41f-fc4e-4922-b035-4c06a754d01d'],
    mayIssue: ['member', 'inviting member'],
    classifiers: PARTICIPANT,
  },
  member: {
    guids: ['f12dc4c7-0857-4ca0-93fc-b1bb19a3d8c2'],
    mayIssue: [],
    classifiers: PARTICIPANT,
  },
};

/** The role behind a GUID in printed, lower-case form; `undefined` for an unknown one. */
export function findRole(guid: string): Role | undefined {
  return ROLES.find((role) => ROLE_RULES[role].guids.includes(guid));
}

/** Whether somebody with these roles may issue that one: the union of what each of them may. */
export function canIssue(roles: readonly Role[], wanted: Role): boolean {
  return roles.some((role) => ROLE_RULES[role].mayIssue.includes(wanted));
}

/** Whether somebody with these roles may issue anything at all. */
export function canInvite(roles: readonly Role[]): boolean {
  return roles.some((role) => ROLE_RULES[role].mayIssue.length > 0);
}

/** The roles of a sound certificate, which has one at least. */
export function rolesOf([first = 'member', ...others]: readonly Role[]): readonly [
  Role,
  ...Role[],
] {
  return [first, ...others];
}

/** The highest of some roles: the one that a screen names. */
export function highestRole(roles: readonly Role[]): Role {
  return ROLES.findLast((role) => roles.includes(role)) ?? 'member';
}

/** The classifier list for a certificate with these roles: empty if one of them is written so. */
export function classifiersFor(roles: readonly Role[]): readonly string[] {
  return roles.some((role) => ROLE_RULES[role].classifiers.length === 0) ? [] : PARTICIPANT;
}
