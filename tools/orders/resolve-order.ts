import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { createClient, resolveOrder, signingFetch, TradewindProblem } from '@tradewind/client';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { roleArn } from '@tradewind/local-cloud/iam/roles';
import { OptionsError, readOptions, USAGE, type ResolutionOptions } from './options.ts';

/** The local cloud knows a role by a key made of its ARN; all keys there have one secret. */
const LOCAL_OPERATOR = {
  accessKeyId: accessKeyOf(roleArn('tradewind-orders-dev-operator')),
  secretAccessKey: 'local',
};

async function resolve({ orderId, action, note, url, region, isLocal }: ResolutionOptions): Promise<string> {
  const credentials = isLocal ? LOCAL_OPERATOR : fromNodeProviderChain();
  const client = createClient({ baseUrl: url, fetch: signingFetch({ credentials, region }) });
  const { data } = await resolveOrder(client, { orderId, body: { action, note } });
  return `${data.id} is ${data.status}.`;
}

try {
  process.stdout.write(`${await resolve(readOptions(process.argv.slice(2), process.env['TRADEWIND_PORT']))}\n`);
} catch (error) {
  process.exitCode = 1;
  if (error instanceof OptionsError) process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  else if (error instanceof TradewindProblem) process.stderr.write(`${error.status} ${error.message}\n`);
  else throw error;
}
