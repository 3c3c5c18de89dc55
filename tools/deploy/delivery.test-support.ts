import { contextOf, type ConditionContext } from '@tradewind/local-cloud/iam/conditions';
import { decide } from '@tradewind/local-cloud/iam/evaluate';
import { parseDocument } from '@tradewind/local-cloud/iam/policy';
import { PolicySet } from '@tradewind/local-cloud/iam/policy-set';
import { attributeOf, referenceOf, type NamedResource } from '@tradewind/local-cloud/templates/resource-identity';
import { intrinsicResolver } from '@tradewind/local-cloud/templates/intrinsics';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { parseTemplate, type Template } from '../package/template.ts';
import { ROOT } from '../process/repository.ts';

/** The account, region and stack as which templates are resolved. */
const PSEUDO_PARAMETERS: Readonly<Record<string, unknown>> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '000000000000',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'tradewind-github',
};

/** A template of config/delivery. */
export function deliveryTemplate(name: string): Template {
  return parseTemplate(parse(readFileSync(path.join(ROOT, 'config/delivery', `${name}.yml`), 'utf8')));
}

/** Replaces what a template says by functions, as a deployment of the stack would. */
export function resolverOf(template: Template, stack: string, parameters: Readonly<Record<string, string>> = {}) {
  const given: Readonly<Record<string, unknown>> = { ...PSEUDO_PARAMETERS, ...parameters };
  const { resolve } = intrinsicResolver({
    conditions: template.Conditions ?? {},
    reference: (name) => given[name] ?? named(name, referenceOf),
    attribute: (id, attribute) => named(id, (resource) => attributeOf(resource, attribute)),
  });
  function named(id: string, answer: (resource: NamedResource) => string | undefined): string | undefined {
    const resource = template.Resources[id];
    if (resource === undefined) return undefined;
    return answer({
      logicalId: id,
      type: resource.Type,
      property: (name) => z.optional(z.string()).parse(resolve(resource.Properties?.[name])),
      stack,
      endpoint: 'https://aws.example',
      userPoolId: 'us-east-1_pool',
      userPoolClientId: 'client',
    });
  }
  return resolve;
}

/** The boundary of a stage, as the stack of config/delivery/boundary.yml makes it. */
export function boundaryDocument(stage: string): unknown {
  const template = deliveryTemplate('boundary');
  const document = template.Resources['Boundary']?.Properties?.['PolicyDocument'];
  return resolverOf(template, `tradewind-boundary-${stage}`, { Stage: stage })(document);
}

/** All statements of some policies together. */
export function policySet(...documents: readonly unknown[]): PolicySet {
  return new PolicySet(documents.flatMap(parseDocument).map((statement) => ({ id: undefined, statement })));
}

/** Whether the policies of a caller allow something, by IAM's rules. */
export function allows(
  identity: PolicySet,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): boolean {
  const known = (): ConditionContext =>
    contextOf(Object.entries(context).map(([key, value]) => [key, [value]] as const));
  return decide({ action, resource }, { identity }, known).outcome === 'allowed';
}
