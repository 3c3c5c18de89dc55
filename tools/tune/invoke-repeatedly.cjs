// The process that is measured: `node invoke-repeatedly.cjs <bundle> <event> <invocations>`. Prints milliseconds.
const [, , bundle, event, invocations] = process.argv;
const payload = JSON.parse(event);
const context = { awsRequestId: 'tune', functionName: 'tune', getRemainingTimeInMillis: () => 60_000 };

async function main() {
  const started = performance.now();
  const { handler } = require(bundle);
  const first = await handler(payload, context);
  const coldMs = performance.now() - started;
  const warm = performance.now();
  for (let count = 0; count < Number(invocations); count += 1) await handler(payload, context);
  const warmMs = (performance.now() - warm) / Number(invocations);
  process.stdout.write(`\n${JSON.stringify({ coldMs, warmMs, statusCode: first?.statusCode ?? null })}`);
  process.exit(0);
}

void main();
