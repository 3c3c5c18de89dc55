import { SQSClient } from '@aws-sdk/client-sqs';
import { parseArgs } from 'node:util';
import { awsConnection } from '../process/aws-connection.ts';
import { exitWith } from '../process/exit-code.ts';
import { deadLetters, redriveQueue } from './redrive-queue.ts';

const USAGE = `Usage: npm run redrive -- [queue] [--stage <name>]

Sends the dead letters of a queue back to it; remove what made them fail first. The queue is named in full, such as
tradewind-notifications-dev-customer-mail. Without one, lists the queues of the stage (default dev) and how many dead
letters each has. Works on the local cloud (TRADEWIND_AWS_PORT), or on AWS when the environment names credentials.
`;

function parsed() {
  const options = { stage: { type: 'string', default: 'dev' }, help: { type: 'boolean', default: false } } as const;
  return parseArgs({ options, allowPositionals: true });
}

async function list(sqs: SQSClient, stage: string): Promise<number> {
  for (const { queueName, messages } of await deadLetters(sqs, stage)) {
    process.stdout.write(`${String(messages).padStart(6)}  ${queueName}\n`);
  }
  return 0;
}

async function redrive(sqs: SQSClient, queueName: string): Promise<number> {
  const { deadLetterQueueArn, moved, failure } = await redriveQueue(sqs, queueName);
  const source = deadLetterQueueArn.slice(deadLetterQueueArn.lastIndexOf(':') + 1);
  process.stdout.write(`${moved} messages went back from ${source}${failure === undefined ? '.' : `: ${failure}.`}\n`);
  return failure === undefined ? 0 : 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parsed();
  const [queueName, ...more] = positionals;
  if (values.help || more.length > 0) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const { client, target } = awsConnection(process.env);
  process.stdout.write(`On ${target}\n`);
  const sqs = new SQSClient(client);
  try {
    return await (queueName === undefined ? list(sqs, values.stage) : redrive(sqs, queueName));
  } finally {
    sqs.destroy();
  }
}

await exitWith(main);
