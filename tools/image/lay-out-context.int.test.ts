import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import { layOutContext } from './lay-out-context.ts';

const IMAGES = globSync('services/*/images/*.Dockerfile', { cwd: ROOT }).map((file) => {
  const [, service = '', , dockerfile = ''] = file.split(path.sep);
  return `${service}/${path.basename(dockerfile, '.Dockerfile')}`;
});

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'tradewind-images-'));
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** The arguments of an instruction of a Dockerfile. */
function instruction(dockerfile: string, name: string): string {
  return new RegExp(`^${name} (.+)$`, 'm').exec(dockerfile)?.[1] ?? '';
}

/** Loads and calls a handler as Lambda's runtime client does: by the path and export of CMD, in a process of its own. */
function verified(directory: string, handler: string, environment: Readonly<Record<string, string>>): string {
  const [file = '', exported = ''] = handler.split('.');
  const script =
    `require(${JSON.stringify(path.join(directory, `${file}.cjs`))})[${JSON.stringify(exported)}]` +
    `({ source: 'tradewind.deployment', action: 'verify' }, { awsRequestId: '1', functionName: 'f' })` +
    `.then((answer) => console.log(JSON.stringify(answer)), (error) => console.log(error.message))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { ...environment } });
  return stdout.trim();
}

describe.each(IMAGES)('the image of %s', (name) => {
  let directory: string;
  let dockerfile: string;
  let handler: string;

  beforeAll(async () => {
    directory = path.join(scratch, name);
    await layOutContext(name, directory);
    dockerfile = readFileSync(path.join(directory, 'Dockerfile'), 'utf8');
    handler = /"(.+)"/.exec(instruction(dockerfile, 'CMD'))?.[1] ?? '';
  });

  it('stands on the base image of the runtime and architecture that archives have', () => {
    const provider = readFileSync(path.join(ROOT, 'config/serverless/provider.yml'), 'utf8');
    const major = /runtime: nodejs(\d+)\.x/.exec(provider)?.[1];
    const architecture = /architecture: (\w+)/.exec(provider)?.[1];
    expect(instruction(dockerfile, 'FROM')).toBe(`public.ecr.aws/lambda/nodejs:${major}-${architecture}`);
  });

  it('holds the bundle and nothing else', () => {
    const files = globSync('**/*', { cwd: directory }).filter((file) => statSync(path.join(directory, file)).isFile());
    expect(files.sort()).toEqual(['Dockerfile', `src/handlers/${name.split('/')[1]}.cjs`]);
    const [source = ''] = instruction(dockerfile, 'COPY').split(' ');
    expect(existsSync(path.join(directory, source))).toBe(true);
  });

  it('enters by the handler of the archive, unchanged', () => {
    expect(handler).toBe(`src/handlers/${name.split('/')[1]}.handler`);
    const environment = { TABLE_NAME: 't', CURSOR_SECRET_ID: 's', STAGE: 'test', AWS_REGION: 'us-east-1' };
    expect(verified(directory, handler, environment)).toBe('{"verified":true}');
  });

  it('says what its environment lacks', () => {
    expect(verified(directory, handler, {})).toContain('TABLE_NAME');
  });
});

describe('layOutContext', () => {
  it.each(['catalog/no-such-function', 'catalog/get-product', 'no-such-service/list'])('refuses %s', async (name) => {
    await expect(layOutContext(name, path.join(scratch, 'none'))).rejects.toThrow();
  });
});
