import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase45 } from '../../src/core/base-encodings.ts';
import { kindOfCode, type CodeKind } from '../../src/exchange/code-text.ts';

describe('the text of a code is', () => {
  test.each<readonly [CodeKind, string]>([
    ['document', `PEER:${encodeBase45(Uint8Array.of(1, 0x69, 3))}`],
    ['document', 'peer:AWkAAQ.'],
    ['document', 'web+peer:AWkAAQ.'],
    ['document', 'https://groups.example/#/open/AWkAAQ'],
    ['document', 'HTTPS://elsewhere.example/a/b?c=d#/open/AWkAAQ'],
    ['document', 'conclave://x#/open/AWkAAQ'],
    ['frame', 'PEERF:'],
    ['frame', `PEERF:${encodeBase45(new Uint8Array(20))}`],
    ['web address', 'https://groups.example/#/settings'],
    ['web address', 'https://groups.example/#/open/'],
    ['web address', 'http://203.0.113.7/peer:AWkAAQ.'],
    ['web address', 'WWW.EXAMPLE.ORG'],
    ['web address', 'URLTO:example.org'],
    ['web address', 'otpauth://totp/Bob?secret=AAAA'],
    ['Wi-Fi', 'WIFI:T:WPA;S:guests;P:secret;;'],
    ['Wi-Fi', 'wifi:T:nopass;S:peer:;;'],
    ['contact', 'BEGIN:VCARD\r\nVERSION:3.0\r\nURL:https://example.org\r\nEND:VCARD'],
    ['contact', 'MECARD:N:Tanaka,Bob;;'],
    ['empty', ''],
    ['empty', ' \n\u00a0'],
    ['other', 'javascript:alert(1)'],
    ['other', 'peerf:00'],
    ['other', 'mailto:bob@example.org'],
    ['other', '4006381333931'],
    ['other', '$'.repeat(4296)],
  ])('%s: %s', (kind, text) => {
    expect(kindOfCode(text)).toBe(kind);
  });

  test('something, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(kindOfCode(text)).toMatch(/./);
      }),
    );
  });
});
