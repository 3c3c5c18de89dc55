// Run as a child process, so that every start is cold: `node cold-invocation.cjs <bundle> <event>`. Prints milliseconds.
if (process.env.COMPILE_CACHE !== undefined) require('node:module').enableCompileCache(process.env.COMPILE_CACHE);
const event = JSON.parse(process.argv[3]);
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };

const cpu = process.cpuUsage();
const started = performance.now();
const { handler } = require(process.argv[2]);
const imported = performance.now();

handler(event, context).then(({ statusCode }) => {
  const answered = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  const undici = process.moduleLoadList.some((name) => name.includes('undici'));
  const sample = {
    statusCode,
    importMs: imported - started,
    coldMs: answered - started,
    cpuMs: (user + system) / 1000,
    undici,
  };
  process.stdout.write(`\n${JSON.stringify(sample)}`);
  require('node:module').flushCompileCache();
  process.exit(0);
});
