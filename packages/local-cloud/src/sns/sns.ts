import * as z from 'zod/mini';
import { AwsError, unknownOperation, type AwsAnswer, type AwsApi, type AwsCall } from '../aws/api.ts';
import { parseInput } from '../aws/operation.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import type { Store } from '../store.ts';
import { queryAnswer, queryError } from './query-protocol.ts';
import { openTopics, type Topics } from './topics.ts';

/** Members of a publication that would change what is delivered; ignoring one would be a lie. */
const UNSUPPORTED = ['MessageStructure', 'TargetArn', 'PhoneNumber', 'MessageGroupId', 'MessageDeduplicationId'];

const Fields = z.record(z.string(), z.string());
type Form = ReadonlyMap<string, string>;

export interface LocalSns {
  readonly api: AwsApi;
  readonly topics: Topics;
}

/** SNS: standard topics that tell people by mail, in the Query protocol as the SDK speaks it. */
export function openSns(parts: { readonly store: Store; readonly mailbox: Mailbox }): LocalSns {
  const topics = openTopics(parts);

  const operations: Readonly<Record<string, (form: Form) => Record<string, string>>> = {
    CreateTopic: (form) => ({ TopicArn: topics.create(required(form, 'Name')) }),
    Subscribe: (form) => ({
      SubscriptionArn: topics.subscribe(
        required(form, 'TopicArn'),
        required(form, 'Protocol'),
        form.get('Endpoint') ?? '',
      ),
    }),
    Publish(form) {
      const refused = UNSUPPORTED.find((member) => form.has(member));
      if (refused !== undefined) {
        throw new AwsError('InvalidParameter', `Invalid parameter: the Tradewind local cloud has no ${refused}`);
      }
      const topicArn = required(form, 'TopicArn');
      const message = form.get('Message') ?? '';
      return { MessageId: topics.publish({ topicArn, subject: form.get('Subject'), message }) };
    },
  };

  function answer({ operation, input }: AwsCall): AwsAnswer {
    const run = operations[operation];
    if (run === undefined) throw unknownOperation('sns', operation);
    return queryAnswer(operation, run(new Map(Object.entries(parseInput(Fields, input)))));
  }

  return {
    topics,
    api: {
      signingNames: ['sns'],
      async handle(call) {
        try {
          return answer(call);
        } catch (error) {
          if (error instanceof AwsError) return queryError(error);
          throw error;
        }
      },
    },
  };
}

function required(form: Form, member: string): string {
  const value = form.get(member);
  if (value !== undefined && value !== '') return value;
  throw new AwsError('InvalidParameter', `Invalid parameter: ${member} Reason: no value for required parameter`);
}
