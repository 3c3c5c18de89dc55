/** What every SDK client needs to reach its service; empty where the SDK finds it by itself. */
export interface AwsConnection {
  readonly client: {
    readonly endpoint?: string;
    readonly region?: string;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** What is reached, for people. */
  readonly target: string;
}

/**
 * The local cloud (TRADEWIND_AWS_PORT, 4566 when left out), unless the environment names credentials (AWS_PROFILE,
 * AWS_ACCESS_KEY_ID) or an endpoint (AWS_ENDPOINT_URL) as the SDK reads them: then what those name.
 */
export function awsConnection(environment: Readonly<Record<string, string | undefined>>): AwsConnection {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, TRADEWIND_AWS_PORT } = environment;
  const named = AWS_PROFILE ?? AWS_ENDPOINT_URL ?? AWS_ACCESS_KEY_ID;
  if (named !== undefined) return { client: {}, target: `AWS (${named})` };
  const endpoint = `http://127.0.0.1:${TRADEWIND_AWS_PORT ?? '4566'}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { client: { endpoint, region: 'us-east-1', credentials }, target: `the local cloud at ${endpoint}` };
}
