import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AdminAction, adminAccess, adminChange, adminOrigin, changedFields } from './admin-action.ts';

const trace = { requestId: 'req-1', correlationId: 'cor-1' };
const origin = adminOrigin({ role: 'admin', userId: 'usr_1' }, trace);
const target = { type: 'product', id: 'prd_1' };

describe('the fields that changed', () => {
  it('are told as they were and as they are, and no others', () => {
    const before = { name: 'Mug', style: 'plain', variants: [{ sku: 'A', price: 1 }], version: 1 };
    const after = { name: 'Mug', variants: [{ price: 2, sku: 'A' }], image: 'a.jpg', version: 2 };
    expect(changedFields(before, after)).toEqual({
      before: { style: 'plain', variants: [{ sku: 'A', price: 1 }], version: 1 },
      after: { variants: [{ price: 2, sku: 'A' }], image: 'a.jpg', version: 2 },
    });
  });

  it('are all of them at a birth and at an end', () => {
    expect(changedFields(undefined, { name: 'Mug' })).toEqual({ before: null, after: { name: 'Mug' } });
    expect(changedFields({ name: 'Mug' }, undefined)).toEqual({ before: { name: 'Mug' }, after: null });
  });

  it('are none where only the order of members differs', () => {
    const [before, after] = [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }];
    expect(changedFields(before, after)).toEqual({ before: {}, after: {} });
  });

  it('never take more room than a row has, and say what they leave out', () => {
    const states = fc.dictionary(fc.string(), fc.oneof(fc.string({ maxLength: 3000 }), fc.jsonValue()), {
      maxKeys: 60,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(states, states, (before, after) => {
        const { before: was, after: is } = changedFields(before, after);
        for (const side of [was, is]) expect(JSON.stringify(side).length).toBeLessThan(20_000);
      }),
      { numRuns: 50 },
    );
    const long = changedFields({ text: '' }, { text: 'x'.repeat(1_001) });
    expect(long.after).toEqual({ text: { omittedCharacters: 1_003 } });
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, 'x'.repeat(300)]));
    expect(changedFields({}, many).after).toHaveProperty('omittedFields');
  });
});

describe('a recorded action', () => {
  it('names the admin, the request and the target', () => {
    const change = adminChange({ action: 'catalog.product-updated', target, before: {}, after: { name: 'x' } }, origin);
    expect(AdminAction.parse(change)).toEqual({
      action: 'catalog.product-updated',
      kind: 'change',
      actor: 'usr_1',
      target,
      before: {},
      after: { name: 'x' },
      requestId: 'req-1',
    });
  });

  it('tells of an access without what was read', () => {
    const access = adminAccess({ action: 'identity.users-listed', target, subjects: ['usr_2'] }, origin);
    expect(AdminAction.parse(access)).toMatchObject({ kind: 'access', before: null, after: null, subjects: ['usr_2'] });
  });

  it.each(['product-updated', 'Catalog.x', 'catalog.', 'catalog.x.y', 'catalog.-x'])('is not named %p', (action) => {
    expect(() => AdminAction.parse(adminChange({ action, target }, origin))).toThrow();
  });
});
