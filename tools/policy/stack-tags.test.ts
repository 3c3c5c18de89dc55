import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '@tradewind/local-cloud/templates/read-service';
import path from 'node:path';
import { ROOT, serviceNames } from '../process/repository.ts';

// Tags of a stack are no part of its template: CloudFormation puts them on every resource that can have some.
describe('the stack', () => {
  it.each(serviceNames())('of %s tags whatever it makes with application and stage', async (service) => {
    const directory = path.join(ROOT, 'services', service);
    const { provider } = await readConfiguration(directory, { stage: 'staging', parameters: {} });
    expect(provider).toMatchObject({ stackTags: { application: 'tradewind', stage: 'staging' } });
  });
});
