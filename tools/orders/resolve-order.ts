import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { createClient, resolveOrder, signingFetch, TradewindProblem } from '@tradewind/client';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { roleArn } from '@tradewind/local-cloud/iam/roles';
import { exitWith, type Failure } from '../process/exit-code.ts';
import { OptionsError, readOptions, USAGE } from './options.ts';

/** The local cloud knows a role by a key made of its ARN; all keys there have one secret. */
const LOCAL_OPERATOR = {
  accessKeyId: accessKeyOf(roleArn('tradewind-orders-dev-operator')),
  secretAccessKey: 'local',
};

async function main(): Promise<number> {
  const { orderId, action, note, url, region, isLocal } = readOptions(
    process.argv.slice(2),
    process.env['TRADEWIND_PORT'],
  );
  const credentials = isLocal ? LOCAL_OPERATOR : fromNodeProviderChain();
  const client = createClient({ baseUrl: url, fetch: signingFetch({ credentials, region }) });
  const { data } = await resolveOrder(client, { orderId, body: { action, note } });
  process.stdout.write(`${data.id} is ${data.status}.\n`);
  return 0;
}

function failure(error: unknown): Failure {
  if (error instanceof OptionsError) return { hint: `\n${USAGE}\n` };
  return error instanceof TradewindProblem ? { text: `${error.status} ${error.message}` } : {};
}

await exitWith(main, failure);
