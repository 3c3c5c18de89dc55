import { describe, expect, it } from '@jest/globals';
import { someProduct, variantDraft } from '../test-support/products.ts';
import { patched } from './product-patch.ts';

const product = someProduct({
  externalId: 'ext-1',
  style: 'shirt',
  image: 'a.jpg',
  attributes: { fit: 'slim', wash: '30' },
});

describe('a merge patch', () => {
  it('keeps what it does not name', () => {
    const { id: _id, status: _status, version: _version, createdAt: _c, updatedAt: _u, ...content } = product;
    expect(patched(product, {})).toEqual(content);
  });

  it('replaces, removes with null, and merges attributes', () => {
    expect(
      patched(product, {
        name: 'Quay Shirt',
        style: null,
        externalId: null,
        attributes: { fit: null, origin: 'Portugal' },
        variants: [variantDraft('TW-2')],
      }),
    ).toMatchObject({
      name: 'Quay Shirt',
      style: undefined,
      externalId: undefined,
      image: 'a.jpg',
      attributes: { wash: '30', origin: 'Portugal' },
      variants: [{ sku: 'TW-2' }],
    });
    expect(patched(product, { attributes: null, image: null })).toMatchObject({
      attributes: undefined,
      image: undefined,
    });
  });

  it('refuses more attributes than a product may have', () => {
    const attributes = Object.fromEntries(Array.from({ length: 19 }, (_, index) => [`a${index}`, 'x']));
    expect(() => patched(product, { attributes })).toThrow(
      expect.objectContaining({ kind: 'rule-violated', code: 'catalog.too-many-attributes' }),
    );
  });
});
