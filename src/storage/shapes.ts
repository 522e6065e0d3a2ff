/**
 * What a stored value must look like, field by field.
 *
 * Only the shape is judged here. Whether a chain or a card can be trusted is judged again by
 * whoever reads it. Fields that the table does not name are let through: an older version of
 * this project may meet what a newer one wrote.
 */

import { fail } from '../core/errors.ts';
import { isPrivateSigningKey } from '../core/webcrypto.ts';
import { ROLES } from '../core/role.ts';
import {
  ACT_KINDS,
  MEMBER_SOURCES,
  VERIFIED_WAYS,
  type KnownCredential,
} from '../core/stored-group.ts';
import { HANDED, WAYS } from '../core/stored-handover.ts';
import { type Damaged, type Kept, type Kind, keyOf } from '../core/stores.ts';

type Guard = (value: unknown) => boolean;

/** A guard for each field of a value, so that a new field without one does not compile. */
type Shape<Value> = { readonly [Field in keyof Required<Value>]: Guard };

/** Something stored, with the key that it lies under. */
export type Entry = readonly [key: string, value: unknown];

const PROPERTIES: Shape<NonNullable<Kept['memberships']['properties']>> = {
  friendlyName: isText,
  comment: isText,
  memberDataLifetime: isAmount,
  flags: isAmount,
};

const HANDING: Shape<Kept['handovers']['ways'][number]> = {
  way: oneOf(WAYS),
  at: isAmount,
};

const OWN_RECORD: Shape<Kept['databases']['own'][number]> = {
  identity: isText,
  credential: isText,
  slot: isText,
};

const CREDENTIAL: Shape<KnownCredential> = {
  peerName: isText,
  friendlyName: isText,
  der: isDer,
  issuer: isText,
  issuerKeyHash: isText,
  issuerRole: oneOf(ROLES),
  roles: listOf(oneOf(ROLES)),
  role: oneOf(ROLES),
  start: Number.isFinite,
  end: Number.isFinite,
  endsWithIssuer: (value) => typeof value === 'boolean',
  source: oneOf(MEMBER_SOURCES),
  since: isAmount,
  isHeld: maybe((value) => typeof value === 'boolean'),
};

const SHAPES: { readonly [K in Kind]: Shape<Kept[K]> } = {
  identities: {
    peerName: isText,
    friendlyName: isText,
    idc: isDer,
    privateKey: isPrivateSigningKey,
    created: isAmount,
  },
  memberships: {
    identity: isText,
    group: isText,
    chain: isChain,
    earlier: listOf(isChain),
    joined: isAmount,
    properties: maybe((value) => wrongField(PROPERTIES, value) === undefined),
    groupKey: maybe(isPrivateSigningKey),
  },
  recoveries: {
    identity: isText,
    group: isText,
    pkcs12: isDer,
    sealed: isAmount,
    saved: maybe(isAmount),
  },
  invitations: { id: isText, identity: isText, group: isText, pkcs7: isDer, issued: isAmount },
  handovers: {
    id: isText,
    what: oneOf(HANDED),
    identity: isText,
    group: isText,
    invitation: isText,
    person: isText,
    about: isText,
    ways: listOf((value) => wrongField(HANDING, value) === undefined),
    begun: isAmount,
    answered: maybe(isAmount),
    givenUp: maybe(isAmount),
  },
  records: {
    group: isText,
    type: isText,
    slot: isText,
    bytes: isDer,
    received: isAmount,
    expires: isAmount,
    ending: isText,
  },
  aside: { group: isText, id: isText, bytes: isDer, since: isAmount },
  credentials: { group: isText, id: isText, der: isDer, issuer: isText },
  members: {
    ...CREDENTIAL,
    group: isText,
    keyHash: isText,
    others: listOf((value) => wrongField(CREDENTIAL, value) === undefined),
    joined: maybe(isAmount),
    letEnd: maybe(isAmount),
    order: isText,
    due: isText,
  },
  contacts: {
    keyHash: isText,
    petname: isText,
    note: isText,
    verified: maybe(oneOf(VERIFIED_WAYS)),
    changed: isAmount,
  },
  acts: {
    group: isText,
    identity: isText,
    at: isAmount,
    id: isText,
    what: oneOf(ACT_KINDS),
    people: listOf(isText),
    count: isAmount,
    role: maybe(oneOf(ROLES)),
    end: maybe(isAmount),
    about: maybe(isText),
  },
  databases: {
    group: isText,
    latest: isAmount,
    opened: isAmount,
    made: isAmount,
    own: listOf((value) => wrongField(OWN_RECORD, value) === undefined),
  },
  steps: { id: isText, value: isText, saved: isAmount },
  choices: { id: isText, value: isText },
  marks: { id: isText, at: isAmount },
};

/**
 * Reads one stored value.
 *
 * @throws {PeerError} `storage.damaged` with its kind, its key and what is wrong, if its shape is
 */
export function soundValueOf<K extends Kind>(kind: K, [key, value]: Entry): Kept[K] {
  if (isSound(kind, [key, value])) return value as Kept[K];
  const field = wrongFieldOf(kind, value) ?? 'key';
  return fail(
    'storage.damaged',
    `${kind} ${JSON.stringify(key)}: its ${field} is not as it was written`,
  );
}

/** The values that are sound, in their order. */
export function soundValuesOf<K extends Kind>(kind: K, entries: readonly Entry[]): Kept[K][] {
  return entries.filter((entry) => isSound(kind, entry)).map(([, value]) => value as Kept[K]);
}

/** The values that are not, in their order, by their keys and what name is left in them. */
export function damagedIn(kind: Kind, entries: readonly Entry[]): Damaged[] {
  return entries
    .filter((entry) => !isSound(kind, entry))
    .map(([key, value]) => ({ kind, key, name: nameIn(value) }));
}

/** Its own, or of a membership that of its group, which stands one step deeper. */
function nameIn(value: unknown): string {
  const { friendlyName, properties } = fieldsOf(value);
  const name = friendlyName ?? fieldsOf(properties)['friendlyName'];
  return typeof name === 'string' ? name : '';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The first field of a value that is missing or wrong, `value` where it has no fields at all; `undefined` if it is sound. */
export function wrongFieldOf(kind: Kind, value: unknown): string | undefined {
  return wrongField(SHAPES[kind], value);
}

/** The key under which a value of this kind belongs. */
export function keyOfValue(kind: Kind, value: Kept[Kind]): string {
  return (keyOf[kind] as (value: Kept[Kind]) => string)(value);
}

function isSound(kind: Kind, [key, value]: Entry): boolean {
  return wrongFieldOf(kind, value) === undefined && keyOfValue(kind, value as Kept[Kind]) === key;
}

function wrongField(shape: Readonly<Record<string, Guard>>, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'value';
  const fields = new Map(Object.entries(value));
  return Object.entries(shape).find(([field, guard]) => !guard(fields.get(field)))?.[0];
}

function maybe(guard: Guard): Guard {
  return (value) => value === undefined || guard(value);
}

function listOf(guard: Guard): Guard {
  return (value) => Array.isArray(value) && value.every(guard);
}

function oneOf(known: readonly unknown[]): Guard {
  return (value) => known.includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isDer(value: unknown): boolean {
  return value instanceof Uint8Array && value.length > 0;
}

function isChain(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isDer);
}
