import type { Exception, Rule } from './rule.ts';
import {
  boundsRoles,
  closesItsNetwork,
  knowsItsCallers,
  limitsRates,
  namesWhatItAllows,
  readsSecretsAtRunTime,
  speaksTls,
} from './rules/access.ts';
import {
  encryptsData,
  hidesBuckets,
  idlesForFree,
  keepsData,
  paysForUse,
  protectsData,
  recoversTables,
} from './rules/data.ts';
import {
  answersBeforeTheGateway,
  forgetsLogs,
  keepsFailedCalls,
  keepsStreamRecords,
  ownsItsLog,
  runsOnArm,
  tagsFunctions,
  tracesCalls,
} from './rules/functions.ts';
import { takesRealMoney } from './rules/money.ts';
import {
  boundsConsumers,
  failsOneByOne,
  keepsUndelivered,
  setsMessagesAside,
  waitsForConsumers,
} from './rules/queues.ts';
import type { StageTemplate } from './stage-template.ts';

export const RULES: readonly Rule[] = [
  encryptsData,
  keepsData,
  protectsData,
  recoversTables,
  paysForUse,
  hidesBuckets,
  idlesForFree,
  runsOnArm,
  tagsFunctions,
  tracesCalls,
  answersBeforeTheGateway,
  keepsFailedCalls,
  keepsStreamRecords,
  ownsItsLog,
  forgetsLogs,
  setsMessagesAside,
  waitsForConsumers,
  boundsConsumers,
  failsOneByOne,
  keepsUndelivered,
  namesWhatItAllows,
  boundsRoles,
  knowsItsCallers,
  readsSecretsAtRunTime,
  speaksTls,
  closesItsNetwork,
  limitsRates,
  takesRealMoney,
];

function covers(exception: Exception, rule: string, service: string, resource: string): boolean {
  if (exception.rule !== rule || exception.service !== service) return false;
  if (!exception.resource.endsWith('*')) return exception.resource === resource;
  return resource.startsWith(exception.resource.slice(0, -1));
}

/** What the templates break of the rules, one sentence each, and exceptions that nothing needs. */
export function policyFindings(
  templates: readonly StageTemplate[],
  exceptions: readonly Exception[],
  rules: readonly Rule[] = RULES,
): string[] {
  const needed = new Set<Exception>();
  const findings = templates.flatMap((template) =>
    rules.flatMap((rule) =>
      rule.check(template).flatMap(({ resource, message }) => {
        const exception = exceptions.find((each) => covers(each, rule.name, template.service, resource));
        if (exception === undefined) {
          return [`${template.service} (${template.stage}): ${resource} ${message} [${rule.name}]`];
        }
        needed.add(exception);
        return [];
      }),
    ),
  );
  const stale = exceptions
    .filter((exception) => !needed.has(exception))
    .map(({ rule, service, resource }) => `the exception of ${service}'s ${resource} from ${rule} is not needed`);
  return [...new Set([...findings, ...stale])];
}
