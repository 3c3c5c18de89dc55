// Plain JavaScript for Node 20: this is what runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const NEEDED_MAJOR = 24;
const PARENT_CHECK_MS = 500;

/** What `node tools/run.mjs <name>` runs. */
const SCRIPTS = {
  start: 'tools/start/start.ts',
  reset: 'tools/start/reset.ts',
  import: 'tools/import/import-catalogue.ts',
  test: 'tools/test/test.ts',
  check: 'tools/check/check.ts',
  package: 'tools/package/package-services.ts',
  deploy: 'tools/deploy/deploy.ts',
  'update:templates': 'tools/snapshot/update-templates.ts',
  diff: 'tools/diff/diff.ts',
  cost: 'tools/cost/cost.ts',
  'cost:measure': 'bench/units/measure-usage.ts',
  image: 'tools/image/image.ts',
  tune: 'tools/tune/tune.ts',
  remove: 'tools/deploy/remove.ts',
  smoke: 'tools/smoke/smoke.ts',
  'stage:url': 'tools/deploy/stage-url.ts',
  'test:stage': 'tools/test/test-stage.ts',
  'new:service': 'tools/new-service/new-service.ts',
  bench: 'bench/bench.ts',
  'bench:http': 'bench/http-load.ts',
  chaos: 'e2e/faults/run-chaos.ts',
  'fuzz:api': 'e2e/mutations/fuzz-api.ts',
  redrive: 'tools/redrive/redrive.ts',
  'resolve:order': 'tools/orders/resolve-order.ts',
  'replay:events': 'tools/replay-events/replay-events.ts',
  'rotate:secret': 'tools/secrets/rotate-secret.ts',
  logs: 'tools/logs/logs.ts',
  trace: 'tools/trace/trace.ts',
  'check:invariants': 'tools/invariants/check-invariants.ts',
  'check:audit-log': 'tools/audit-log/check-audit-log.ts',
  'check:iam': 'tools/check-iam/check-iam.ts',
  'generate:client': 'tools/client/generate-client.ts',
};

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** Whether everything in the lockfile is installed in that version; optional packages of other platforms may lack. */
function dependenciesAreCurrent() {
  const wanted = lockedPackages('package-lock.json');
  const installed = lockedPackages('node_modules/.package-lock.json');
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([name, { version, optional, link, peer, resolved }]) => {
    if (!name.startsWith('node_modules/') && !name.includes('/node_modules/')) return true;
    const found = installed[name];
    if (found === undefined) return optional === true || peer === true;
    return link === true ? found.resolved === resolved : found.version === version;
  });
}

function installDependencies() {
  process.stdout.write('Installing dependencies: needed once, takes about a minute.\n');
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: ROOT, stdio: 'inherit' },
  );
  if (error !== undefined) fail(`npm could not be run: ${error.message}`);
  if (status !== 0) fail('The dependencies could not be installed; npm says above why.');
}

/** The Node to run with: this one if it is new enough, otherwise the one among the dependencies. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  const bundled = path.join(ROOT, 'node_modules/.bin/node');
  const runs = existsSync(bundled) && spawnSync(bundled, ['--version']).status === 0;
  if (runs) return bundled;
  return fail(
    `Tradewind needs Node ${NEEDED_MAJOR} or newer; this is ${process.version}, and there is no build of it among ` +
      'the dependencies for this machine. Install it from https://nodejs.org and try again.',
  );
}

function main([name, ...args]) {
  const script = SCRIPTS[name];
  if (script === undefined) fail(`Usage: node tools/run.mjs <${Object.keys(SCRIPTS).join('|')}> [arguments]`);
  if (!dependenciesAreCurrent()) installDependencies();
  const node = findNode();
  const bin = path.join(ROOT, 'node_modules/.bin');
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', path.join(ROOT, script), ...args], {
    stdio: 'inherit',
    env: {
      // Worker threads each take a malloc arena of their own and never give it back; two are enough.
      MALLOC_ARENA_MAX: '2',
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm ends its shell, but the shell does not pass that on: whoever is left behind by npm has to see it.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), PARENT_CHECK_MS).unref();
  }
  child.on('error', (error) => fail(`${script} could not be run: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0));
  });
}

main(process.argv.slice(2));
