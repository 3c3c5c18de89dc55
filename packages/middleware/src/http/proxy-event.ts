import { isRecord, recordAt, textAt } from './untrusted.ts';

/** Whether a REST API sent this: its events (payload format 1.0) name the method at the top. */
export function isProxyEvent(source: unknown): source is Record<string, unknown> {
  return isRecord(source) && source['version'] !== '2.0' && typeof source['httpMethod'] === 'string';
}

/**
 * The event of a REST API's Lambda proxy integration in the fields of an HTTP API's, so that one function may stand
 * behind both.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function proxyEventAsHttpEvent(event: Record<string, unknown>): Record<string, unknown> {
  const context = recordAt(event, 'requestContext');
  const identity = recordAt(context, 'identity');
  const method = textAt(event, 'httpMethod');
  const path = textAt(event, 'path');
  return {
    routeKey: `${method} ${textAt(event, 'resource')}`,
    rawPath: path,
    rawQueryString: rawQuery(event),
    headers: event['headers'],
    queryStringParameters: event['queryStringParameters'],
    pathParameters: event['pathParameters'],
    body: event['body'],
    isBase64Encoded: event['isBase64Encoded'],
    requestContext: {
      accountId: context['accountId'],
      apiId: context['apiId'],
      domainName: context['domainName'],
      requestId: context['requestId'],
      stage: context['stage'],
      timeEpoch: context['requestTimeEpoch'],
      http: {
        method,
        path,
        protocol: context['protocol'],
        sourceIp: identity['sourceIp'],
        userAgent: identity['userAgent'],
      },
      authorizer: { iam: { userArn: identity['userArn'] }, lambda: recordAt(context, 'authorizer') },
    },
  };
}

/** A REST API hands on decoded values only; encoded again, so that a repeated parameter is still seen as such. */
function rawQuery(event: Record<string, unknown>): string {
  const query = new URLSearchParams();
  const multiple = recordAt(event, 'multiValueQueryStringParameters');
  const single = recordAt(event, 'queryStringParameters');
  for (const [name, values] of Object.entries(Object.keys(multiple).length > 0 ? multiple : single)) {
    for (const value of Array.isArray(values) ? values : [values]) {
      if (typeof value === 'string') query.append(name, value);
    }
  }
  return query.toString();
}
