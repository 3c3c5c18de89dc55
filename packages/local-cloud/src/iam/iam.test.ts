import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arn } from '../aws/account.ts';
import { accessKeyOf } from '../functions/environment.ts';
import { TemplateError } from '../templates/model.ts';
import { allowSending, functionOf, iamFor, modelOf, QUEUE, send } from './iam.test-support.ts';
import { Iam } from './iam.ts';
import { iamSettings } from './settings.ts';

describe('callers', () => {
  it('lets root in before there is a model, and nobody else', () => {
    const iam = new Iam();
    expect(() => send(iam, 'local')).not.toThrow();
    expect(() => send(iam, accessKeyOf('shop-dev-work'))).toThrow('security token');
  });

  it('follows an edited template', () => {
    const iam = iamFor([functionOf([])]);
    const key = accessKeyOf('shop-dev-work');
    expect(() => send(iam, key)).toThrow('because no identity-based policy allows');
    iam.replaceModel(modelOf([functionOf([allowSending])]));
    expect(() => send(iam, key)).not.toThrow();
    iam.replaceModel(modelOf([functionOf([allowSending, { ...allowSending, Effect: 'Deny' }])]));
    expect(() => send(iam, key)).toThrow('with an explicit deny in an identity-based policy');
    iam.replaceModel(modelOf([]));
    expect(() => send(iam, key)).toThrow('security token');
  });

  it('names the function as source of its calls', () => {
    const Condition = { ArnEquals: { 'lambda:SourceFunctionArn': arn('lambda', 'function:shop-dev-work') } };
    const key = accessKeyOf('shop-dev-work');
    expect(() => send(iamFor([functionOf([{ ...allowSending, Condition }])]), key)).not.toThrow();
  });

  it('refuses a model with a role that IAM would refuse, and keeps the old one', () => {
    const iam = iamFor([functionOf([allowSending])]);
    const broken = { ...allowSending, Condition: { StringMatches: { 'aws:x': 'y' } } };
    expect(() => iam.replaceModel(modelOf([functionOf([broken])]))).toThrow(TemplateError);
    expect(() => send(iam, accessKeyOf('shop-dev-work'))).not.toThrow();
  });
});

describe('event sources', () => {
  it('poll with what the roles plugin adds for them, and with no more', () => {
    const iam = iamFor([
      functionOf([], {
        events: [
          {
            type: 'sqs',
            queueArn: QUEUE,
            batchSize: 1,
            batchWindowSeconds: 0,
            reportsItemFailures: true,
            maximumConcurrency: undefined,
            filterPatterns: [],
          },
        ],
      }),
    ]);
    const poll = (QueueUrl: string) => () =>
      iam.authorizeFunction('shop-dev-work', 'sqs', 'ReceiveMessage', { QueueUrl });
    expect(poll(QUEUE)).not.toThrow();
    expect(poll(arn('sqs', 'other'))).toThrow('sqs:receivemessage');
  });

  it('read the stream of their table whatever its label', () => {
    const stream = arn('dynamodb', 'table/shop/stream/2026-01-31T09:30:00.000');
    const iam = iamFor([
      functionOf([], {
        events: [
          {
            type: 'stream',
            tableName: 'shop',
            batchSize: 1,
            batchWindowSeconds: 0,
            startingPosition: 'LATEST',
            maximumRetryAttempts: 1,
            bisectsOnError: false,
            reportsItemFailures: true,
            onFailureArn: undefined,
            filterPatterns: [],
          },
        ],
      }),
    ]);
    const read = (StreamArn: string) => () =>
      iam.authorizeFunction('shop-dev-work', 'dynamodb', 'DescribeStream', { StreamArn });
    expect(read(stream)).not.toThrow();
    expect(read(stream.replace('shop', 'other'))).toThrow('dynamodb:DescribeStream');
  });
});

describe('the record of what was needed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tradewind-iam-'));
  const file = join(directory, 'usage.jsonl');
  afterEach(() => rmSync(file, { force: true }));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('has a line for each new use, and the judge does without statements that it is told to ignore', () => {
    const model = modelOf([functionOf([allowSending])]);
    const recording = new Iam(iamSettings({ TRADEWIND_IAM_USAGE: file }));
    recording.replaceModel(model);
    send(recording, accessKeyOf('shop-dev-work'));
    send(recording, accessKeyOf('shop-dev-work'));
    expect(readFileSync(file, 'utf8')).toBe('{"statement":"shop/work#0","action":"sqs:SendMessage","alone":true}\n');
  });

  it('tells of a statement that was taken away when it would have been needed', () => {
    const without = { TRADEWIND_IAM_USAGE: file, TRADEWIND_IAM_WITHOUT: 'shop/work#0,shop/other#1' };
    const iam = new Iam(iamSettings(without));
    iam.replaceModel(modelOf([functionOf([allowSending])]));
    expect(() => send(iam, accessKeyOf('shop-dev-work'))).toThrow('not authorized');
    expect(readFileSync(file, 'utf8')).toBe('{"statement":"shop/work#0","action":"sqs:SendMessage","alone":true}\n');
  });

  it('does without single actions, and allows the others of their statement', () => {
    const works = (...without: string[]) => {
      const iam = new Iam(iamSettings({ TRADEWIND_IAM_WITHOUT: without.join(',') }));
      iam.replaceModel(modelOf([functionOf([{ ...allowSending, Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'] }])]));
      return () => send(iam, accessKeyOf('shop-dev-work'));
    };
    expect(works('shop/work#0:sqs:ReceiveMessage')).not.toThrow();
    expect(works('shop/work#0:sqs:SendMessage')).toThrow('not authorized');
  });
});
