// Run as a child process: `node start-without.cjs <list>`, where the list is JSON of
// `{ name, file, environment, settings }`. Loads each function as Lambda does, with its whole environment and then once
// without each of its settings, and prints what it said.
const { readFileSync } = require('node:fs');

function saidAtStart(file, environment) {
  process.env = environment;
  delete require.cache[require.resolve(file)];
  try {
    require(file);
    return '';
  } catch (error) {
    return error.message;
  }
}

const reports = [];
for (const { name, file, environment, settings } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  reports.push({ name, said: saidAtStart(file, environment) });
  for (const without of settings) {
    const { [without]: _, ...rest } = environment;
    reports.push({ name, without, said: saidAtStart(file, rest) });
  }
}
process.stdout.write(JSON.stringify(reports), () => process.exit(0));
