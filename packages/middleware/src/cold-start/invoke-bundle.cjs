// A child process of the test: loads the bundle named on the command line, invokes it twice, reports what was loaded.
const { handler } = require(process.argv[2]);

const context = { awsRequestId: 'r1', functionName: 'f', getRemainingTimeInMillis: () => 5_000 };
const event = (headers) => ({ headers, pathParameters: { cartId: 'crt_1' } });
// A well-formed token of nobody: the verifier goes as far as fetching the signing keys.
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: 'http://127.0.0.1:9/pool', exp: 4_000_000_000, token_use: 'access' };
const token = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}.c2ln`;

async function main() {
  const statuses = [
    (await handler(event({}), context)).statusCode,
    (await handler(event({ authorization: `Bearer ${token}` }), context)).statusCode,
  ];
  const loaded = process.moduleLoadList.filter((name) => name.includes('undici'));
  process.stdout.write(`\n${JSON.stringify({ statuses, loaded })}`);
}

void main();
