// Run as a child process: `fork('measure-handler.cjs', [bundle])`. Sends the µs of one warm request to its parent.
// Its standard output goes nowhere, so that log lines cost what a write costs and no more.
const { handler } = require(process.argv[2]);

const WARM_UP_MS = 1500;
const MEASURE_MS = 700;
const BATCH = 200;

const body = '{"variantId":"var_01KA3Q5Z8M4T7R9V2W6X0Y1B3D","quantity":2}';
const event = JSON.stringify({
  version: '2.0',
  routeKey: 'POST /v1/carts/{cartId}/items',
  rawPath: '/v1/carts/crt_01KA3Q5Z8M4T7R9V2W6X0Y1B3D/items',
  rawQueryString: '',
  headers: {
    accept: 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'content-type': 'application/json',
    host: 'api.tradewind.test',
    'user-agent': 'curl/8.5.0',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  },
  pathParameters: { cartId: 'crt_01KA3Q5Z8M4T7R9V2W6X0Y1B3D' },
  requestContext: {
    accountId: '000000000000',
    apiId: 'tradewind',
    authorizer: {
      jwt: {
        claims: { username: 'usr_01KA3Q5Z8M4T7R9V2W6X0Y1B3D', token_use: 'access', 'cognito:groups': '[shopper]' },
        scopes: null,
      },
    },
    domainName: 'api.tradewind.test',
    domainPrefix: 'api',
    http: {
      method: 'POST',
      path: '/v1/carts/crt_01KA3Q5Z8M4T7R9V2W6X0Y1B3D/items',
      protocol: 'HTTP/1.1',
      sourceIp: '203.0.113.7',
      userAgent: 'curl/8.5.0',
    },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'POST /v1/carts/{cartId}/items',
    stage: '$default',
    time: '31/Jan/2026:09:30:00 +0000',
    timeEpoch: 1769851800000,
  },
  body,
  isBase64Encoded: false,
});
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };

function cpuMicroseconds() {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** µs of the thread's own CPU time, so that neighbours on the machine do not count. */
async function requests(cpuMs) {
  const started = cpuMicroseconds();
  let spent = 0;
  let count = 0;
  while (spent < cpuMs * 1000) {
    for (let index = 0; index < BATCH; index += 1) await handler(JSON.parse(event), context);
    count += BATCH;
    spent = cpuMicroseconds() - started;
  }
  return spent / count;
}

async function main() {
  const answer = await handler(JSON.parse(event), context);
  if (answer.statusCode !== 200) throw new Error(`The handler answered ${answer.statusCode}: ${answer.body}`);
  await requests(WARM_UP_MS);
  process.send({ ...answer, body: JSON.parse(answer.body), microseconds: await requests(MEASURE_MS) });
}

void main();
