// Run as a child process, so that every start is cold: `node cold-invocation.cjs <bundle>`. Prints milliseconds.
const started = performance.now();
const { handler } = require(process.argv[2]);
const imported = performance.now();

const event = {
  headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1' },
  body: '{"cartId":"crt_1"}',
  requestContext: { http: { method: 'POST', sourceIp: '192.0.2.1' } },
};
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };

handler(event, context).then(({ statusCode }) => {
  const answered = performance.now();
  const undici = process.moduleLoadList.some((name) => name.includes('undici'));
  const sample = { statusCode, importMs: imported - started, coldMs: answered - started, undici };
  process.stdout.write(JSON.stringify(sample));
});
