import { describe, expect, it } from '@jest/globals';
import { bypasses, type Resources } from '@tradewind/rollout';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ALARM_KINDS, runbookOf, type AlarmKind } from './alarm-kinds.ts';
import type { LogAlerts } from './log-alerts.ts';
import { observe, type Observation } from './observe.ts';
import { packagedService } from './packaged-service.test-support.ts';
import { inventoryOf } from './service-inventory.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const LOG_ALERTS: LogAlerts = {
  pattern: '?"Task timed out"',
  service: 'tradewind-ops',
  function: 'on-log-alert',
  apart: ['tradewind-ops', 'tradewind-platform'],
  alias: false,
};
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:alarms';

function observed(settings: Partial<Observation> = {}, resources = packagedService()): Resources {
  observe(resources, {
    service: 'tradewind-orders',
    stage: 'prod',
    tracing: true,
    dashboards: true,
    alarms: true,
    alarmTopicArn: TOPIC,
    logAlerts: LOG_ALERTS,
    ...settings,
  });
  return resources;
}

function ofType(resources: Resources, type: string) {
  return Object.values(resources).flatMap(({ Type, Properties = {} }) => (Type === type ? [Properties] : []));
}

const kinds = Object.keys(ALARM_KINDS).filter((kind): kind is AlarmKind => kind in ALARM_KINDS);

describe('inventoryOf', () => {
  it('knows by what each function is woken, also behind an alias', () => {
    const { functions } = inventoryOf(packagedService(), 'tradewind-orders', 'prod');
    expect(Object.fromEntries(functions.map(({ key, trigger }) => [key, trigger]))).toEqual({
      'create-checkout': 'http',
      'confirm-order': 'call',
      'publish-outbox': 'stream',
      'send-mail': 'queue',
      'resume-checkouts': 'schedule',
      'check-invariants': 'call',
    });
  });

  it('tells queues from those that take their dead letters', () => {
    const { queues, deadLetterQueues } = inventoryOf(packagedService(), 'tradewind-orders', 'prod');
    expect(queues.map(({ logicalId }) => logicalId)).toEqual(['MailQueue']);
    expect(deadLetterQueues.map(({ logicalId }) => logicalId)).toEqual(['MailGraveyard']);
  });
});

describe('alarms', () => {
  const alarms = ofType(observed(), 'AWS::CloudWatch::Alarm');
  const kindOf = (description: unknown) => kinds.find((kind) => String(description).endsWith(runbookOf(kind)));

  it('are of every kind in a service that has everything', () => {
    const present = new Set(alarms.map(({ AlarmDescription }) => kindOf(AlarmDescription)));
    expect(present).toEqual(new Set(kinds.filter((kind) => kind !== 'log-alert')));
  });

  it('are each told of, when they begin and when they end, under a name of their own', () => {
    for (const { AlarmActions, OKActions } of alarms) expect([AlarmActions, OKActions]).toEqual([[TOPIC], [TOPIC]]);
    expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(alarms.length);
  });

  it('need no parameter where the topic itself stands', () => {
    const resources = observed({}, { ...packagedService(), AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: {} } });
    for (const { AlarmActions } of ofType(resources, 'AWS::CloudWatch::Alarm')) {
      expect(AlarmActions).toEqual([{ Ref: 'AlarmTopic' }]);
    }
  });

  it('take silence for health, but for the check of the invariants', () => {
    const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(silent.map(({ AlarmDescription }) => kindOf(AlarmDescription))).toEqual(['invariant-broken']);
  });

  it('watch a REST API by its name', () => {
    const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'tradewind-prod-partner' } };
    const [alarm, ...others] = ofType(observed({}, { Api: api }), 'AWS::CloudWatch::Alarm');
    expect(alarm).toMatchObject({
      MetricName: '5XXError',
      Dimensions: [{ Name: 'ApiName', Value: 'tradewind-prod-partner' }],
    });
    expect(others).toEqual([]);
  });

  it('are none in a stage without them', () => {
    const resources = observed({ alarms: false });
    expect(ofType(resources, 'AWS::CloudWatch::Alarm')).toEqual([]);
    expect(ofType(resources, 'AWS::Logs::MetricFilter')).toEqual([]);
    expect(ofType(resources, 'AWS::Logs::SubscriptionFilter')).toEqual([]);
  });
});

describe('lines that raise an alert', () => {
  const own = { logAlerts: { ...LOG_ALERTS, service: 'tradewind-orders', apart: ['tradewind-orders'] } };

  it('are handed to the one function, from the log of each other', () => {
    const filters = ofType(observed(), 'AWS::Logs::SubscriptionFilter');
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual(
      Object.keys(packagedService())
        .filter((id) => id.endsWith('LogGroup'))
        .map((Ref) => ({ Ref })),
    );
    for (const { DestinationArn, FilterPattern } of filters) {
      expect(JSON.stringify(DestinationArn)).toMatch(/:function:tradewind-ops-prod-on-log-alert"/);
      expect(FilterPattern).toBe(LOG_ALERTS.pattern);
    }
  });

  it('reach its live alias where versions are rolled out gradually', () => {
    const resources = observed({ logAlerts: { ...LOG_ALERTS, alias: true } });
    for (const { DestinationArn } of ofType(resources, 'AWS::Logs::SubscriptionFilter')) {
      expect(JSON.stringify(DestinationArn)).toContain(':tradewind-ops-prod-on-log-alert:live');
    }
    expect(bypasses(resources).filter(({ path: at }) => at.includes('DestinationArn'))).toEqual([]);
  });

  it('are counted, and never handed over, in the service of that function', () => {
    const resources = observed(own);
    expect(ofType(resources, 'AWS::Logs::SubscriptionFilter')).toEqual([]);
    const alarm = ofType(resources, 'AWS::CloudWatch::Alarm').find(({ Namespace }) => Namespace === 'Tradewind/Logs');
    const filters = ofType(resources, 'AWS::Logs::MetricFilter');
    expect(filters).toHaveLength(6);
    for (const { MetricTransformations } of filters) {
      expect(MetricTransformations).toMatchObject([{ MetricName: alarm?.['MetricName'] }]);
    }
  });

  it('are left to another stack where it subscribes for this one', () => {
    const resources = observed({ logAlerts: { ...LOG_ALERTS, apart: ['tradewind-orders'] } });
    expect(ofType(resources, 'AWS::Logs::SubscriptionFilter')).toEqual([]);
    expect(ofType(resources, 'AWS::Logs::MetricFilter')).toEqual([]);
  });

  it("wake a function whose failures are Lambda's to count, since nobody waits for it", () => {
    const permission = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Principal: 'logs.amazonaws.com',
        FunctionName: { 'Fn::GetAtt': ['ConfirmDashorderLambdaFunction', 'Arn'] },
      },
    };
    const { functions } = inventoryOf({ ...packagedService(), permission }, 'tradewind-orders', 'prod');
    expect(functions.find(({ key }) => key === 'confirm-order')?.trigger).toBe('log');
  });
});

describe('runbooks', () => {
  const pages = readdirSync(path.join(ROOT, 'docs/runbooks')).filter((page) => page !== 'README.md');
  const scripts: Record<string, string> = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).scripts;

  it.each(kinds)('has a page for %s', (kind) => {
    expect(existsSync(path.join(ROOT, runbookOf(kind)))).toBe(true);
  });

  it.each(pages)('names only commands and pages that exist in %s', (page) => {
    const text = readFileSync(path.join(ROOT, 'docs/runbooks', page), 'utf8');
    for (const [, script = ''] of text.matchAll(/npm run ([a-z:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, link = ''] of text.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)) {
      expect([link, existsSync(path.join(ROOT, 'docs/runbooks', link))]).toEqual([link, true]);
    }
  });
});

describe('dashboards', () => {
  interface Widget {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly properties: { readonly title?: string };
  }
  function widgetsOf(resources: Resources, logicalId: string): Widget[] {
    const body = JSON.stringify(resources[logicalId]?.Properties?.['DashboardBody']);
    return JSON.parse(JSON.parse(body)['Fn::Sub']).widgets;
  }

  it.each(['ServiceDashboard', 'ShopDashboard'])('places the graphs of %s side by side, none over another', (id) => {
    const widgets = widgetsOf(observed(), id);
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`),
    );
    expect(widgets.length).toBeGreaterThan(5);
    expect(new Set(cells).size).toBe(cells.length);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('substitutes nothing that the template does not have', () => {
    const resources = observed();
    for (const { DashboardBody } of ofType(resources, 'AWS::CloudWatch::Dashboard')) {
      for (const [, id = ''] of JSON.stringify(DashboardBody).matchAll(/\$\{([^}]+)\}/g)) {
        expect(id === 'AWS::Region' || id in resources).toBe(true);
      }
    }
  });

  it('shows the shop once: in the service that owns its API', () => {
    const { HttpApi: _, HttpApiIntegrationCreateDashcheckout: __, ...others } = packagedService();
    expect(Object.keys(observed({}, others))).toContain('ServiceDashboard');
    expect(Object.keys(observed({}, { ...others }))).not.toContain('ShopDashboard');
  });

  it('are none in a stage without them, and none of a service that has nothing to show', () => {
    expect(ofType(observed({ dashboards: false }), 'AWS::CloudWatch::Dashboard')).toEqual([]);
    expect(observed({}, { Bus: { Type: 'AWS::Events::EventBus', Properties: {} } })).toEqual({
      Bus: { Type: 'AWS::Events::EventBus', Properties: {} },
    });
  });
});

describe('traces', () => {
  it('are sent by every function and state machine, whose roles allow it', () => {
    const resources = observed();
    for (const { TracingConfig } of ofType(resources, 'AWS::Lambda::Function'))
      expect(TracingConfig).toEqual({ Mode: 'Active' });
    expect(resources['CheckoutStateMachine']?.Properties).toMatchObject({ TracingConfiguration: { Enabled: true } });
    for (const { Policies } of ofType(resources, 'AWS::IAM::Role')) {
      expect(JSON.stringify(Policies).match(/xray:PutTraceSegments/g)).toHaveLength(1);
    }
  });

  it('are not asked for in a stage without them', () => {
    expect(JSON.stringify(observed({ tracing: false }))).not.toMatch(/xray|TracingConfig/);
  });
});

describe('saved queries', () => {
  it('ask all functions of the service, in every stage', () => {
    const queries = ofType(observed({ dashboards: false, alarms: false }), 'AWS::Logs::QueryDefinition');
    expect(queries.length).toBeGreaterThan(4);
    for (const { Name, LogGroupNames } of queries) {
      expect(Name).toMatch(/^tradewind\/prod\/orders\//);
      expect(LogGroupNames).toHaveLength(6);
    }
  });
});
