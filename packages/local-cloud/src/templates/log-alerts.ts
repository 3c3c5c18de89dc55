import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { TemplateError, type FunctionModel, type ResourceModel } from './model.ts';
import type { ServiceConfiguration } from './read-service.ts';

const Custom = z.object({
  alarms: z.optional(z.boolean()),
  logAlerts: z.optional(
    z.object({ pattern: z.string(), service: z.string(), function: z.string(), apart: z.array(z.string()) }),
  ),
});

/**
 * What the plugin adds to a packaged template where `custom.alarms` is on: a subscription of every function's log group
 * by `custom.logAlerts`. The local cloud reads templates before any plugin does. Throws TemplateError.
 */
export function logAlertSubscriptions(
  { name, stackName, custom }: ServiceConfiguration,
  stage: string,
  functions: readonly FunctionModel[],
): ResourceModel[] {
  const parsed = z.safeParse(Custom, custom);
  if (!parsed.success) throw new TemplateError(`services/${name}, custom: ${z.prettifyError(parsed.error)}`);
  const { alarms = false, logAlerts } = parsed.data;
  if (!alarms || logAlerts === undefined || logAlerts.apart.includes(stackName)) return [];
  const destination = `${logAlerts.service}-${stage}-${logAlerts.function}`;
  return functions.map((definition) => ({
    logicalId: `${definition.key}Alerts`,
    type: 'AWS::Logs::SubscriptionFilter',
    ref: `${definition.name}-alerts`,
    properties: {
      LogGroupName: `/aws/lambda/${definition.name}`,
      FilterPattern: logAlerts.pattern,
      DestinationArn: arn('lambda', `function:${destination}`),
    },
  }));
}
