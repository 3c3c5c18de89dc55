import { describe, expect, it } from '@jest/globals';
import type { FunctionModel, ServiceModel } from '@tradewind/local-cloud/templates/model';
import { functionReferenceFindings } from './function-references.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function';
const linkProvider: FunctionModel = {
  name: 'tradewind-identity-dev-link-provider',
  arn: `${ARN}:tradewind-identity-dev-link-provider`,
  key: 'link-provider',
  service: 'identity',
  handler: 'src/handlers/link-provider.handler',
  environment: {},
  timeoutSeconds: 5,
  memoryMb: 512,
  events: [],
  onFailureArn: undefined,
  maximumRetryAttempts: 2,
  roleName: 'link-provider',
  roleStatements: [],
};

function service(properties: ServiceModel['resources'][number]['properties']): ServiceModel {
  const resources = [{ logicalId: 'Pool', type: 'AWS::Cognito::UserPool', properties, ref: 'pool' }];
  const names = { name: 'identity', directory: '/services/identity', stackName: 'tradewind-identity' };
  return { ...names, functions: [linkProvider], resources, buildOptions: {} };
}

describe('functions that resources name', () => {
  it.each([
    [`${ARN}:tradewind-identity-dev-link-provider`],
    [`${ARN}:tradewind-identity-dev-link-provider:live`],
    [`arn:aws:apigateway:us-east-1:lambda:path/functions/${ARN}:tradewind-identity-dev-link-provider/invocations`],
    [`${ARN}:tradewind-identity-dev-*`],
    [`${ARN}:somebody-elses`],
  ])('are there, or none of ours: %s', (arn) => {
    expect(functionReferenceFindings([service({ LambdaConfig: { PreSignUp: arn } })])).toEqual([]);
  });

  it('are told by name where they are missing, wherever they stand', () => {
    const gone = `${ARN}:tradewind-identity-dev-link-providers`;
    const found = ['identity: Pool names the function tradewind-identity-dev-link-providers, which no service has'];
    expect(functionReferenceFindings([service({ LambdaConfig: { PreSignUp: gone } })])).toEqual(found);
    expect(functionReferenceFindings([service({ Policies: [{ Resource: [gone, `${gone}:live`] }] })])).toEqual(found);
  });
});
