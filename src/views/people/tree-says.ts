import type { TreeNode } from '../../app/member-tree.ts';
import type { Standing } from '../../app/standings.ts';
import type { Member } from '../../peer.ts';
import type { Text } from '../../text/en.ts';
import type { Phrase } from '../../text/phrase.ts';

/** Somebody in the tree, and what is known of him by now. */
interface Known {
  readonly node: TreeNode;
  readonly member: Member | undefined;
  readonly standing: Standing | undefined;
}

/** What the tree says of somebody beside his name; of his membership only what was verified. */
export function treeSays(
  { tree, people }: Pick<Text, 'tree' | 'people'>,
  { node, member, standing }: Known,
): string | Phrase {
  if (!member) return standing === 'unsound' ? people.unsound : people.verifying;
  const { role, term, invitedBy } = member;
  const said = tree.member({ role, ...term }, node.people);
  return node.isAdrift ? [`${said}; `, ...tree.adrift(invitedBy.friendlyName)] : said;
}
