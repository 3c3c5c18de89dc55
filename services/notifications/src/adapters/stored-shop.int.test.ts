import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { UNNAMED_SHOP } from '../domain/shop.ts';
import { storedShop } from './stored-shop.ts';

const Name = '/tradewind/dev/notifications/shop';

let cloud: TestCloud;
let ssm: SSMClient;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'notifications' });
  ssm = new SSMClient({});
});

afterAll(async () => {
  ssm.destroy();
  await cloud.close();
});

/** As a function reads it that starts now. */
async function read(): Promise<{ shop: unknown; failures: string[] }> {
  const failures: string[] = [];
  const shop = await storedShop(Name).current((error) => failures.push(String(error)));
  return { shop, failures };
}

const put = (Value: string) => ssm.send(new PutParameterCommand({ Name, Value, Overwrite: true }));

describe('the shop in Parameter Store', () => {
  it('is at first as the template says', async () => {
    const shop = { name: 'Tradewind', supportEmail: 'orders@tradewind.test', imprint: '' };
    expect(await read()).toEqual({ shop, failures: [] });
  });

  it.each([
    [{ name: 'Müller & Söhne' }],
    [{ name: 'Mugs', supportEmail: 'help@mugs.example', imprint: 'Mugs Ltd, 1 Quay, Leith' }],
  ])('is what its owner made of it: %j', async (shop) => {
    await put(JSON.stringify(shop));
    expect(await read()).toEqual({ shop, failures: [] });
  });

  it.each([
    ['no JSON', '{name: Mugs}', 'JSON'],
    ['no name', '{"supportEmail":"help@mugs.example"}', 'name'],
    ['a name of two lines', '{"name":"Mugs\\nBcc: all@example.com"}', 'name'],
    ['an address that is none', '{"name":"Mugs","supportEmail":"help at mugs"}', 'supportEmail'],
    ['a misspelt field', '{"name":"Mugs","suportEmail":"help@mugs.example"}', 'suportEmail'],
  ])('counts as unknown with %s, and the reason names it', async (_, text, named) => {
    await put(text);
    expect(await read()).toEqual({ shop: UNNAMED_SHOP, failures: [expect.stringContaining(named)] });
  });
});
