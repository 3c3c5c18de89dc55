import type { Resource } from '@tradewind/rollout';
import type { Metric } from './metric.ts';

const COLUMNS = 24;
const HEIGHT = 6;
const TEXT_HEIGHT = 2;
const SECONDS = 300;

/** One graph or text; positions are given when a dashboard is put together. */
export interface Widget {
  readonly type: 'metric' | 'text' | 'alarm' | 'log';
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Line {
  readonly metric: Metric;
  readonly label: string;
  readonly stat: string;
}

/** Regions and logical ids are filled in by CloudFormation. */
const REGION = '${AWS::Region}';

function dimensionText(value: Metric['dimensions'][string]): string {
  return typeof value === 'string' ? value : `\${${value.Ref}}`;
}

function lineOf({ metric, label, stat }: Line): unknown[] {
  const dimensions = Object.entries(metric.dimensions).flatMap(([name, value]) => [name, dimensionText(value)]);
  return [metric.namespace, metric.name, ...dimensions, { label, stat }];
}

export function graph(title: string, lines: readonly Line[], { width = COLUMNS / 3, stacked = false } = {}): Widget[] {
  if (lines.length === 0) return [];
  const properties = {
    title,
    region: REGION,
    view: 'timeSeries',
    stacked,
    period: SECONDS,
    metrics: lines.map(lineOf),
  };
  return [{ type: 'metric', width, height: HEIGHT, properties }];
}

/** A graph of whatever metrics there are: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
export function searchGraph(title: string, search: string, stat: string, { width = COLUMNS / 3 } = {}): Widget[] {
  const expression = `SEARCH('${search}', '${stat}', ${SECONDS})`;
  const properties = {
    title,
    region: REGION,
    view: 'timeSeries',
    stacked: false,
    period: SECONDS,
    metrics: [[{ expression }]],
  };
  return [{ type: 'metric', width, height: HEIGHT, properties }];
}

/** The sums of the chosen time as figures. */
export function figures(title: string, lines: readonly Line[]): Widget[] {
  const properties = {
    title,
    region: REGION,
    view: 'singleValue',
    setPeriodToTimeRange: true,
    metrics: lines.map(lineOf),
  };
  return [{ type: 'metric', width: COLUMNS, height: HEIGHT / 2, properties }];
}

export function heading(markdown: string): Widget[] {
  return [{ type: 'text', width: COLUMNS, height: TEXT_HEIGHT, properties: { markdown } }];
}

function placed(widgets: readonly Widget[]): object[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return widgets.map(({ type, width, height, properties }) => {
    if (x + width > COLUMNS) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const widget = { type, x, y, width, height, properties };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return widget;
  });
}

/** A dashboard with its widgets from left to right and from top to bottom. */
export function dashboard(name: string, widgets: readonly Widget[]): Resource {
  const body = JSON.stringify({ start: '-PT3H', periodOverride: 'inherit', widgets: placed(widgets) });
  return {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: { DashboardName: name, DashboardBody: { 'Fn::Sub': body } },
  };
}
