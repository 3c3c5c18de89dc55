import * as z from 'zod/mini';
import { ACCOUNT_ID } from '../aws/account.ts';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { KeyLocks } from './key-locks.ts';
import type { TableRecord } from './storage.ts';
import type { TableRegistry } from './table-registry.ts';

const MAX_TAGS = 50;

export const Tags = z.array(
  z.object({
    Key: z.string().check(z.minLength(1), z.maxLength(128)),
    Value: z.string().check(z.maxLength(256)),
  }),
);
const TagResource = z.object({ ResourceArn: z.string(), Tags });
const UntagResource = z.object({ ResourceArn: z.string(), TagKeys: z.array(z.string()) });
const ListTagsOfResource = z.object({ ResourceArn: z.string() });

const ARN = /^arn:aws:dynamodb:[a-z0-9-]+:(\d{12}):table\/[a-zA-Z0-9_.-]+$/;

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** Tags by key. Throws ValidationException for a key that occurs twice and for more than fifty. */
export function tagsOf(
  tags: z.output<typeof Tags>,
  kept: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const added = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  if (Object.keys(added).length < tags.length) throw invalid('Duplicate Tags: a tag key occurs more than once');
  const all = { ...kept, ...added };
  if (Object.keys(all).length > MAX_TAGS) {
    throw invalid(`One or more parameter values were invalid: Too many tags: the limit is ${MAX_TAGS} per resource`);
  }
  return all;
}

/** The operations on tags. Only tables have any. */
export function tagOperations(tables: TableRegistry, locks: KeyLocks): Readonly<Record<string, Operation>> {
  function byArn(resourceArn: string): TableRecord {
    const account = ARN.exec(resourceArn)?.[1];
    if (account === undefined) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${resourceArn}`);
    if (account !== ACCOUNT_ID) {
      throw new AwsError('AccessDeniedException', `The resource ${resourceArn} belongs to another account.`);
    }
    const record = tables.find(resourceArn.split('/').at(-1) ?? '');
    if (record?.description.TableArn !== resourceArn) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Requested resource not found: ResourcArn: ${resourceArn} not found`,
      );
    }
    return record;
  }

  async function retag(
    resourceArn: string,
    change: (tags: Readonly<Record<string, string>>) => Record<string, string>,
  ) {
    const record = byArn(resourceArn);
    await tables.save({ ...record, tags: change(record.tags) });
    return {};
  }

  return {
    TagResource: operation(TagResource, ({ ResourceArn, Tags: added }) =>
      locks.exclusive(() => retag(ResourceArn, (tags) => tagsOf(added, tags))),
    ),
    UntagResource: operation(UntagResource, ({ ResourceArn, TagKeys }) =>
      locks.exclusive(() =>
        retag(ResourceArn, (tags) =>
          Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))),
        ),
      ),
    ),
    ListTagsOfResource: operation(ListTagsOfResource, ({ ResourceArn }) => ({
      Tags: Object.entries(byArn(ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}
