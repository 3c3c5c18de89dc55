import { env } from '../env.ts';
import { embed, NAMESPACE, type EmbeddedMetrics, type MetricDirective } from './embedded-metrics.ts';

/** `function` is Lambda's whole name, which tells the stage as well. */
export const FUNCTION_DIMENSIONS = ['service', 'function'] as const;

/** `Errors` and `ColdStarts` are 0 or 1, so that their average is a rate. */
const DIRECTIVES: readonly MetricDirective[] = [
  {
    Namespace: NAMESPACE,
    Dimensions: [FUNCTION_DIMENSIONS],
    Metrics: [
      { Name: 'Latency', Unit: 'Milliseconds' },
      { Name: 'Errors', Unit: 'Count' },
      { Name: 'ColdStarts', Unit: 'Count' },
    ],
  },
];

let known: { readonly functionName: string; readonly service: string } | undefined;

/** The service of a function by its name: `orders` of `tradewind-orders-dev-cancel-order`. */
export function serviceOf(functionName: string, stage: string = env().STAGE): string {
  if (known?.functionName !== functionName) {
    const [, service = 'unknown'] = functionName.match(`^tradewind-(.+?)-${stage}-`) ?? [];
    known = { functionName, service };
  }
  return known.service;
}

export interface InvocationMeasures {
  readonly durationMs: number;
  /** The function's own failure: an error that Lambda sees, or an answer of 500 and above. */
  readonly failed: boolean;
  readonly coldStart: boolean;
}

/** The members that make the line which closes an invocation a data point; undefined where nobody counts. */
export function functionMetrics(
  functionName: string,
  { durationMs, failed, coldStart }: InvocationMeasures,
): EmbeddedMetrics | undefined {
  if (!env().METRICS) return undefined;
  const values = { Latency: durationMs, Errors: failed ? 1 : 0, ColdStarts: coldStart ? 1 : 0 };
  return embed(DIRECTIVES, { service: serviceOf(functionName), function: functionName, ...values });
}
