import { randomUUID } from 'node:crypto';
import { REGION } from '../aws/account.ts';
import { sameItems } from './attribute-values.ts';
import type { Item, StreamViewType, TableDescription } from './dynalite-types.ts';
import { itemSize } from './item-size.ts';

/** An item before and after a write; absent on the side where there was none. */
export interface ItemChange {
  readonly table: TableDescription;
  readonly key: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export interface UserIdentity {
  readonly PrincipalId: string;
  readonly Type: string;
}

/** What GetRecords answers for one change. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  readonly userIdentity?: UserIdentity;
}

/** Digits of a sequence number; fixed, so that their text sorts as they do. */
const SEQUENCE_DIGITS = 21;

export function sequenceNumber(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

/** Where a table's stream keeps a record; undefined for a table without a stream. */
export function streamOf(
  table: TableDescription,
): { readonly label: string; readonly view: StreamViewType } | undefined {
  const { StreamSpecification: stream, LatestStreamLabel: label } = table;
  if (stream?.StreamEnabled !== true || stream.StreamViewType === undefined || label === undefined) return undefined;
  return { label, view: stream.StreamViewType };
}

/** Whether a write left the item as it was. AWS writes no stream record then. */
export function changesNothing({ before, after }: ItemChange): boolean {
  return sameItems(before, after);
}

function keysOf(item: Item, table: TableDescription): Item {
  return Object.fromEntries(
    table.KeySchema.flatMap(({ AttributeName }) => {
      const value = item[AttributeName];
      return value === undefined ? [] : [[AttributeName, value]];
    }),
  );
}

function eventName(before: Item | undefined, after: Item | undefined): StreamRecord['eventName'] {
  if (after === undefined) return 'REMOVE';
  return before === undefined ? 'INSERT' : 'MODIFY';
}

/** The stream record of a change, with the images that the stream's view asks for. */
export function streamRecord(
  change: ItemChange,
  {
    view,
    sequence,
    at,
    identity,
  }: { view: StreamViewType; sequence: number; at: Date; identity: UserIdentity | undefined },
): StreamRecord {
  const { before, after, table } = change;
  const newImage = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? after : undefined;
  const oldImage = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? before : undefined;
  const keys = keysOf(after ?? before ?? {}, table);
  const sizes = [keys, newImage, oldImage].map((image) => (image === undefined ? 0 : itemSize(image)));
  return {
    eventID: randomUUID().replaceAll('-', ''),
    eventName: eventName(before, after),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at.getTime() / 1000),
      Keys: keys,
      ...(newImage === undefined ? {} : { NewImage: newImage }),
      ...(oldImage === undefined ? {} : { OldImage: oldImage }),
      SequenceNumber: sequenceNumber(sequence),
      SizeBytes: sizes.reduce((total, size) => total + size, 0),
      StreamViewType: view,
    },
    ...(identity === undefined ? {} : { userIdentity: identity }),
  };
}
