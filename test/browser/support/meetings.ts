import type { Role } from '../../../src/core/role.ts';
import type { People, Wishes } from './people.ts';
import type { Person } from './person.ts';

/** Alice, who has founded a group and is in it. */
export async function meetFounder(
  people: People,
  group: string,
  wishes: Wishes = {},
): Promise<Person> {
  const alice = await people.meet('Alice Moreno', wishes);
  await alice.createIdentity();
  await alice.createGroup(group);
  return alice;
}

/** Alice, who has founded a group, and Bob, whom she invited and who has joined. */
export async function meetMember(
  people: People,
  group: string,
  { role = 'member', ...wishes }: Wishes & { readonly role?: Role } = {},
): Promise<{ readonly alice: Person; readonly bob: Person }> {
  const alice = await meetFounder(people, group, wishes);
  const bob = await people.meet('Bob Tanaka', wishes);
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), group, { role });
  await bob.open(await alice.copyInvitation());
  await bob.join(group);
  return { alice, bob };
}
