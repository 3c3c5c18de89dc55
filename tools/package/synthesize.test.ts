import { afterEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { synthesize, synthesizeStages } from './synthesize.ts';
import { TemplateValidator } from './template-validation.ts';

describe('synthesize', () => {
  it('answers the template that the framework and its plugins compile, role per function included', async () => {
    const { Resources } = await synthesize('payments', 'dev');
    expect(Resources['PaymentsTable']?.Properties).toMatchObject({ TableName: 'tradewind-payments-dev' });
    expect(Resources['GetDashpaymentLambdaFunction']?.Type).toBe('AWS::Lambda::Function');
    expect(Resources['GetDashpaymentIamRoleLambdaExecution']?.Type).toBe('AWS::IAM::Role');
    expect(Resources['IamRoleLambdaExecution']).toBeUndefined();
  });

  it('has the settings of the stage, and is valid in each', async () => {
    const { dev, prod } = await synthesizeStages('payments', ['dev', 'prod']);
    const policies = [dev, prod].map((template) => template?.Resources['PaymentsTable']?.DeletionPolicy);
    expect(policies).toEqual(['Delete', 'Retain']);
    expect([dev, prod].flatMap((template) => new TemplateValidator().validate(template))).toEqual([]);
  });

  it('leaves the folder of a service that nobody has packaged as it was', async () => {
    const folder = path.join(ROOT, 'services/edge/.serverless');
    const before = existsSync(folder);
    await synthesize('edge', 'prod');
    expect(existsSync(folder)).toBe(before);
  });

  it('names the service whose YAML cannot be read', async () => {
    await expect(synthesize('nowhere', 'dev')).rejects.toThrow(/nowhere/);
  });
});

describe('the permissions boundary', () => {
  const VARIABLE = 'TRADEWIND_PERMISSIONS_BOUNDARY';
  const before = process.env[VARIABLE];
  afterEach(() => {
    if (before === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = before;
  });

  async function boundariesOf(stage: string): Promise<unknown[]> {
    const { Resources } = await synthesize('partner', stage);
    const roles = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    return [...new Set(roles.map(({ Properties }) => Properties?.['PermissionsBoundary']))];
  }

  it.each([
    ['stands on every role of production, or nothing is deployed', 'prod', undefined, 'unset'],
    ['stands on no role of dev', 'dev', undefined, undefined],
    ['is left out of production where somebody says so', 'prod', 'none', undefined],
    ['is left out by an empty setting', 'prod', '', undefined],
    [
      'stands on every role of any stage to which one is given',
      'pr-12',
      'arn:aws:iam::000000000000:policy/own',
      'arn:aws:iam::000000000000:policy/own',
    ],
  ])('%s', async (_, stage, setting, boundary) => {
    if (setting === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = setting;
    expect(await boundariesOf(stage)).toEqual([boundary]);
  });
});
