import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { eventually, startTestCloud, type TestCloud } from '@tradewind/testing';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT, serviceNames } from '../../process/repository.ts';

const Rule = z.object({
  EventBusName: z.string(),
  EventPattern: z.object({ source: z.array(z.string()), 'detail-type': z.array(z.string()) }),
  Targets: z.array(z.object({ Arn: z.string() })),
});

const model = await loadModel({
  servicesDirectory: path.join(ROOT, 'services'),
  ...localAddress('http://127.0.0.1:4566'),
});
const rules = model.services.flatMap((service) =>
  service.resources
    .filter(({ type }) => type === 'AWS::Events::Rule')
    .map(({ logicalId, properties }) => ({ name: `${service.name}/${logicalId}`, rule: z.parse(Rule, properties) })),
);

// Without functions nothing takes the messages away.
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ services: serviceNames() });
}, 60_000);
afterAll(() => cloud.close());

describe('a rule', () => {
  it.each(rules)('$name delivers into its queue', async ({ rule }) => {
    const { EventBusName, EventPattern, Targets } = rule;
    const [Source = ''] = EventPattern.source;
    const DetailType = EventPattern['detail-type'].find((type) => Source.endsWith(`.${type.split('.')[0]}`)) ?? '';
    const Entries = [{ EventBusName, Source, DetailType, Detail: '{}' }];
    await new EventBridgeClient({}).send(new PutEventsCommand({ Entries }));
    for (const { Arn } of Targets) {
      const QueueUrl = `${cloud.endpoint}/000000000000/${Arn.slice(Arn.lastIndexOf(':') + 1)}`;
      const body = await eventually(async () => {
        const request = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 });
        const { Messages = [] } = await new SQSClient({}).send(request);
        const found = Messages.find(({ Body = '' }) => Body.includes(DetailType));
        if (found === undefined) throw new Error(`${Arn} has no ${DetailType}.`);
        return found.Body;
      });
      expect(body).toContain(`"source":"${Source}"`);
    }
  });
});
