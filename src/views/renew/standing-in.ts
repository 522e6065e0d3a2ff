import type { Member } from '../../peer.ts';

/** Whether somebody is in a group, was in it, or was invited and not heard of since. */
export function standingIn({ term, hasJoined }: Member): 'in' | 'was' | 'invited' {
  if (term.stage === 'ended') return 'was';
  return hasJoined ? 'in' : 'invited';
}
