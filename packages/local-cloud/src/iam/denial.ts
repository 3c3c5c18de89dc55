import { AwsError } from '../aws/api.ts';
import type { AccessRequest } from './policy-set.ts';
import type { Decision } from './evaluate.ts';

/** Who may not, as AWS names it: `arn:aws:sts::000000000000:assumed-role/<role>/<session>`. */
export function accessDenied(
  caller: string,
  request: AccessRequest,
  decision: Extract<Decision, { outcome: 'denied' }>,
): AwsError {
  const { resource } = decision;
  const action = actionInWords(request.action);
  if (action.startsWith('ses:')) {
    return new AwsError(
      'AccessDeniedException',
      `User \`${caller}' is not authorized to perform \`${action}' on resource \`${resource}'`,
      403,
    );
  }
  const reason =
    decision.by.length > 0
      ? `with an explicit deny in ${decision.policy === 'identity-based' ? 'an' : 'a'} ${decision.policy} policy`
      : `because no identity-based policy allows the ${action} action`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    statusOf(request.action),
  );
}

/** A key that belongs to nobody. */
export function unknownKey(service: string): AwsError {
  return new AwsError(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    statusOf(`${service}:`),
  );
}

/** SQS says its actions in lower case, SNS its own name in upper case. */
function actionInWords(action: string): string {
  if (action.startsWith('sns:')) return action.replace('sns:', 'SNS:');
  return action.startsWith('sqs:') ? action.toLowerCase() : action;
}

function statusOf(action: string): number {
  return /^(?:sqs|ses|sns|lambda):/.test(action) ? 403 : 400;
}
