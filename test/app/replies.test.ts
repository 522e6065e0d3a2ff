import { describe, expect, test } from 'vitest';
import { replyTo } from '../../src/app/replies.ts';
import { PeerError, fail } from '../../src/core/errors.ts';
import type { Reason } from '../../src/core/reasons.ts';
import { english } from '../../src/text/en.ts';

function errorOf(reason: Reason): PeerError {
  try {
    return fail(reason, 'a test');
  } catch (error) {
    if (error instanceof PeerError) return error;
    throw error;
  }
}

describe('what to answer to whoever sent it', () => {
  test.each<Reason>(['der.short', 'xml.syntax', 'compact.end', 'document.cut', 'idc.signature'])(
    '%s: it arrived damaged',
    (reason) => {
      expect(replyTo(errorOf(reason), english)).toBe(english.reply.damaged);
    },
  );

  test.each<Reason>(['certificate.peer-name', 'extension.twice', 'chain.role', 'idc.type'])(
    '%s: it does not pass',
    (reason) => {
      expect(replyTo(errorOf(reason), english)).toBe(english.reply.untrusted);
    },
  );

  test.each<Reason>(['document.none', 'document.empty', 'storage.full', 'size.file'])(
    '%s: nothing to ask of anybody',
    (reason) => {
      expect(replyTo(errorOf(reason), english)).toBeUndefined();
    },
  );
});
