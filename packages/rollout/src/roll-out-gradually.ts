import {
  APPLICATION,
  ROLE,
  application,
  deploymentGroup,
  errorsAlarm,
  liveAlias,
  role,
  type Rollout,
} from './code-deploy.ts';
import { LIVE, VERIFIER, liveAliasOf } from './live-alias.ts';
import { scheduledWarmth } from './provisioned-concurrency.ts';
import { pointAtAliases } from './point-at-aliases.ts';
import { idsOfType, isMap, type Resource, type Resources } from './template.ts';

/** What names the function itself rather than calls it. */
const OF_THE_FUNCTION = new Set(['AWS::Lambda::Version', 'AWS::Lambda::Alias', 'AWS::Logs::LogGroup']);

function nameOf(resources: Resources, functionId: string): string {
  const name = resources[functionId]?.Properties?.FunctionName;
  if (typeof name !== 'string') throw new Error(`The function ${functionId} has no name of its own.`);
  return name;
}

function versionOf(resources: Resources, functionId: string): string {
  const found = idsOfType(resources, 'AWS::Lambda::Version').find((id) => {
    const named = resources[id]?.Properties?.FunctionName;
    return isMap(named) && named.Ref === functionId;
  });
  if (found === undefined) throw new Error(`The function ${functionId} publishes no version to roll out.`);
  return found;
}

function onAlias(resource: Resource, aliases: ReadonlyMap<string, string>): Resource {
  if (OF_THE_FUNCTION.has(resource.Type) || resource.Properties === undefined) return resource;
  const properties = pointAtAliases(resource.Properties, aliases);
  if (!isMap(properties)) return resource;
  const asynchronous = resource.Type === 'AWS::Lambda::EventInvokeConfig';
  return { ...resource, Properties: asynchronous ? { ...properties, Qualifier: LIVE } : properties };
}

function rolloutOf(resources: Resources, functionId: string, rollout: Rollout): Resources {
  const alias = liveAliasOf(functionId);
  const name = nameOf(resources, functionId);
  const version = versionOf(resources, functionId);
  const ids = { group: `${alias}Deployments`, alarm: `${alias}ErrorsAlarm`, warmth: `${alias}Warmth` };
  const { service, stage, warmth } = rollout;
  const instances = warmth?.instances[name.slice(`${service}-${stage}-`.length)] ?? 0;
  return {
    [ids.alarm]: errorsAlarm(rollout, functionId, name, version),
    [ids.group]: deploymentGroup(name, ids.alarm),
    [alias]: liveAlias(functionId, version, ids.group, rollout, instances),
    ...(warmth !== undefined &&
      instances > 0 && { [ids.warmth]: scheduledWarmth(name, alias, instances, warmth.quietHours) }),
  };
}

/**
 * The resources of a service, so that a deployment moves each function's traffic gradually: every function gets a
 * `live` alias that CodeDeploy moves (10 % for five minutes, back on errors), and whatever called the function
 * (integrations, permissions, rules, mappings, state machines, roles) calls its alias instead.
 *
 * The function that verifies deployments is left as it is. Throws when a function has no published version, which
 * `provider.versionFunctions` makes. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 */
export function rollOutGradually(resources: Resources, rollout: Rollout): Resources {
  const functions = idsOfType(resources, 'AWS::Lambda::Function').filter(
    (id) => !nameOf(resources, id).endsWith(`-${VERIFIER}`),
  );
  const aliases = new Map(functions.map((id) => [id, liveAliasOf(id)]));
  const pointed = Object.entries(resources).map(([id, resource]) => [id, onAlias(resource, aliases)] as const);
  const added = functions.map((id) => rolloutOf(resources, id, rollout));
  return {
    ...Object.fromEntries(pointed),
    [APPLICATION]: application(rollout),
    [ROLE]: role(rollout),
    ...Object.assign({}, ...added),
  };
}
