import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import type { ResourceModel } from '../templates/model.ts';
import { asText, jsonOrText, numberOrText, propertiesOf } from './properties.ts';

const Bus = z.object({ Name: z.string() });

const Rule = z.strictObject({
  Name: z.optional(z.string()),
  Description: z.optional(z.string()),
  EventBusName: z.optional(z.string()),
  EventPattern: jsonOrText,
  State: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  Targets: z.optional(z.array(z.looseObject({ Id: z.string(), Arn: z.string() }))),
});

const Archive = z.object({
  SourceArn: z.string(),
  Description: z.optional(z.string()),
  EventPattern: z.optional(jsonOrText),
  RetentionDays: z.optional(numberOrText),
});

const Targets = z.object({ Targets: z._default(z.array(z.object({ Id: z.string() })), []) });

export async function provisionBus(events: InProcessClient, resource: ResourceModel): Promise<void> {
  await createBus(events, propertiesOf(Bus, resource).Name);
}

/** Creates the archive, or gives the existing one its current settings; what it holds stays. */
export async function provisionArchive(events: InProcessClient, resource: ResourceModel): Promise<void> {
  const { SourceArn, Description, EventPattern, RetentionDays } = propertiesOf(Archive, resource);
  const settings = {
    ArchiveName: resource.ref,
    Description,
    ...(EventPattern !== undefined && { EventPattern: asText(EventPattern) }),
    RetentionDays: Number(RetentionDays ?? 0),
  };
  try {
    await events.run('CreateArchive', { ...settings, EventSourceArn: SourceArn });
  } catch (error) {
    if (!failedWith(error, 'ResourceAlreadyExistsException')) throw error;
    await events.run('UpdateArchive', settings);
  }
}

/** Puts the rule and makes its targets exactly the declared ones. */
export async function provisionRule(events: InProcessClient, resource: ResourceModel): Promise<void> {
  const rule = propertiesOf(Rule, resource);
  const EventBusName = rule.EventBusName ?? 'default';
  if (EventBusName !== 'default') await createBus(events, EventBusName);
  await events.run('PutRule', {
    Name: resource.ref,
    EventBusName,
    EventPattern: asText(rule.EventPattern),
    State: rule.State ?? 'ENABLED',
    Description: rule.Description,
  });
  const declared = rule.Targets ?? [];
  const { Targets: present } = await events.call('ListTargetsByRule', { Rule: resource.ref, EventBusName }, Targets);
  const surplus = present.map(({ Id }) => Id).filter((id) => declared.every(({ Id }) => Id !== id));
  if (surplus.length > 0) await events.run('RemoveTargets', { Rule: resource.ref, EventBusName, Ids: surplus });
  if (declared.length > 0) await events.run('PutTargets', { Rule: resource.ref, EventBusName, Targets: declared });
}

/** A service started without platform still needs the bus on which its rules are. */
async function createBus(events: InProcessClient, Name: string): Promise<void> {
  try {
    await events.run('CreateEventBus', { Name });
  } catch (error) {
    if (!failedWith(error, 'ResourceAlreadyExistsException')) throw error;
  }
}
