import { describe, expect, it } from '@jest/globals';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { chooseMemory } from './choose-memory.ts';
import { readChoices } from './record.ts';

const servicesDirectory = path.join(ROOT, 'services');
const { services } = await loadModel({ ...localAddress('http://127.0.0.1'), servicesDirectory });
const memory = new Map(
  services.flatMap(({ name, functions }) => functions.map(({ key, memoryMb }) => [`${name}/${key}`, memoryMb])),
);

describe('the recorded choices of memory', () => {
  it.each(Object.entries(readChoices()))('%s has the memory that was chosen for it, by its samples', (name, choice) => {
    expect(memory.get(name)).toBe(choice.memoryMb);
    expect(chooseMemory(choice.samples, choice.strategy).memoryMb).toBe(choice.memoryMb);
  });

  it('are there for what customers wait for most', () => {
    expect(Object.keys(readChoices())).toEqual(
      expect.arrayContaining(['catalog/list-products', 'identity/create-session', 'orders/create-checkout']),
    );
  });
});
