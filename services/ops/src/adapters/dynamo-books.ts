import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readBooks } from '@tradewind/invariants/read-books';
import type { BookReader } from '../use-cases/check-invariants.ts';

let sharedClient: DynamoDBClient | undefined;

/** The tables of a stage, each read from its beginning to its end. */
export function dynamoBooks(stage: string): BookReader {
  return {
    read() {
      sharedClient ??= new DynamoDBClient({});
      return readBooks(sharedClient, stage);
    },
  };
}
