/** What I keep of people, whatever group they are in: a petname, a note, and how I made sure of the key. */

import { fail } from '../../core/errors.ts';
import { hasNoControls, parseFriendlyName } from '../../core/friendly-name.ts';
import type { StoredContact } from '../../core/stored-group.ts';
import type { Context } from '../context.ts';
import type { Contact } from '../group-types.ts';

/** Longest note, in UTF-16 code units. */
export const MAX_NOTE_LENGTH = 2000;

/** What I keep of whom I keep nothing. */
export const NO_CONTACT: Contact = { petname: '', note: '', verified: undefined };

/** See {@link People.contact}. */
export async function contactOf({ store }: Context, keyHash: string): Promise<Contact> {
  const [kept] = await store.findAll('contacts', [keyHash]);
  return kept === undefined ? NO_CONTACT : contactFrom(kept);
}

/** See {@link People.putContact}. */
export async function putContact(
  context: Context,
  keyHash: string,
  change: Partial<Contact>,
): Promise<Contact> {
  const { store, now } = context;
  return store.inTurn('contacts', async () => {
    const contact = sound({ ...(await contactOf(context, keyHash)), ...change });
    const { verified, ...texts } = contact;
    const value = { keyHash, ...texts, ...(verified ? { verified } : {}), changed: now() };
    const isEmpty = !contact.petname && !contact.note && !verified;
    await store.write([
      isEmpty ? { delete: 'contacts', key: keyHash } : { put: 'contacts', value },
    ]);
    return contact;
  });
}

/** What I keep of people, by the hashes of their keys. */
export type Contacts = ReadonlyMap<string, Contact>;

/** All of whom I keep anything. */
export async function listContacts({ store }: Context): Promise<Contacts> {
  const contacts = await store.list('contacts');
  return new Map(contacts.map((kept) => [kept.keyHash, contactFrom(kept)]));
}

function sound({ petname, note, verified }: Contact): Contact {
  const lines = note.replace(/\r\n?/gu, '\n');
  if (lines.length > MAX_NOTE_LENGTH) {
    fail('contact.note', `${lines.length} units, ${MAX_NOTE_LENGTH} fit`);
  }
  if (!lines.split('\n').every(hasNoControls)) fail('contact.note', 'a control character');
  return { petname: petname.trim() && parseFriendlyName(petname), note: lines, verified };
}

function contactFrom({ petname, note, verified }: StoredContact): Contact {
  return { petname, note, verified };
}
