import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createSession } from './create-session.ts';
import { events } from './index.ts';
import { registerUser } from './register-user.ts';

const valid = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'correct horse battery' };

describe('identity contracts', () => {
  it.each(events.map((event) => [`${event.name}.v${event.version}`, event] as const))(
    'still parse the golden sample of %s',
    (file, event) => {
      const sample: unknown = JSON.parse(readFileSync(`${import.meta.dirname}/samples/${file}.json`, 'utf8'));
      expect(event.parse(sample)).toEqual(sample);
    },
  );

  it('take an address in one spelling', () => {
    const parsed = registerUser.request.body.parse({ ...valid, email: '  Ada@Example.COM ' });
    expect(parsed.email).toBe('ada@example.com');
  });

  it.each([
    ['a missing field', { name: 'Ada', email: 'ada@example.com' }],
    ['an unknown field', { ...valid, role: 'admin' }],
    ['a malformed address', { ...valid, email: 'ada@' }],
    ['an empty name', { ...valid, name: '   ' }],
    ['a control character in the name', { ...valid, name: 'Ada\u0000' }],
    ['an endless password', { ...valid, password: 'x'.repeat(257) }],
    ['a password of another type', { ...valid, password: 1234567890 }],
  ])('refuse %s', (_, body) => {
    expect(registerUser.request.body.safeParse(body).success).toBe(false);
  });

  it('do not trim or fold passwords', () => {
    const { password } = createSession.request.body.parse({ email: valid.email, password: ' Secret ' });
    expect(password).toBe(' Secret ');
  });
});
