import type { Exception } from './rule.ts';

/** What breaks a rule and may, each with its reason. One that is not needed any more fails the check. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'keeps-failed-calls',
    service: 'orders',
    resource: 'ResumeDashcheckoutsLambdaFunction',
    reason: 'a tick carries nothing: the next one, a minute later, finds the same orders',
  },
  {
    rule: 'keeps-failed-calls',
    service: 'inventory',
    resource: 'ExpireDashreservationsLambdaFunction',
    reason: 'a tick carries nothing: the next one, a minute later, finds the same reservations',
  },
  {
    rule: 'keeps-failed-calls',
    service: 'ops',
    resource: 'CheckDashinvariantsLambdaFunction',
    reason: 'a tick carries nothing, the next one looks at the same books, and an alarm tells that one failed',
  },
  {
    rule: 'knows-its-callers',
    service: 'platform',
    resource: 'DataKey',
    reason:
      'EventBridge names no source account to KMS when it sends to an encrypted queue; the queue says whose rules may',
  },
  {
    rule: 'encrypts-data',
    service: 'edge',
    resource: 'WebAclLogGroup',
    reason: 'lives in us-east-1, where the key of the stage need not be; CloudWatch Logs encrypts it with its own',
  },
];
