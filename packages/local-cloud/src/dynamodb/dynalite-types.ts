/** DynamoDB's JSON form of a value: exactly one member is set. Binary is base64 text. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Item;
}

export interface Item {
  readonly [attribute: string]: AttributeValue;
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
  readonly NumberOfDecreasesToday?: number;
}

export interface SecondaryIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: {
    readonly ProjectionType?: string | undefined;
    readonly NonKeyAttributes?: readonly string[] | undefined;
  };
  readonly ProvisionedThroughput?: Throughput | undefined;
  readonly IndexArn?: string;
  readonly IndexStatus?: string;
  readonly IndexSizeBytes?: number;
  readonly ItemCount?: number;
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

/** What a table is, as CreateTable is told. */
export interface TableSchema {
  readonly TableName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly GlobalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly LocalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly ProvisionedThroughput?: Throughput;
  readonly BillingMode?: string;
}

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** What DescribeTable answers. */
export interface TableDescription extends Omit<TableSchema, 'BillingMode'> {
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: string;
  readonly CreationDateTime: number;
  readonly ItemCount: number;
  readonly TableSizeBytes: number;
  readonly BillingModeSummary?: {
    readonly BillingMode: string;
    readonly LastUpdateToPayPerRequestDateTime?: number;
  };
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: StreamViewType };
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableClassSummary?: { readonly TableClass: string; readonly LastUpdateDateTime: number };
  readonly SSEDescription?: { readonly Status: string; readonly SSEType: string; readonly KMSMasterKeyArn: string };
  readonly OnDemandThroughput?: {
    readonly MaxReadRequestUnits?: number | undefined;
    readonly MaxWriteRequestUnits?: number | undefined;
  };
  readonly LatestStreamArn?: string;
  readonly LatestStreamLabel?: string;
}

export type Callback<T> = (error?: Error | null, value?: T) => void;

/** An emitter of `data` and `end`, as much of a stream as dynalite listens to. */
export interface ValueSource {
  on(event: string, listener: (value: Item) => void): unknown;
  emit(event: string, value?: Item): boolean;
  removeAllListeners(event: string): unknown;
  destroy(): void;
}

export interface ValueRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** One table's items, or one index's, as dynalite's actions use them. */
export interface DynaliteItemDb {
  lock(key: string, work: (release: <C extends Callback<object>>(callback: C) => C) => void): void;
  get(key: string, callback: Callback<Item>): void;
  put(key: string, item: Item, callback: Callback<never>): void;
  del(key: string, callback: Callback<never>): void;
  createValueStream(range: ValueRange): ValueSource;
}

/** The store as dynalite's actions and validations use it. */
export interface DynaliteStore {
  readonly options: { readonly maxItemSize: number };
  readonly tableDb: { readonly awsAccountId: string; readonly awsRegion: string };
  getTable(
    name: string,
    checkStatus: boolean | Callback<TableDescription>,
    callback?: Callback<TableDescription>,
  ): void;
  getItemDb(table: string): DynaliteItemDb;
  getIndexDb(type: string, table: string, index: string): DynaliteItemDb;
}
