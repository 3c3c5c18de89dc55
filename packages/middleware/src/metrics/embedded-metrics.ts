/** Every metric of Tradewind stands here. */
export const NAMESPACE = 'Tradewind';

export type MetricUnit = 'Count' | 'Milliseconds' | 'None';

export interface MetricDefinition {
  readonly Name: string;
  readonly Unit: MetricUnit;
}

/**
 * Members of a log line that CloudWatch reads as metrics, the embedded metric format:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * Writing a line is all that it takes: no call, no agent, no permission.
 */
export interface EmbeddedMetrics {
  readonly _aws: {
    /** Milliseconds since the epoch. */
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly MetricDirective[];
  };
  /** Values of metrics (numbers) and of dimensions (text). */
  readonly [member: string]: unknown;
}

export interface MetricDirective {
  readonly Namespace: string;
  /** Sets of names; each set is a metric of its own, and costs as one. */
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly MetricDefinition[];
}

export function embed(
  directives: readonly MetricDirective[],
  members: Readonly<Record<string, number | string>>,
): EmbeddedMetrics {
  return { _aws: { Timestamp: Date.now(), CloudWatchMetrics: directives }, ...members };
}
