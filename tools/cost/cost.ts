import { parseArgs } from 'node:util';
import { synthesize } from '../package/synthesize.ts';
import { effectiveResources, type StageTemplate } from '../policy/stage-template.ts';
import { exitWith } from '../process/exit-code.ts';
import { serviceNames } from '../process/repository.ts';
import { stageSettings } from '../stages/stages.ts';
import { FUNNEL } from './funnel.ts';
import { idleCost } from './idle-cost.ts';
import type { CostLine } from './line.ts';
import { readMeasuredUsage, type MeasuredUsage } from './measured-usage.ts';
import { metricsCost } from './metrics-cost.ts';
import { DAYS_A_MONTH } from './prices.ts';
import { costReport } from './report.ts';
import { ASSUMPTIONS, storageCost, usageCost, type MemoryOf } from './usage-cost.ts';

const USAGE = `Usage: npm run cost -- --orders-per-day <number> [--stage dev]

Computes what a stage costs a month from its own templates and the measured units of every operation.
`;

const { values } = parseArgs({
  options: { 'orders-per-day': { type: 'string' }, stage: { type: 'string', default: 'dev' } },
});

async function templatesOf(stage: string): Promise<StageTemplate[]> {
  const settings = stageSettings(stage);
  const templates: StageTemplate[] = [];
  for (const service of serviceNames()) {
    templates.push({ service, stage, settings, resources: effectiveResources(await synthesize(service, stage)) });
  }
  return templates;
}

function memoryBy(templates: readonly StageTemplate[]): MemoryOf {
  const memory = new Map(
    templates.flatMap(({ service, stage, resources }) =>
      resources
        .filter(({ type }) => type === 'AWS::Lambda::Function')
        .map(({ properties }) => {
          const name = String(properties['FunctionName']).replace(`tradewind-${service}-${stage}-`, `${service}/`);
          return [name, Number(properties['MemorySize'] ?? 128)] as const;
        }),
    ),
  );
  return (name) => {
    const found = memory.get(name);
    if (found === undefined) throw new Error(`${name} was measured but is in no template: npm run cost:measure again.`);
    return found;
  };
}

function inUse(
  templates: readonly StageTemplate[],
  measured: MeasuredUsage,
  orders: number,
  stage: string,
): CostLine[] {
  const settings = stageSettings(stage);
  const context = { memoryOf: memoryBy(templates), settings };
  const operations = FUNNEL.flatMap(({ operation, feature, perOrder }) => {
    const usage = measured.operations[operation];
    if (usage === undefined) throw new Error(`"${operation}" was not measured: npm run cost:measure`);
    return usageCost(feature, usage, orders * perOrder, context);
  });
  const functions = Object.values(measured.operations).flatMap((usage) => Object.keys(usage.functions));
  const metrics = settings.metrics === 'on' ? metricsCost(functions) : [];
  return [...operations, ...metrics, storageCost(orders, settings.pointInTimeRecovery)];
}

async function printBill(ordersPerDay: number, stage: string): Promise<void> {
  // The framework tells what it does; the bill is to stand alone.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  const templates = await templatesOf(stage);
  const measured = readMeasuredUsage();
  const idle = templates.flatMap((template) => idleCost(template, ASSUMPTIONS.scheduledRun));
  const usage = ordersPerDay === 0 ? [] : inUse(templates, measured, ordersPerDay * DAYS_A_MONTH, stage);
  write(costReport({ stage, ordersPerDay, idle, usage, measuredOn: measured.measuredOn }));
}

await exitWith(async () => {
  const ordersPerDay = Number(values['orders-per-day'] ?? Number.NaN);
  if (!Number.isFinite(ordersPerDay) || ordersPerDay < 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  await printBill(ordersPerDay, values.stage);
  return 0;
});
