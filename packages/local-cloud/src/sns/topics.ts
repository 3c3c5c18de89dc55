import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import type { Mailbox } from '../ses/mailbox.ts';
import type { Store } from '../store.ts';

export interface Publication {
  readonly topicArn: string;
  readonly subject?: string | undefined;
  readonly message: string;
}

/** The topics of the account and who is told of what is published to them. */
export interface Topics {
  /** Answers the topic's ARN; a topic that is there stays as it is. Throws AwsError. */
  create(name: string): string;
  /** Answers the subscription's ARN. Subscribing again is the same subscription. Throws AwsError. */
  subscribe(topicArn: string, protocol: string, endpoint: string): string;
  /** Tells all subscribers and answers the message's id. Throws AwsError. */
  publish(publication: Publication): string;
}

const TOPIC_NAME = /^[A-Za-z0-9_-]{1,256}$/;
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;
/** ASCII without line breaks: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const SUBJECT = /^[\x21-\x7e][\x20-\x7e]{0,99}$/;
const MAX_MESSAGE_BYTES = 262_144;
const SENDER = 'AWS Notifications <no-reply@sns.amazonaws.com>';

const Topic = z.object({ arn: z.string() });
const Subscription = z.object({ arn: z.string(), endpoint: z.string() });

export function openTopics({ store, mailbox }: { readonly store: Store; readonly mailbox: Mailbox }): Topics {
  store.define(`CREATE TABLE IF NOT EXISTS sns_topics (arn TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS sns_subscriptions (arn TEXT PRIMARY KEY, topic TEXT NOT NULL, protocol TEXT NOT NULL,
      endpoint TEXT NOT NULL, UNIQUE (topic, protocol, endpoint));`);
  const insertTopic = store.command('INSERT OR IGNORE INTO sns_topics (arn) VALUES (:arn)');
  const topicOf = store.query('SELECT arn FROM sns_topics WHERE arn = :arn', Topic);
  const insertSubscription = store.command(`INSERT OR IGNORE INTO sns_subscriptions (arn, topic, protocol, endpoint)
    VALUES (:arn, :topic, :protocol, :endpoint)`);
  const subscriptionOf = store.query(
    `SELECT arn, endpoint FROM sns_subscriptions
     WHERE topic = :topic AND protocol = :protocol AND endpoint = :endpoint`,
    Subscription,
  );
  const subscribers = store.query('SELECT arn, endpoint FROM sns_subscriptions WHERE topic = :topic', Subscription);

  function requireTopic(topicArn: string): void {
    if (topicOf.get({ arn: topicArn }) === undefined) throw new AwsError('NotFound', 'Topic does not exist', 404);
  }

  return {
    create(name) {
      if (!TOPIC_NAME.test(name)) throw invalid('Topic Name');
      insertTopic.run({ arn: arn('sns', name) });
      return arn('sns', name);
    },
    subscribe(topicArn, protocol, endpoint) {
      requireTopic(topicArn);
      if (protocol !== 'email') {
        throw invalid(`Protocol: the Tradewind local cloud tells by email only, not by '${protocol}'`);
      }
      if (!ADDRESS.test(endpoint)) throw invalid('Email address');
      const subscription = { topic: topicArn, protocol, endpoint };
      insertSubscription.run({ arn: `${topicArn}:${randomUUID()}`, ...subscription });
      return subscriptionOf.get(subscription)?.arn ?? '';
    },
    publish({ topicArn, subject, message }) {
      requireTopic(topicArn);
      if (message === '') throw invalid('Empty message');
      if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) throw invalid('Message too long');
      if (subject !== undefined && !SUBJECT.test(subject)) throw invalid('Subject');
      for (const { arn: subscription, endpoint } of subscribers.all({ topic: topicArn })) {
        mailbox.deliver({
          origin: 'sns',
          from: SENDER,
          to: [endpoint],
          subject: subject ?? 'AWS Notification Message',
          text: message,
          headers: { 'x-amz-sns-subscription-arn': subscription },
        });
      }
      return randomUUID();
    },
  };
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
