import { readFile } from 'node:fs/promises';
import { parse, type ScalarTag } from 'yaml';
import * as z from 'zod/mini';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '000000000000',
  'sls:stage': 'dev',
};

const substitute: ScalarTag = {
  tag: '!Sub',
  resolve: (text) => text.replace(/\$\{([^}]+)\}/g, (_, name: string) => PSEUDO[name] ?? name),
};
const attribute: ScalarTag = { tag: '!GetAtt', resolve: (text) => text };

const Retrier = z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.optional(z.number()) });
const Catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() });
const State = z.looseObject({
  Type: z.string(),
  Resource: z.optional(z.string()),
  TimeoutSeconds: z.optional(z.number()),
  Retry: z.optional(z.array(Retrier)),
  Catch: z.optional(z.array(Catcher)),
});
const Definition = z.looseObject({
  StartAt: z.string(),
  TimeoutSeconds: z.number(),
  States: z.record(z.string(), State),
});
export type SagaDefinition = z.output<typeof Definition>;

const Template = z.object({
  Resources: z.object({ CheckoutStateMachine: z.object({ Properties: z.object({ Definition }) }) }),
});

/** The state machine of `resources/checkout-state-machine.yml` as it is deployed, with its ARNs filled in. */
export async function sagaDefinition(): Promise<SagaDefinition> {
  const file = new URL('../../resources/checkout-state-machine.yml', import.meta.url);
  const template: unknown = parse(await readFile(file, 'utf8'), {
    customTags: [substitute, attribute],
    maxAliasCount: -1,
  });
  return Template.parse(template).Resources.CheckoutStateMachine.Properties.Definition;
}

/** `carts-claim-cart` for each Task state: the function that it calls, without prefix and stage. */
export function functionOfState({ States }: SagaDefinition): ReadonlyMap<string, string> {
  const called = Object.entries(States).flatMap(([name, { Resource }]) =>
    Resource === undefined ? [] : [[name, Resource.replace(/^.*:function:tradewind-(\w+)-dev-/, '$1-')] as const],
  );
  return new Map(called);
}
