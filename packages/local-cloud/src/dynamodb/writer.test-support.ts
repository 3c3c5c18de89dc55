import { createInterface } from 'node:readline';
import { openDynamoDb } from './index.ts';
import { TABLE, tableInput } from './table.test-support.ts';

/**
 * A process that writes until it is killed and prints each index once its write is acknowledged. Even indexes are
 * single puts, odd ones transactions of an item and a counter.
 */
const [path = ''] = process.argv.slice(2);
const { api } = await openDynamoDb({ path });
await api.invoke('CreateTable', tableInput);

async function write(index: number): Promise<void> {
  const Item = { pk: { S: 'A' }, sk: { S: String(index) }, gsi1pk: { S: 'g' }, gsi1sk: { S: String(index) } };
  const counter = {
    TableName: TABLE,
    Key: { pk: { S: 'A' }, sk: { S: 'counter' } },
    UpdateExpression: 'ADD hits :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  };
  const put = { TableName: TABLE, Item };
  if (index % 2 === 0) await api.invoke('PutItem', put);
  else await api.invoke('TransactWriteItems', { TransactItems: [{ Put: put }, { Update: counter }] });
  process.stdout.write(`${index}\n`);
}

/** Ends with its parent, should the parent die before it kills. */
createInterface(process.stdin).on('close', () => process.exit());

for (let index = 0; ; index += 8) {
  await Promise.all(Array.from({ length: 8 }, (_, offset) => write(index + offset)));
}
