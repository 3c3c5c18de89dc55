import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '@tradewind/local-cloud/templates/read-service';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installed, ROOT } from '../process/repository.ts';
import { frameworkCall } from './framework.ts';

/** Compose's own judgement of a command line; throws for options that it does not have. */
const validateOptions: unknown = createRequire(import.meta.url)(installed('@osls/compose/src/validate-options.js'));

function judge(args: readonly string[]): void {
  if (typeof validateOptions !== 'function') throw new TypeError('Compose judges options elsewhere by now.');
  const { values, positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true });
  validateOptions(values, positionals[0]);
}

describe('frameworkCall', () => {
  it.each(['deploy', 'remove'] as const)('asks compose to %s with options that it takes', (command) => {
    expect(() => judge(frameworkCall(command, 'staging', 'eu-west-1').args)).not.toThrow();
    expect(() => judge([command, '--region=eu-west-1'])).toThrow('--region');
  });

  it('names the region where the templates look for it', async () => {
    const { TRADEWIND_REGION } = process.env;
    Object.assign(process.env, frameworkCall('deploy', 'dev', 'eu-west-1').environment);
    try {
      const { provider } = await readConfiguration(path.join(ROOT, 'services/orders'), {
        stage: 'dev',
        parameters: {},
      });
      expect(provider).toMatchObject({ region: 'eu-west-1' });
    } finally {
      if (TRADEWIND_REGION === undefined) delete process.env['TRADEWIND_REGION'];
      else process.env['TRADEWIND_REGION'] = TRADEWIND_REGION;
    }
  });
});
