/** Records of applications: published, changed, deleted (records.md, "Publishing"). */

import { memberOf } from '../../core/certificate/chain.ts';
import { fail } from '../../core/errors.ts';
import type { PeerName } from '../../core/peer-name.ts';
import { parseAttributes } from '../../core/record/attributes.ts';
import { isApplicationType } from '../../core/record/judge.ts';
import {
  decodeRecord,
  filetimeOf,
  MAX_PAYLOAD_BYTES,
  versionAfter,
  type SignedRecord,
} from '../../core/record/record.ts';
import { createGuid, signRecord, type RecordDraft } from '../../core/record/sign.ts';
import { noting } from '../activity.ts';
import type { Context } from '../context.ts';
import type { GroupRecord, RecordChange, RecordName, RecordWishes } from '../group-types.ts';
import { openGroup } from '../group/groups.ts';
import { publishing, signerOf, verifyMayPublish } from '../database/publishing.ts';
import { groupRecord, openShown } from './shown-records.ts';
import type { Group } from '../types.ts';

/** See {@link Records.addRecord}. */
export async function addRecord(
  context: Context,
  opened: Group,
  wishes: RecordWishes,
): Promise<GroupRecord> {
  const { type, payload, attributes = '', expires } = wishes;
  verifyType(type);
  verifyContent(wishes);
  return publish(context, opened, async (group) => {
    const now = context.now();
    verifyEnd(group, { expires, now });
    const time = filetimeOf(now);
    return {
      ...{ type, id: createGuid(), version: 1, isDeleted: false, payload, attributes },
      ...{ creator: nameIn(group), modifier: undefined, group: group.peerName },
      ...{ created: time, modified: time, expires: filetimeOf(expires) },
    };
  });
}

/** See {@link Records.updateRecord}. */
export async function updateRecord(
  context: Context,
  opened: Group,
  { name, change }: { readonly name: RecordName; readonly change: RecordChange },
): Promise<GroupRecord> {
  verifyType(name.type);
  verifyContent(change);
  return publish(context, opened, async (group) => {
    const before = await openShown(context, group, name);
    const draft = nextVersion(context, group, before);
    const { payload = before.payload, attributes = before.attributes, expires } = change;
    if (expires === undefined) return { ...draft, payload, attributes };
    const end = filetimeOf(expires);
    if (end < before.expires) fail('publish.expiration', 'before the present one');
    verifyEnd(group, { expires, now: context.now() });
    return { ...draft, payload, attributes, expires: end };
  });
}

/** See {@link Records.deleteRecord}. */
export async function deleteRecord(
  context: Context,
  opened: Group,
  name: RecordName,
): Promise<void> {
  verifyType(name.type);
  await publish(context, opened, async (group) => {
    const draft = nextVersion(context, group, await openShown(context, group, name));
    return { ...draft, isDeleted: true, payload: new Uint8Array(), attributes: '' };
  });
}

/** In turn: what is changed is what is kept now, and nobody changes it meanwhile. */
async function publish(
  context: Context,
  { identity, peerName }: Group,
  drafting: (group: Group) => Promise<RecordDraft>,
): Promise<GroupRecord> {
  return context.store.inTurn(peerName, async () => {
    const group = await openGroup(context, identity.peerName, peerName);
    verifyMayPublish(group.chain, context.now());
    const record = await signRecord(await drafting(group), await signerOf(context, group));
    const { changes } = await publishing(context, group, { records: [record] });
    const names = { group: peerName, identity: identity.peerName };
    const act = noting(context, { ...names, what: 'published', people: [], count: 1 });
    await context.store.write([...changes, act]);
    return groupRecord(decodeRecord(record));
  });
}

/** What follows a version: by its creator, or by an admin. Its end stays. */
function nextVersion(context: Context, group: Group, before: SignedRecord): RecordDraft {
  const me = nameIn(group);
  const isMine = before.creator === me;
  if (!isMine && !group.roles.includes('admin')) fail('publish.foreign', before.creator);
  const { bytes: _bytes, signature: _signature, creatorCredential, ...fields } = before;
  return {
    ...fields,
    ...versionAfter(before, filetimeOf(context.now())),
    modifier: me,
    // My own record bears the credential that I have now: whoever comes later need not know the one before.
    ...(isMine ? {} : { creatorCredential }),
  };
}

/** What my present credential calls me: records bear that name, and its classifier can be another one than my card's. */
function nameIn({ chain }: Group): PeerName {
  return memberOf(chain).subject.peerName;
}

function verifyType(type: string): void {
  if (!GUID.test(type)) fail('record.type', 'no GUID in lower case');
  if (!isApplicationType(type)) fail('publish.type', type);
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Before anything is signed; the rules for received records say the same. */
function verifyContent({ payload, attributes = '' }: RecordChange): void {
  const { length } = payload ?? [];
  if (length > MAX_PAYLOAD_BYTES) fail('record.size', `a payload of ${length} bytes`);
  parseAttributes(attributes);
}

function verifyEnd(
  { chain }: Group,
  { expires, now }: { readonly expires: number; readonly now: number },
): void {
  const { end } = memberOf(chain).validity;
  if (!(expires > now && expires <= end)) fail('publish.expiration', `${expires}`);
}
