import { resourceName } from '../aws/account.ts';
import type { Deliver } from '../eventbridge/dispatcher.ts';
import type { SpanCollector } from './span-collector.ts';

/** A delivery that is told as a span of the event's trace, each attempt by itself. */
export function tracedDelivery(spans: SpanCollector | undefined, deliver: Deliver): Deliver {
  if (spans === undefined) return deliver;
  return async (targetArn, payload, context) => {
    const rule = context.ruleArn.split('/').at(-1) ?? context.ruleArn;
    const open = spans.beginBelow(context.traceHeader, {
      kind: 'delivery',
      name: `${rule} → ${resourceName(targetArn)}`,
      attributes: { rule, target: targetArn, eventId: context.eventId },
    });
    try {
      await deliver(targetArn, payload, { ...context, traceHeader: open.header });
      open.end();
    } catch (error) {
      open.end({ error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  };
}
