import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from '@jest/globals';
import { regionalEndpoint } from '../../config/serverless/lambda-sdk/regional-endpoint.mjs';

const region = 'us-east-1';
const CLIENTS = {
  'cognito-idp': new CognitoIdentityProviderClient({ region }),
  dynamodb: new DynamoDBClient({ region }),
  email: new SESv2Client({ region }),
  events: new EventBridgeClient({ region }),
  lambda: new LambdaClient({ region }),
  sns: new SNSClient({ region }),
  ssm: new SSMClient({ region }),
  states: new SFNClient({ region }),
};
const REGIONS = [
  'us-east-1',
  'us-west-2',
  'eu-central-1',
  'ap-southeast-7',
  'mx-central-1',
  'cn-north-1',
  'eusc-de-east-1',
];

const cases = Object.entries(CLIENTS).flatMap(([prefix, client]) =>
  REGIONS.map((Region) => ({ prefix, Region, rules: client.config.endpointProvider })),
);

describe('the endpoint of a bundled client', () => {
  it.each(cases)("is the SDK's own for $prefix in $Region", ({ prefix, Region, rules }) => {
    const parameters = { Region, UseFIPS: false, UseDualStack: false };
    expect(regionalEndpoint(prefix)(parameters).url.href).toBe(rules(parameters).url.href);
  });

  it.each(Object.entries(CLIENTS))('is the one that is configured for %s', (prefix, client) => {
    const parameters = { Region: region, Endpoint: 'http://127.0.0.1:4566' };
    expect(regionalEndpoint(prefix)(parameters).url.href).toBe(client.config.endpointProvider(parameters).url.href);
  });

  it('is refused without a region, as by the SDK', () => {
    expect(() => regionalEndpoint('dynamodb')({})).toThrow('Missing Region');
    expect(() => CLIENTS.dynamodb.config.endpointProvider({})).toThrow('Missing Region');
  });

  it.each([{ UseFIPS: true }, { UseDualStack: true }, { EndpointId: 'abc.veo' }])(
    'is refused rather than guessed for %j',
    (wish) => {
      expect(() => regionalEndpoint('dynamodb')({ Region: region, ...wish })).toThrow('config/serverless');
    },
  );
});
