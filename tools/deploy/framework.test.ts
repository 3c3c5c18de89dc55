import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfiguration } from '@tradewind/local-cloud/templates/read-service';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { FIXED_REGIONS } from '../diff/stage-templates.ts';
import { installed, ROOT, serviceNames } from '../process/repository.ts';
import { deployArguments, deploymentOrder, regionSettings } from './framework.ts';

/** Compose's own judgement of a command line; throws for options that it does not have. */
const validateOptions: unknown = createRequire(import.meta.url)(installed('@osls/compose/src/validate-options.js'));

function judge(args: readonly string[]): void {
  if (typeof validateOptions !== 'function') throw new TypeError('Compose judges options elsewhere by now.');
  const { values, positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true });
  validateOptions(values, positionals[0]);
}

describe('deployArguments', () => {
  it('have no option that compose refuses', () => {
    expect(() => judge(deployArguments('staging'))).not.toThrow();
    expect(() => judge([...deployArguments('staging'), '--region=eu-west-1'])).toThrow('--region');
  });
});

describe('regionSettings', () => {
  const before = process.env['TRADEWIND_REGION'];
  beforeEach(() => {
    Object.assign(process.env, regionSettings('eu-west-1'));
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TRADEWIND_REGION'];
    else process.env['TRADEWIND_REGION'] = before;
  });

  it.each(serviceNames())('are where %s looks for its region, unless it has one of its own', async (service) => {
    const directory = path.join(ROOT, 'services', service);
    const { provider } = await readConfiguration(directory, { stage: 'dev', parameters: {} });
    expect(provider).toMatchObject({ region: FIXED_REGIONS[service] ?? 'eu-west-1' });
  });
});

describe('deploymentOrder', () => {
  it('has every service, and none before those that it builds upon', () => {
    const order = deploymentOrder();
    expect(order.toSorted()).toEqual(serviceNames());
    const { services } = parse(readFileSync(path.join(ROOT, 'serverless-compose.yml'), 'utf8'));
    for (const [place, service] of order.entries()) {
      const { params = {}, dependsOn = [] } = services[service];
      const sources = [...JSON.stringify(params).matchAll(/\$\{([\w-]+)\./g)].map(([, source = '']) => source);
      for (const needed of [...sources, ...dependsOn]) expect(order.slice(0, place)).toContain(needed);
    }
  });
});
