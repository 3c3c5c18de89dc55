import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { functionNameOf } from '../functions/runtime.ts';
import { propertiesOf } from '../provision/properties.ts';
import { TemplateError, type CloudModel, type ResourceModel } from '../templates/model.ts';
import { compileFilterPattern } from './filter-pattern.ts';
import type { LogFilter } from './log-filter.ts';

/** A function that is told of those lines of a log group that a pattern finds. */
export interface LogSubscription {
  readonly logGroup: string;
  readonly filterName: string;
  readonly selects: LogFilter;
  /** The function's name. */
  readonly destination: string;
}

const Properties = z.object({
  LogGroupName: z.string(),
  FilterName: z.optional(z.string()),
  FilterPattern: z.string(),
  DestinationArn: z.string().check(z.regex(/^arn:aws:lambda:/, 'Only functions can subscribe here.')),
});

/** Of each log group, AWS's own limit. */
const MOST_FILTERS = 2;

/** Every `AWS::Logs::SubscriptionFilter` of the templates, by log group. Throws TemplateError. */
export function logSubscriptionsOf({ services }: CloudModel): ReadonlyMap<string, readonly LogSubscription[]> {
  const filters = services
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === 'AWS::Logs::SubscriptionFilter')
    .map((resource) => subscriptionOf(resource));
  const byGroup = Map.groupBy(filters, ({ logGroup }) => logGroup);
  for (const [logGroup, { length }] of byGroup) {
    if (length > MOST_FILTERS)
      throw new TemplateError(`${logGroup} has ${length} subscriptions; AWS lets it have ${MOST_FILTERS}.`);
  }
  return byGroup;
}

function subscriptionOf(resource: ResourceModel): LogSubscription {
  const properties = propertiesOf(Properties, resource);
  try {
    return {
      logGroup: properties.LogGroupName,
      filterName: properties.FilterName ?? resource.ref,
      selects: compileFilterPattern(properties.FilterPattern),
      destination: functionNameOf(properties.DestinationArn),
    };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new TemplateError(`${resource.logicalId}: ${error.message}`, { cause: error });
  }
}
