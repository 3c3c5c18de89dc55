import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { inProcessClient, type InProcessClient } from '../in-process-client.ts';
import { openSsm } from '../ssm/ssm.ts';
import { openStore, type Store } from '../store.ts';
import { provisionParameter } from './parameters.ts';

const Name = '/tradewind/dev/shop';
const Answer = z.object({ Parameter: z.object({ Value: z.string(), Version: z.number() }) });

let store: Store;
let ssm: InProcessClient;

beforeEach(() => {
  store = openStore();
  ssm = inProcessClient(openSsm({ store, clock: systemClock }).api);
});
afterEach(() => store.close());

const start = (Value: string) =>
  provisionParameter(ssm, {
    logicalId: 'Shop',
    type: 'AWS::SSM::Parameter',
    ref: Name,
    properties: { Name, Type: 'String', Value },
  });
const change = (Value: string) => ssm.run('PutParameter', { Name, Value, Overwrite: true });
const stored = async () => (await ssm.call('GetParameter', { Name }, Answer)).Parameter;

describe('a parameter of a template', () => {
  it('is made once, however often the cloud starts', async () => {
    await start('of the template');
    await start('of the template');
    expect(await stored()).toEqual({ Value: 'of the template', Version: 1 });
  });

  it('keeps what a person set, over any number of changes and starts', async () => {
    await start('of the template');
    for (let count = 1; count <= 120; count += 1) await change(`of a person, ${count}`);
    await start('of the template');
    expect((await stored()).Value).toBe('of a person, 120');
  });

  it('becomes what an edited template says, and what it says when the edit is taken back', async () => {
    await start('of the template');
    await change('of a person');
    await start('edited');
    expect((await stored()).Value).toBe('edited');
    await start('of the template');
    expect((await stored()).Value).toBe('of the template');
  });

  it('is made again after somebody deleted it', async () => {
    await start('of the template');
    await ssm.run('DeleteParameter', { Name });
    await start('of the template');
    expect((await stored()).Value).toBe('of the template');
  });
});
