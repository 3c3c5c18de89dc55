import { startCloud, type Cloud, type CloudLog } from '@tradewind/local-cloud';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { join } from 'node:path';

export interface TestCloudOptions {
  /** The service whose declared resources are wanted; none when left out. */
  readonly service?: string;
  /** Several services at once. */
  readonly services?: readonly string[];
  /** Runs the services' functions too, behind a front door at `url`. */
  readonly functions?: boolean;
  /** The function of `service` whose role the test's own clients act under (`cancel-order`); root without. */
  readonly as?: string;
  readonly log?: CloudLog;
}

export interface TestCloud extends Cloud {
  /** Ends the cloud and puts the environment back. */
  close(): Promise<void>;
}

/** What fails for good in a test is given up after a second instead of thirteen. */
const LONGEST_RETRY_MS = 100;
const ROOT = join(import.meta.dirname, '../../..');

/**
 * An embedded cloud in memory, on a free port, with what the service's templates declare. Until it is closed the
 * environment points every AWS client that is made without settings of its own at it.
 */
export async function startTestCloud(options: TestCloudOptions = {}): Promise<TestCloud> {
  const { service, services = service === undefined ? [] : [service], functions = false, as, log } = options;
  const cloud = await startCloud({
    root: ROOT,
    services,
    functions,
    longestRetryMs: LONGEST_RETRY_MS,
    ...(log !== undefined && { log }),
  });
  const restore = setEnvironment({
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: as === undefined ? 'local' : accessKeyOf(`tradewind-${service}-dev-${as}`),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  return {
    ...cloud,
    async close() {
      restore();
      await cloud.close();
    },
  };
}

function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
