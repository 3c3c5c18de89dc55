import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readCatalogue, readCatalogueRow, toSlug } from './catalogue-row.ts';

const YAML = `
- id: 6579c22f-be2b-444c-a52b-0116dd82df6c
  current_stock: 15
  name: Rugged Backpack
  category: hot dispensed
  style: backpack
  description: Packs for a
    night or two.
  price: 129.90
  image: 6579c22f.jpg
  gender_affinity: F
  where_visible: UI
  promoted: true
  image_license: null
  link:
  aliases: [pack, "bag"]
`;

const entry = {
  id: 'ext-1',
  name: 'Mug',
  category: 'kitchen',
  description: 'Holds.',
  price: '9.00',
  current_stock: '3',
};

describe('readCatalogueRow', () => {
  it('reads a whole entry, the price to the penny', () => {
    const [whole] = parse(YAML, { schema: 'failsafe' });
    expect(readCatalogueRow(whole, 1, 'USD')).toEqual({
      accepted: {
        row: 1,
        sku: '6579c22f-be2b-444c-a52b-0116dd82df6c',
        stock: 15,
        product: {
          externalId: '6579c22f-be2b-444c-a52b-0116dd82df6c',
          name: 'Rugged Backpack',
          description: 'Packs for a night or two.',
          category: 'hot-dispensed',
          style: 'backpack',
          attributes: { genderAffinity: 'F', visibleIn: 'UI', promoted: 'true', aliases: 'pack, bag' },
          image: '6579c22f.jpg',
          variants: [
            {
              sku: '6579c22f-be2b-444c-a52b-0116dd82df6c',
              prices: [{ amount: 12_990, currency: 'USD' }],
            },
          ],
        },
      },
    });
  });

  it('takes missing stock for none and a missing description for an empty one', () => {
    const { current_stock: _stock, description: _description, ...rest } = entry;
    expect(readCatalogueRow(rest, 1, 'GBP')).toMatchObject({
      accepted: { stock: 0, product: { description: '' } },
    });
  });

  it.each([
    ['a picture whose ending lost its dot', { image: 'a-5fd81jpg' }, { image: 'a-5fd81.jpg' }],
    [
      'aliases that are too long together',
      { aliases: ['x'.repeat(150), 'y'.repeat(60)] },
      { attributes: { aliases: 'x'.repeat(150) } },
    ],
  ])('mends %s', (_, change, expected) => {
    expect(readCatalogueRow({ ...entry, ...change }, 1, 'GBP')).toMatchObject({ accepted: { product: expected } });
  });

  it.each<[string, unknown, RegExp]>([
    ['that is no mapping', 'mug', /not a mapping/],
    ['that is a list', [], /not a mapping/],
    ['without id', { ...entry, id: '' }, /externalId/],
    ['whose id cannot be a SKU', { ...entry, id: 'a b' }, /sku/],
    ['without name', { ...entry, name: 'null' }, /name/],
    ['without category', { ...entry, category: '???' }, /category/],
    ['without price', { ...entry, price: '' }, /price: "" is not/],
    ['whose price has parts of a penny', { ...entry, price: '9.999' }, /price: "9.999" is not/],
    ['whose price is negative', { ...entry, price: '-1' }, /price: "-1" is not/],
    ['whose stock is negative', { ...entry, current_stock: '-3' }, /current_stock: "-3" is not/],
    ['whose stock is a fraction', { ...entry, current_stock: '1.5' }, /current_stock/],
    ['with control characters in its name', { ...entry, name: 'Mug\u0007' }, /name: Must not contain control/],
  ])('rejects an entry %s, with the reason', (_, bad, reason) => {
    const result = readCatalogueRow(bad, 7, 'GBP');
    expect(result).toMatchObject({ rejected: { row: 7 } });
    expect('rejected' in result ? result.rejected.reasons.join(' ') : '').toMatch(reason);
  });
});

describe('readCatalogue', () => {
  it('keeps the first of several entries with one id and counts rows from 1', () => {
    const { rows, rejected } = readCatalogue(
      [entry, 'junk', { ...entry, name: 'Other' }, { ...entry, id: 'ext-2' }],
      'GBP',
    );
    expect(rows.map(({ row, sku }) => [row, sku])).toEqual([
      [1, 'ext-1'],
      [4, 'ext-2'],
    ]);
    expect(rejected).toEqual([
      { row: 2, externalId: null, reasons: ['The row is not a mapping.'] },
      { row: 3, externalId: 'ext-1', reasons: ['id: Row 1 has the same.'] },
    ]);
  });
});

describe('toSlug', () => {
  it.each([
    ['food service', 'food-service'],
    ['  Crème & Brûlée! ', 'creme-brulee'],
    ['homedecor', 'homedecor'],
    ['—', ''],
  ])('makes %p %p', (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });
});
