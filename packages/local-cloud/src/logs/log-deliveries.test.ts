import { afterEach, describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { TemplateError, type CloudModel, type ResourceModel } from '../templates/model.ts';
import { LogDeliveries } from './log-deliveries.ts';

const AT = new Date('2026-01-31T09:30:00Z');
const GROUP = '/aws/lambda/tradewind-orders-dev-place';

function filter(properties: object = {}, logicalId = 'PlaceAlerts'): ResourceModel {
  return {
    logicalId,
    type: 'AWS::Logs::SubscriptionFilter',
    ref: `stack-${logicalId}`,
    properties: {
      LogGroupName: GROUP,
      FilterPattern: '?"timed out" ?crashed',
      DestinationArn: 'arn:aws:lambda:us-east-1:000000000000:function:watcher:live',
      ...properties,
    },
  };
}

function modelOf(...resources: ResourceModel[]): CloudModel {
  const service = { name: 'orders', directory: '', stackName: 'tradewind-orders', functions: [], buildOptions: {} };
  return { services: [{ ...service, resources }] };
}

const open: LogDeliveries[] = [];

function delivering({ allowed = true, there = true } = {}) {
  const calls: { name: string; payload: unknown }[] = [];
  const refused: string[] = [];
  const asked: string[] = [];
  const deliveries = new LogDeliveries({
    clock: { now: () => AT },
    has: () => there,
    mayInvoke: (group) => {
      asked.push(group);
      return allowed;
    },
    enqueue: (name, payload) => calls.push({ name, payload }),
    onRefused: (reason) => refused.push(reason),
  });
  open.push(deliveries);
  return { deliveries, calls, refused, asked };
}

afterEach(() => {
  for (const deliveries of open.splice(0)) deliveries.flush();
});

function unpacked(payload: unknown): Record<string, unknown> {
  const { awslogs } = JSON.parse(JSON.stringify(payload));
  return JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8'));
}

describe('lines that a subscription asks for', () => {
  it('come together, in the envelope of CloudWatch', () => {
    const { deliveries, calls, asked } = delivering();
    deliveries.replaceModel(modelOf(filter()));
    for (const line of ['timed out', 'all is well', 'crashed ü']) deliveries.accept('tradewind-orders-dev-place', line);
    expect([deliveries.busy, calls]).toEqual([true, []]);
    deliveries.flush();
    expect([deliveries.busy, calls.map(({ name }) => name)]).toEqual([false, ['watcher']]);
    expect(asked).toEqual([`arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}:*`]);
    expect(unpacked(calls[0]?.payload)).toEqual({
      messageType: 'DATA_MESSAGE',
      owner: '000000000000',
      logGroup: GROUP,
      logStream: `2026/01/31/[$LATEST]${'0'.repeat(32)}`,
      subscriptionFilters: ['stack-PlaceAlerts'],
      logEvents: ['timed out', 'crashed ü'].map((message) => ({
        id: expect.stringMatching(/^\d{56}$/),
        timestamp: AT.getTime(),
        message,
      })),
    });
  });

  it('go out by themselves when there are many', () => {
    const { deliveries, calls } = delivering();
    deliveries.replaceModel(modelOf(filter()));
    for (let line = 0; line < 501; line += 1) deliveries.accept('tradewind-orders-dev-place', 'crashed');
    expect(calls).toHaveLength(1);
    deliveries.flush();
    expect(calls.map(({ payload }) => Object(unpacked(payload)['logEvents']).length)).toEqual([500, 1]);
  });

  it('of another function go nowhere, nor those of a model that is gone', () => {
    const { deliveries, calls } = delivering();
    deliveries.replaceModel(modelOf(filter()));
    deliveries.accept('tradewind-orders-dev-cancel', 'crashed');
    deliveries.replaceModel(modelOf());
    deliveries.accept('tradewind-orders-dev-place', 'crashed');
    deliveries.flush();
    expect(calls).toEqual([]);
  });
});

describe('a subscription', () => {
  it('without permission is told of and delivers nothing', () => {
    const { deliveries, calls, refused } = delivering({ allowed: false });
    deliveries.replaceModel(modelOf(filter()));
    deliveries.accept('tradewind-orders-dev-place', 'crashed');
    deliveries.flush();
    expect(calls).toEqual([]);
    expect(refused).toEqual([`${GROUP} cannot be subscribed: no permission lets logs.amazonaws.com call watcher`]);
  });

  it('of a function that does not run here is left out without a word', () => {
    const { deliveries, refused } = delivering({ there: false });
    deliveries.replaceModel(modelOf(filter()));
    deliveries.accept('tradewind-orders-dev-place', 'crashed');
    expect([deliveries.busy, refused]).toEqual([false, []]);
  });

  it.each([
    ['a stream as destination', [filter({ DestinationArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/x' })]],
    ['a pattern that is not known', [filter({ FilterPattern: '[a, b]' })]],
    ['a third one of the group', [filter(), filter({}, 'Second'), filter({}, 'Third')]],
  ])('is refused for %s', (_, resources) => {
    expect(() => delivering().deliveries.replaceModel(modelOf(...resources))).toThrow(TemplateError);
  });
});
