import { describe, expect, it } from '@jest/globals';
import { senderOf } from './sender.ts';

/** The characters that encoded words stand for. */
function decoded(header: string): string {
  return header.replaceAll(/=\?UTF-8\?B\?([\w+/=]+)\?= ?/g, (_, base64: string) =>
    Buffer.from(base64, 'base64').toString('utf8'),
  );
}

describe('the sender of a mail', () => {
  it.each([
    ['Tradewind', 'Tradewind <orders@tradewind.test>'],
    ['Ann & Sons', 'Ann & Sons <orders@tradewind.test>'],
    ['Smith, Jones', '"Smith, Jones" <orders@tradewind.test>'],
    ['The "Mug" \\ Co.', '"The \\"Mug\\" \\\\ Co." <orders@tradewind.test>'],
    ['evil@example.com <x', '"evil@example.com <x" <orders@tradewind.test>'],
  ])('named %s', (name, expected) => {
    expect(senderOf(name, 'orders@tradewind.test')).toBe(expected);
  });

  it.each(['Müllers Kännchen', '你好'.repeat(20), '🛶'.repeat(40)])(
    'named %s is in words of ASCII, of 75 each',
    (name) => {
      const sender = senderOf(name, 'orders@tradewind.test');
      expect(sender).toMatch(/^[\x20-\x7e]+ <orders@tradewind\.test>$/);
      expect(decoded(sender)).toBe(`${name}<orders@tradewind.test>`);
      for (const word of sender.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
    },
  );
});
