// Run as a child process: `node invoke-in-turn.cjs <list>`, where the list is JSON of `{ name, file, environment, event }`.
// Loads and invokes one function after the other, and prints for each how it ended and which built-in modules it was
// the first to load. One process for many, since a start of Node costs more than the functions do.
const { readFileSync } = require('node:fs');

const context = { awsRequestId: 'budget', functionName: 'budget', getRemainingTimeInMillis: () => 10_000 };

async function outcomeOf(file, event) {
  try {
    const answer = await require(file).handler(event, context);
    return { status: answer?.statusCode ?? 200 };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
}

async function main() {
  const reports = [];
  for (const { name, file, environment, event } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
    const known = new Set(process.moduleLoadList);
    process.env = { ...environment, LOG_LEVEL: 'silent' };
    const outcome = await outcomeOf(file, event);
    reports.push({ name, ...outcome, loaded: process.moduleLoadList.filter((module) => !known.has(module)) });
  }
  process.stdout.write(`\n${JSON.stringify(reports)}`);
  process.exit(0);
}

void main();
