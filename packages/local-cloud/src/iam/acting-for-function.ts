import { AwsError } from '../aws/api.ts';
import type { InProcessClient } from '../in-process-client.ts';
import type { Iam } from './iam.ts';

/** The doors into the cloud that an event source uses on behalf of a function. */
export interface SourceDoors {
  readonly dynamodb: InProcessClient;
  readonly sqs: InProcessClient;
  readonly sendToQueue: (queueArn: string, body: string) => void;
}

/** The same doors, every call judged by the function's role: so Lambda polls, and so it hands over what failed. */
export function actingForFunction(
  iam: Iam,
  functionName: string,
  doors: SourceDoors,
  onRefused: (error: AwsError) => void,
): SourceDoors {
  const judged = (service: string, client: InProcessClient): InProcessClient => ({
    async call(operation, input, output) {
      judge(service, operation, input);
      return client.call(operation, input, output);
    },
    async run(operation, input) {
      judge(service, operation, input);
      return client.run(operation, input);
    },
  });

  function judge(service: string, operation: string, input: object): void {
    // The mapping of AWS names the stream itself; here it has to be looked up first.
    if (operation !== 'DescribeTable') iam.authorizeFunction(functionName, service, operation, input);
  }

  return {
    dynamodb: judged('dynamodb', doors.dynamodb),
    sqs: judged('sqs', doors.sqs),
    sendToQueue(queueArn, body) {
      try {
        judge('sqs', 'SendMessage', { QueueUrl: queueArn });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        // Lambda drops what it may not hand over; it does not hold up the stream for it.
        onRefused(error);
        return;
      }
      doors.sendToQueue(queueArn, body);
    },
  };
}
