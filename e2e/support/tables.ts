import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { eventually } from '@tradewind/testing';
import { isDeepStrictEqual } from 'node:util';

/** Every item of every table of an embedded cloud, as sorted text: equal snapshots mean that nothing was written. */
export async function snapshotTables(awsUrl: string): Promise<Record<string, string[]>> {
  const client = new DynamoDBClient({
    endpoint: awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const snapshot: Record<string, string[]> = {};
  for (const TableName of TableNames) {
    const items: string[] = [];
    for await (const page of paginateScan({ client }, { TableName })) {
      items.push(...(page.Items ?? []).map((item) => JSON.stringify(item)));
    }
    snapshot[TableName] = items.sort();
  }
  client.destroy();
  return snapshot;
}

/** The tables once nothing moves any more: events of what was set up may still be on their way. */
export async function tablesAtRest(awsUrl: string): Promise<Record<string, string[]>> {
  let last = await snapshotTables(awsUrl);
  return eventually(
    async () => {
      const now = await snapshotTables(awsUrl);
      const rests = isDeepStrictEqual(now, last);
      last = now;
      if (!rests) throw new Error('The tables still change.');
      return now;
    },
    { timeoutMs: 30_000, intervalMs: 500 },
  );
}
