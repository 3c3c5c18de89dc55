import { describe, expect, it } from '@jest/globals';
import { bundleBudget } from './budgets.ts';
import { figureLine, markdownTable, median } from './figures.ts';

describe('median', () => {
  it('is the middle value, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 9])).toBe(10);
  });

  it('of nothing is no number, so that it can meet no goal', () => {
    expect(median([])).toBeNaN();
    expect(figureLine({ name: 'ratio', value: median([]), goal: 1 })).toMatch(/^✗/);
  });
});

describe('markdownTable', () => {
  it('has a rule below its head and numbers to the right', () => {
    expect(
      markdownTable([
        ['name', 'ms'],
        ['a', 12.345],
        ['longer', 3],
      ]),
    ).toBe(['| name   |   ms |', '| ------ | ---: |', '| a      | 12.3 |', '| longer |    3 |'].join('\n'));
  });

  it('leaves an empty cell where a row says nothing', () => {
    expect(
      markdownTable([
        ['part', 's', 'MB'],
        ['one', 1, 2],
        ['two', '', 3],
      ]),
    ).toContain('| two  |');
  });
});

describe('figureLine', () => {
  it.each([
    [5, '✓ start: 5 s (goal ≤ 5)'],
    [5.01, '✗ start: 5.01 s (goal ≤ 5)'],
  ])('says of %d whether it meets a goal of 5', (value, line) => {
    expect(figureLine({ name: 'start', value, unit: 's', goal: 5 })).toBe(line);
  });

  it('judges nothing without a goal', () => {
    expect(figureLine({ name: 'start', value: 100 })).toBe('  start: 100');
  });
});

describe('the budget of a bundle', () => {
  it.each([
    ['catalog/get-product', 210],
    ['catalog/list-products', 210],
    ['carts/get-cart', 220],
    ['orders/create-checkout', 240],
    ['identity/create-session', 220],
    ['platform/get-health', 60],
    ['a-service-of-tomorrow/anything', 220],
  ])('of %s is %d KB', (name, kilobytes) => {
    expect(bundleBudget(name).kilobytes).toBe(kilobytes);
  });
});
