import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import { TemplateError, type ResourceModel } from '../templates/model.ts';
import { booleanOrText, propertiesOf } from './properties.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Index = z.looseObject({ IndexName: z.string(), KeySchema });

const Properties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema,
  GlobalSecondaryIndexes: z.optional(z.array(Index)),
  LocalSecondaryIndexes: z.optional(z.array(Index)),
  StreamSpecification: z.optional(z.object({ StreamViewType: z.string() })),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: booleanOrText })),
});
type Properties = z.output<typeof Properties>;

const Description = z.object({
  Table: z.object({
    KeySchema,
    GlobalSecondaryIndexes: z.optional(z.array(z.object({ IndexName: z.string() }))),
    StreamSpecification: z.optional(z.object({ StreamEnabled: z.boolean(), StreamViewType: z.optional(z.string()) })),
  }),
});

/** Creates a table with its indexes, stream and expiry, or adds what an existing one lacks. */
export async function provisionTable(dynamodb: InProcessClient, resource: ResourceModel): Promise<void> {
  const properties = propertiesOf(Properties, resource);
  const TableName = resource.ref;
  const existing = await describe(dynamodb, TableName);
  if (existing === undefined) {
    await dynamodb.run('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
      LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
      StreamSpecification: streamSpecification(properties),
    });
  } else {
    await update(dynamodb, TableName, properties, existing);
  }
  const expiry = properties.TimeToLiveSpecification;
  if (expiry !== undefined) await switchExpiryOn(dynamodb, TableName, expiry.AttributeName);
}

async function describe(dynamodb: InProcessClient, TableName: string) {
  try {
    return (await dynamodb.call('DescribeTable', { TableName }, Description)).Table;
  } catch (error) {
    if (failedWith(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

async function update(
  dynamodb: InProcessClient,
  TableName: string,
  properties: Properties,
  existing: z.output<typeof Description>['Table'],
): Promise<void> {
  if (JSON.stringify(existing.KeySchema) !== JSON.stringify(properties.KeySchema)) {
    throw new TemplateError(`The key of table ${TableName} was changed, which replaces it: run \`npm run reset\`.`);
  }
  const present = new Set(existing.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of properties.GlobalSecondaryIndexes ?? []) {
    if (present.has(index.IndexName)) continue;
    await dynamodb.run('UpdateTable', {
      TableName,
      AttributeDefinitions: properties.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
  const stream = streamSpecification(properties);
  if (stream !== undefined && existing.StreamSpecification?.StreamEnabled !== true) {
    await dynamodb.run('UpdateTable', { TableName, StreamSpecification: stream });
  }
}

function streamSpecification({ StreamSpecification }: Properties): object | undefined {
  return StreamSpecification === undefined ? undefined : { StreamEnabled: true, ...StreamSpecification };
}

async function switchExpiryOn(dynamodb: InProcessClient, TableName: string, AttributeName: string): Promise<void> {
  const Expiry = z.object({ TimeToLiveDescription: z.object({ TimeToLiveStatus: z.string() }) });
  const { TimeToLiveDescription } = await dynamodb.call('DescribeTimeToLive', { TableName }, Expiry);
  if (TimeToLiveDescription.TimeToLiveStatus.startsWith('ENABL')) return;
  await dynamodb.run('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName, Enabled: true } });
}
