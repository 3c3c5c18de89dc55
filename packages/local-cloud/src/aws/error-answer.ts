import { queryError } from '../sns/query-protocol.ts';
import { AwsError, jsonError, type AwsAnswer } from './api.ts';

/** Codes of the older Query protocol, which SDKs report as the error's name. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

/** What stands before the code where the front of a service refuses a call and not its operation. */
const FRONT = 'com.amazon.coral.service#';

/** An error that comes before the operation (who calls, may they), in the protocol of the service. */
export function errorAnswer(service: string, error: AwsError): AwsAnswer {
  switch (service) {
    case 'dynamodb':
    case 'states':
      return jsonError(error, { contentType: 'application/x-amz-json-1.0', namespace: FRONT });
    case 'sqs': {
      const answer = jsonError(error, { contentType: 'application/x-amz-json-1.0', namespace: FRONT });
      const code = QUERY_CODES[error.code] ?? error.code;
      return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${code};Sender` } };
    }
    case 'lambda':
      return restError(error, { Message: error.message });
    case 'sns': {
      const code =
        error.code === 'AccessDeniedException' ? 'AuthorizationError' : (QUERY_CODES[error.code] ?? error.code);
      return queryError(new AwsError(code, error.message, error.status));
    }
    case 'ses':
      return restError(error, { message: error.message });
    default:
      return jsonError(error);
  }
}

function restError(error: AwsError, body: object): AwsAnswer {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify(body),
  };
}
