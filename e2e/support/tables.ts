import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';

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
