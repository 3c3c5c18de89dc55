import type { Rule, Violation } from '../rule.ts';
import {
  at,
  isSet,
  listAt,
  ofType,
  referencesIn,
  resourceBehind,
  type DeclaredResource,
  type StageTemplate,
} from '../stage-template.ts';

const FUNCTION = 'AWS::Lambda::Function';
/** Lambda's own where a template is silent. */
const DEFAULT_TIMEOUT_SECONDS = 3;
/** An HTTP API and a REST API wait no longer, and a function needs a moment less to answer by itself. */
const GATEWAY_SECONDS = 29;
const REQUIRED_TAGS = ['application', 'stage'];

export function timeoutOf({ properties }: DeclaredResource): number {
  return Number(properties['Timeout'] ?? DEFAULT_TIMEOUT_SECONDS);
}

function functionProblems(
  template: StageTemplate,
  problem: (definition: DeclaredResource) => string | undefined,
): Violation[] {
  return ofType(template, FUNCTION).flatMap((definition) => {
    const message = problem(definition);
    return message === undefined ? [] : [{ resource: definition.id, message }];
  });
}

export const runsOnArm: Rule = {
  name: 'runs-on-arm',
  check: (template) =>
    functionProblems(template, ({ properties }) =>
      listAt(properties, 'Architectures').includes('arm64') ? undefined : 'does not run on arm64',
    ),
};

export const tagsFunctions: Rule = {
  name: 'tags-functions',
  check: (template) =>
    functionProblems(template, ({ properties }) => {
      const keys = new Set(listAt(properties, 'Tags').map((tag) => at(tag, 'Key')));
      const missing = REQUIRED_TAGS.filter((tag) => !keys.has(tag));
      return missing.length === 0 ? undefined : `lacks the tags ${missing.join(', ')}`;
    }),
};

/** Whether a role may write traces; a role of another stack is not judged. */
function maySendTraces(template: StageTemplate, { properties }: DeclaredResource): boolean {
  const role = resourceBehind(template, properties['Role'], 'AWS::IAM::Role');
  if (role === undefined) return true;
  return listAt(role.properties, 'Policies')
    .flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement'))
    .some((statement) => listAt(statement, 'Action').includes('xray:PutTraceSegments'));
}

/** Functions, state machines and REST API stages: HTTP APIs cannot. */
export const tracesCalls: Rule = {
  name: 'traces-calls',
  check: (template) => {
    if (!template.settings.tracing) return [];
    const untraced = template.resources.filter((resource) => {
      const { type, properties } = resource;
      if (type === FUNCTION) {
        return at(properties, 'TracingConfig', 'Mode') !== 'Active' || !maySendTraces(template, resource);
      }
      if (type === 'AWS::StepFunctions::StateMachine')
        return at(properties, 'TracingConfiguration', 'Enabled') !== true;
      return type === 'AWS::ApiGateway::Stage' && properties['TracingEnabled'] !== true;
    });
    return untraced.map(({ id }) => ({ resource: id, message: 'is not traced by X-Ray' }));
  },
};

/** Whose answers somebody at a gateway waits for. */
export const answersBeforeTheGateway: Rule = {
  name: 'answers-before-the-gateway',
  check: (template) => {
    const uris = [
      ...ofType(template, 'AWS::ApiGatewayV2::Integration').map(({ properties }) => properties['IntegrationUri']),
      ...ofType(template, 'AWS::ApiGateway::Method').map(({ properties }) => at(properties, 'Integration', 'Uri')),
    ];
    const behind = new Set(uris.map((uri) => resourceBehind(template, uri, FUNCTION)?.id));
    return functionProblems(template, (definition) => {
      if (!behind.has(definition.id) || timeoutOf(definition) <= GATEWAY_SECONDS) return undefined;
      return `may take ${timeoutOf(definition)} s, and its gateway waits no longer than ${GATEWAY_SECONDS} s`;
    });
  },
};

/** Whoever calls and does not wait: rules, schedules, topics, buckets and subscriptions to logs. */
function asynchronousCallers(template: StageTemplate): unknown[] {
  return [
    ...ofType(template, 'AWS::Events::Rule').flatMap(({ properties }) =>
      listAt(properties, 'Targets').map((target) => at(target, 'Arn')),
    ),
    ...ofType(template, 'AWS::Scheduler::Schedule').map(({ properties }) => at(properties, 'Target', 'Arn')),
    ...ofType(template, 'AWS::Lambda::Permission')
      .filter(({ properties }) => properties['Principal'] === 'logs.amazonaws.com')
      .map(({ properties }) => properties['FunctionName']),
    ...ofType(template, 'AWS::SNS::Subscription').map(({ properties }) => properties['Endpoint']),
    ...ofType(template, 'AWS::S3::Bucket').flatMap(({ properties }) =>
      listAt(properties, 'NotificationConfiguration', 'LambdaConfigurations').map((each) => at(each, 'Function')),
    ),
  ];
}

export const keepsFailedCalls: Rule = {
  name: 'keeps-failed-calls',
  check: (template) => {
    const called = new Set(asynchronousCallers(template).map((value) => resourceBehind(template, value, FUNCTION)?.id));
    const kept = new Set(
      ofType(template, 'AWS::Lambda::EventInvokeConfig')
        .filter(({ properties }) => isSet(at(properties, 'DestinationConfig', 'OnFailure', 'Destination')))
        .flatMap(({ properties }) => referencesIn(properties['FunctionName'])),
    );
    return functionProblems(template, ({ id, properties }) => {
      if (!called.has(id) || kept.has(id) || isSet(at(properties, 'DeadLetterConfig', 'TargetArn'))) return undefined;
      return 'is called asynchronously and has nowhere to put what fails';
    });
  },
};

export const keepsStreamRecords: Rule = {
  name: 'keeps-stream-records',
  check: (template) =>
    ofType(template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => isSet(properties['StartingPosition']))
      .filter(
        ({ properties }) =>
          !isSet(at(properties, 'DestinationConfig', 'OnFailure', 'Destination')) ||
          Number(properties['MaximumRetryAttempts'] ?? -1) < 0,
      )
      .map(({ id }) => ({
        resource: id,
        message: 'retries a record for ever or loses it: it needs a limit and a queue',
      })),
};

/** Every function has a log group of its own, which CloudFormation makes before the function could. */
export const ownsItsLog: Rule = {
  name: 'owns-its-log',
  check: (template) => {
    const groups = new Set(ofType(template, 'AWS::Logs::LogGroup').map(({ properties }) => properties['LogGroupName']));
    return functionProblems(template, ({ properties }) =>
      groups.has(`/aws/lambda/${String(properties['FunctionName'])}`) ? undefined : 'has no log group in the template',
    );
  },
};

export const forgetsLogs: Rule = {
  name: 'forgets-logs',
  check: (template) =>
    ofType(template, 'AWS::Logs::LogGroup')
      .filter(({ properties }) => Number(properties['RetentionInDays']) !== template.settings.logRetentionInDays)
      .map(({ id }) => ({
        resource: id,
        message: `must keep its lines for ${template.settings.logRetentionInDays} days`,
      })),
};
