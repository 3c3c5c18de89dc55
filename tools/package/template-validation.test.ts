import { describe, expect, it } from '@jest/globals';
import { TemplateValidator } from './template-validation.ts';

const validator = new TemplateValidator();

function queueTemplate(properties: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: properties, ...more } } };
}

describe('TemplateValidator', () => {
  it('accepts a template that CloudFormation would', () => {
    expect(validator.validate(queueTemplate({ QueueName: 'mail', VisibilityTimeout: 60 }))).toEqual([]);
  });

  it('accepts intrinsics wherever a value may stand', () => {
    const properties = { QueueName: { 'Fn::Sub': 'mail-${AWS::Region}' }, KmsMasterKeyId: { Ref: 'AWS::NoValue' } };
    expect(validator.validate(queueTemplate(properties))).toEqual([]);
  });

  it.each([
    ['a property that the type does not have', { QueueNam: 'mail' }, 'Resources.Queue.Properties.QueueNam'],
    ['a value of the wrong type', { VisibilityTimeout: 'soon' }, 'Resources.Queue.Properties.VisibilityTimeout'],
    ['a reference to nothing', { QueueName: { Ref: 'Nowhere' } }, 'Resources.Queue.Properties.QueueName'],
    [
      'a substitution of nothing',
      { QueueName: { 'Fn::Sub': 'a-${Nowhere.Arn}' } },
      'Resources.Queue.Properties.QueueName',
    ],
  ])('refuses %s', (_, properties, path) => {
    expect(validator.validate(queueTemplate(properties)).map((finding) => finding.path)).toEqual([path]);
  });

  it('refuses a missing required property', () => {
    const template = { Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } } };
    expect(validator.validate(template)).toContainEqual({
      path: 'Resources.Table.Properties.KeySchema',
      message: 'is required',
    });
  });

  it('refuses faults inside nested shapes', () => {
    const template = {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: { KeySchema: [{ AttributeName: 'pk', KeyTyp: 'HASH' }] },
        },
      },
    };
    expect(validator.validate(template).map(({ path }) => path)).toEqual([
      'Resources.Table.Properties.KeySchema.0.KeyType',
      'Resources.Table.Properties.KeySchema.0.KeyTyp',
    ]);
  });

  it('accepts free-form JSON where a type also allows it', () => {
    const statement = { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] };
    const document = { Version: '2012-10-17', Statement: [statement] };
    const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document } };
    expect(validator.validate({ Resources: { Role: role } })).toEqual([]);
  });

  it('refuses an unknown resource type and an unknown resource attribute', () => {
    expect(validator.validate({ Resources: { Thing: { Type: 'AWS::SQS::Quue' } } })).toHaveLength(1);
    expect(validator.validate(queueTemplate({}, { Property: {} }))).toHaveLength(1);
  });
});
