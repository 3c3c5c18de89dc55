import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exitWith } from '../process/exit-code.ts';
import { ROOT } from '../process/repository.ts';
import { followUps, runFollowUp, type FollowUp } from './follow-up.ts';
import { NewServiceError } from './new-service-error.ts';
import { planService, type Plan } from './plan.ts';

const USAGE = `npm run new:service <name> [-- options]

  <name>             of the service, kebab-case: reviews
  --entity <noun>    what it keeps, singular; by default from the name: review
  --prefix <abc>     three letters that its ids begin with: rev
  --event <type>     what it subscribes to: orders.order-confirmed.v1
  --dry-run          lists what would be written
  --package-lock-only  leaves node_modules alone
`;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function readCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        entity: { type: 'string' },
        prefix: { type: 'string' },
        event: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'package-lock-only': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [name, ...others] = positionals;
    if (values.help || name === undefined) return undefined;
    // npm keeps options for itself that do not stand after `--`, and their values arrive as names.
    if (others.length > 0) throw new NewServiceError(`One name, please; options go after --.\n\n${USAGE}`);
    const dryRun = values['dry-run'] || process.env['npm_config_dry_run'] === 'true';
    return { ...values, name, dryRun };
  } catch (error) {
    if (error instanceof NewServiceError) throw error;
    throw new NewServiceError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function write({ created, changed }: Plan): void {
  const [serverless, ...others] = created.toReversed();
  // A cloud that watches takes the service up with its serverless.yml: by then all else has to be there.
  for (const file of [...others, ...changed, ...(serverless === undefined ? [] : [serverless])]) {
    const target = path.join(ROOT, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.content, { flag: changed.includes(file) ? 'w' : 'wx' });
  }
}

function list({ created, changed }: Plan, updated: readonly FollowUp[]): void {
  for (const file of created) print(`  + ${file.path}`);
  for (const file of changed) print(`  ~ ${file.path}`);
  for (const { what } of updated) print(`  ~ ${what}`);
}

/** Answers whether everything is up to date afterwards. */
async function update(updates: readonly FollowUp[]): Promise<boolean> {
  let upToDate = true;
  for (const one of updates) {
    const failure = await runFollowUp(one);
    if (failure === undefined) continue;
    print(`\n${failure}\n${one.what} is not up to date: run \`${one.remedy}\`.`);
    upToDate = false;
  }
  return upToDate;
}

function nextSteps({ names, event }: Plan): string {
  const { service, entity, entities } = names;
  return `
It has POST and GET /v1/${entities.kebab}, hears ${event}, and tells of ${service.kebab}.${entity.kebab}-created.v1.
A running \`npm start\` takes it up by itself. Next:

  npm run check                               # types, lint, rules, wiring
  npm run jest -- services/${service.kebab}   # its tests
  npm start                                   # then POST /v1/${entities.kebab}; see docs/guides/add-a-service.md

Then make it yours: what ${entity.indefinite} is stands in services/${service.kebab}/src/domain/${entity.kebab}.ts, what the API
takes and shows in packages/contracts/src/${service.kebab}, and what it promises in its README.md.`;
}

async function main(): Promise<number> {
  const commandLine = readCommandLine();
  if (commandLine === undefined) {
    print(USAGE);
    return 0;
  }
  const plan = await planService(commandLine);
  const { service, entity, prefix } = plan.names;
  print(`Service ${service.kebab}: ${entity.indefinite} has ids ${prefix}_…`);
  const updates = followUps({ lockOnly: commandLine['package-lock-only'] });
  list(plan, updates);
  if (commandLine.dryRun) {
    print('\nNothing was written.');
    return 0;
  }
  write(plan);
  const upToDate = await update(updates);
  print(nextSteps(plan));
  return upToDate ? 0 : 1;
}

await exitWith(main);
