import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { memberOf, verifyChain, type Chain } from '../../../src/core/certificate/chain.ts';
import { verifyIdc } from '../../../src/core/certificate/idc.ts';
import { encodePkcs7, issueGmc, subjectOf } from '../../../src/core/certificate/issue.ts';
import { issueCredential, type Inviter, type Subject } from '../../../src/core/credential.ts';
import { formatGroupUpdate } from '../../../src/core/document/group-update.ts';
import { parseIdentityCard } from '../../../src/core/document/identity-card.ts';
import { formatInvitation } from '../../../src/core/document/invitation.ts';
import { createGroup } from '../../../src/core/group.ts';
import { createIdentity } from '../../../src/core/identity.ts';
import { membershipRecord } from '../../../src/core/record/membership.ts';
import type { Role } from '../../../src/core/role.ts';
import { publicPerson } from '../../support/public-people.ts';
import { dropFiles } from './handing.ts';
import type { People, Wishes } from './people.ts';
import type { Person } from './person.ts';

const DAY = 86_400_000;

/** How long before the moment of the test the group was founded. */
const AGE = 100 * DAY;

/** Memberships are of these lengths in turn, in days: at 100 some have ended, some end soon. */
const LENGTHS = [400, 365, 200, 130, 110, 60];

/** So many have keys and invite others; each is invited by one who came before. */
const FEW_INVITERS = 12;

const FIRST = ['Ada', 'Ben', 'Chiara', 'Dev', 'Elif', 'Fin', 'Gül', 'Hana', 'Ivo', 'Jun', 'Kai'];
const LAST = ['Lindqvist', 'Moreau', 'Nguyễn', 'O’Shea', 'Papadopoulos', 'Quiroga', 'Li', 'Sato'];

/** A group of made-up people, which somebody in a browser can join. */
export interface LargeGroup {
  /** Of each, in the order in which they came. */
  readonly names: readonly string[];
  /** All of their memberships, as a document. */
  readonly update: string;
  /** Signs an invitation for the owner of a card, a document, as an administrator. */
  readonly invite: (card: string) => Promise<string>;
}

/** Whoever can sign for others, with the length of what he has. */
interface Signer extends Inviter {
  readonly joined: number;
}

/**
 * Makes a group with so many members.
 *
 * @param now the moment at which the group is looked at, milliseconds since 1970 UTC
 */
export async function largeGroup(name: string, count: number, now: number): Promise<LargeGroup> {
  const founded = now - AGE;
  const founder = await createIdentity({ friendlyName: nameOf(0) }, founded);
  const { chain, groupKey } = await createGroup(founder.idc, { friendlyName: name }, founded);
  const signers: Signer[] = [{ chain, privateKey: founder.privateKey, joined: founded }];
  const first = { certificate: memberOf(chain), privateKey: founder.privateKey };
  const records = [await membershipRecord(chain, first, founded)];
  for (let index = 1; index < count; index += 1) {
    records.push(await addMember(signers, index));
  }
  return {
    names: Array.from({ length: count }, (_, index) => nameOf(index)),
    update: await formatGroupUpdate(chain[0].group, records),
    invite: async (card) => {
      const subject = subjectOf(await verifyIdc(parseIdentityCard(card), now));
      const validity = { start: now - 60_000, end: now + 365 * DAY };
      const root = { certificate: chain[0], privateKey: groupKey };
      const der = await issueGmc(root, { subject, roles: ['admin'], validity });
      return formatInvitation(await encodePkcs7(await verifyChain([chain[0].der, der], now)));
    },
  };
}

/** A name for each number, no two alike. */
function nameOf(index: number): string {
  const round = Math.floor(index / (FIRST.length * LAST.length));
  const name = `${FIRST[index % FIRST.length]} ${LAST[index % LAST.length]}`;
  return round === 0 ? name : `${name} ${round + 1}`;
}

/** Somebody comes through one of the signers, and may be one of them himself from then on. */
async function addMember(signers: Signer[], index: number): Promise<Uint8Array<ArrayBuffer>> {
  // Small numbers invite more people than large ones.
  const inviter = signers[Math.floor(((index * index) % 97) / 97 / (1 / signers.length))]!;
  const joined = inviter.joined + 3_600_000;
  const canInvite = signers.length < FEW_INVITERS;
  const keys = canInvite
    ? await createIdentity({ friendlyName: nameOf(index) }, joined)
    : undefined;
  const subject = keys ? subjectOf(keys.idc) : await publicPerson(nameOf(index));
  const role = canInvite ? 'inviting member' : 'member';
  const chain = await issueTo(subject, inviter, { role, joined, index });
  if (keys) signers.push({ chain, privateKey: keys.privateKey, joined });
  const signer = { certificate: memberOf(inviter.chain), privateKey: inviter.privateKey };
  return membershipRecord(chain, keys ? { ...keys, certificate: memberOf(chain) } : signer, joined);
}

/** Every third one ends with whoever invited him. */
function issueTo(
  subject: Subject,
  inviter: Inviter,
  { role, joined, index }: { role: Role; joined: number; index: number },
): Promise<Chain> {
  const duration = index % 3 === 0 ? {} : { duration: LENGTHS[index % LENGTHS.length]! * DAY };
  return issueCredential({ inviter, subject }, { roles: [role], ...duration }, joined);
}

/** Alice, in a large group as an administrator, who has opened an update of all of it. */
export async function meetLarge(
  people: People,
  { group, members, at, ...wishes }: Wishes & { group: string; members: number; at: number },
): Promise<Person> {
  const alice = await people.meet('Alice Moreno', { ...wishes, at });
  await alice.createIdentity();
  const large = await largeGroup(group, members, at);
  const card = readFileSync((await alice.saveCard()).path, 'utf8');
  await alice.open(await large.invite(card));
  await alice.join(group);
  await alice.visit('#/open');
  await alice.box.waitFor();
  const file = { name: `${group}.update.xml`, mimeType: 'text/xml' };
  await dropFiles(alice.box, [{ ...file, buffer: Buffer.from(large.update) }]);
  await expect(alice.heading(alice.text.openedUpdate.title(group))).toBeVisible();
  return alice;
}
