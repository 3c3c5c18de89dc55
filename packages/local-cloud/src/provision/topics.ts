import * as z from 'zod/mini';
import type { Topics } from '../sns/topics.ts';
import type { ResourceModel } from '../templates/model.ts';
import { propertiesOf } from './properties.ts';

const Topic = z.object({ TopicName: z.string() });
const Subscription = z.object({ TopicArn: z.string(), Protocol: z.string(), Endpoint: z.string() });

/** Its encryption and its policy have nothing to do here. */
export function provisionTopic(topics: Topics, resource: ResourceModel): void {
  topics.create(propertiesOf(Topic, resource).TopicName);
}

export function provisionSubscription(topics: Topics, resource: ResourceModel): void {
  const { TopicArn, Protocol, Endpoint } = propertiesOf(Subscription, resource);
  topics.subscribe(TopicArn, Protocol, Endpoint);
}
