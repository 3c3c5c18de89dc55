import type { Clock } from '@tradewind/kernel';
import type { CloudApis } from './cloud-apis.ts';
import type { Observations } from './console/observations.ts';
import type { FaultInjector } from './faults/fault-injector.ts';
import type { DemoAccount } from './front-door/welcome-page.ts';
import type { CloudLog } from './log.ts';
import type { ModelSource } from './templates/load-model.ts';
import type { CloudModel } from './templates/model.ts';

export interface FunctionLayerOptions {
  readonly root: string;
  readonly port?: number;
  readonly watch?: boolean;
  readonly accounts?: readonly DemoAccount[];
  readonly log: CloudLog;
  readonly clock: Clock;
  readonly faults: FaultInjector;
  readonly apis: CloudApis;
  readonly model: CloudModel;
  readonly source: ModelSource;
  readonly observations?: Observations | undefined;
  readonly longestRetryMs?: number;
}
