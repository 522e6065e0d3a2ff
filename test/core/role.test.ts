import { describe, expect, test } from 'vitest';
import {
  canInvite,
  canIssue,
  classifiersFor,
  findRole,
  highestRole,
  ROLE_RULES,
  ROLES,
} from '../../src/core/role.ts';

describe('who may issue what', () => {
  test.each([
    ['admin', ['member', 'inviting member', 'admin']],
    ['inviting member', ['member', 'inviting member']],
    ['member', []],
  ] as const)('%s: %j', (role, issuable) => {
    expect(ROLES.filter((wanted) => canIssue([role], wanted))).toEqual(issuable);
    expect(canInvite([role])).toBe(issuable.length > 0);
  });

  test('several roles may issue what any of them may', () => {
    expect(canIssue(['member', 'admin'], 'admin')).toBe(true);
    expect(canIssue(['member', 'inviting member'], 'admin')).toBe(false);
  });

  test('no role may issue nothing', () => {
    expect(canInvite([])).toBe(false);
  });
});

describe('a role is read by its identifier', () => {
  test.each([
    ['04387127-aa56-450a-8ce5-4f565c6790f4', 'admin'],
    ['4370fd89-dc18-4cfb-8dbf-9853a8a9f905', 'inviting member'],
    ['dd15f41f-fc4e-4922-b035-4c06a754d01d', 'inviting member'],
    ['f12dc4c7-0857-4ca0-93fc-b1bb19a3d8c2', 'member'],
    ['00000000-0000-0000-0000-000000000000', undefined],
    ['04387127-AA56-450A-8CE5-4F565C6790F4', undefined],
  ])('%s: %s', (guid, role) => {
    expect(findRole(guid)).toBe(role);
  });
});

test('the inviting member is written as [MS-PPSEC] has it, not as [MS-PNRP] prints it', () => {
  expect(ROLE_RULES['inviting member'].guids[0]).toBe('4370fd89-dc18-4cfb-8dbf-9853a8a9f905');
});

test('an administrator is written with an empty list of classifiers, all others as participants', () => {
  expect(classifiersFor(['admin'])).toEqual([]);
  expect(classifiersFor(['member', 'admin'])).toEqual([]);
  expect(classifiersFor(['inviting member'])).toEqual(['participant']);
  expect(classifiersFor(['member'])).toEqual(['participant']);
});

test('of several roles the highest is named', () => {
  expect(highestRole(['member', 'admin', 'inviting member'])).toBe('admin');
  expect(highestRole(['inviting member', 'member'])).toBe('inviting member');
  expect(highestRole(['member'])).toBe('member');
});
