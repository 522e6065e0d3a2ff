import type { People, Wishes } from './people.ts';
import type { Grant, Person } from './person.ts';

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
  { role = 'member', until = 'year', ...wishes }: Wishes & Grant = {},
): Promise<{ readonly alice: Person; readonly bob: Person }> {
  const alice = await meetFounder(people, group, wishes);
  const bob = await people.meet('Bob Tanaka', wishes);
  await bob.createIdentity();
  await alice.invite(await bob.copyCard(), group, { role, until });
  await bob.open(await alice.copyInvitation());
  await bob.join(group);
  return { alice, bob };
}

/** Both, Bob as an inviting member, and Carol, whom he invited and who has joined; nobody has told anybody. */
export async function meetThree(
  people: People,
  group: string,
  wishes: Wishes & Pick<Grant, 'until'> = {},
): Promise<{ readonly alice: Person; readonly bob: Person; readonly carol: Person }> {
  const { alice, bob } = await meetMember(people, group, { ...wishes, role: 'inviting member' });
  const carol = await people.meet('Carol Ødegård', wishes);
  await carol.createIdentity();
  await bob.invite(await carol.copyCard(), group);
  await carol.open(await bob.copyInvitation());
  await carol.join(group);
  return { alice, bob, carol };
}
