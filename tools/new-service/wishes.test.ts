import { describe, expect, it } from '@jest/globals';
import { checkRoleNames, namesFor, type Taken, type Wishes } from './wishes.ts';

const taken: Taken = {
  services: ['orders'],
  contractFolders: ['orders', 'http'],
  prefixes: ['ord', 'usr'],
  routes: [
    { name: 'get-order', path: '/v1/orders/{orderId}' },
    { name: 'list-parcels', path: '/v1/parcels' },
  ],
};

function summary(wishes: Wishes) {
  const { service, entity, entities, prefix } = namesFor(wishes, taken);
  return [service.kebab, entity.kebab, entities.kebab, prefix];
}

describe('namesFor', () => {
  it.each<[Wishes, readonly string[]]>([
    [{ name: 'reviews' }, ['reviews', 'review', 'reviews', 'rev']],
    [{ name: 'gift-cards' }, ['gift-cards', 'gift-card', 'gift-cards', 'gif']],
    [{ name: 'loyalty', entity: 'point' }, ['loyalty', 'point', 'points', 'poi']],
    [{ name: 'reviews', prefix: 'rvw' }, ['reviews', 'review', 'reviews', 'rvw']],
  ])('settles %j', (wishes, expected) => {
    expect(summary(wishes)).toEqual(expected);
  });

  it.each<[Wishes, string]>([
    [{ name: 'Reviews' }, 'kebab-case'],
    [{ name: 'gift_cards' }, 'kebab-case'],
    [{ name: 'gift--cards' }, 'kebab-case'],
    [{ name: '../reviews' }, 'kebab-case'],
    [{ name: '' }, 'kebab-case'],
    [{ name: 'orders' }, 'There is a service orders already'],
    [{ name: 'http' }, 'packages/contracts/src/http'],
    [{ name: 'reviews', entity: 'Review' }, 'kebab-case'],
    [{ name: 'events' }, '--entity'],
    [{ name: 'classes' }, '--entity'],
    [{ name: 'shop', entity: 'order' }, 'get-order'],
    [{ name: 'parcels' }, 'list-parcels'],
    [{ name: 'reviews', prefix: 'review' }, 'three small letters'],
    [{ name: 'go' }, 'three small letters'],
    [{ name: 'ordeals' }, 'The id prefix ord is taken (ord usr)'],
  ])('refuses %j and says what to do', (wishes, message) => {
    expect(() => namesFor(wishes, taken)).toThrow(message);
  });
});

describe('checkRoleNames', () => {
  it('lets 64 characters pass and not one more', () => {
    expect(() => checkRoleNames('reviews', ['a'.repeat(35)])).not.toThrow();
    expect(() => checkRoleNames('reviews', ['get-review', 'a'.repeat(36)])).toThrow('65 characters');
  });
});
