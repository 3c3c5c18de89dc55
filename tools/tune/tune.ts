import { SFNClient } from '@aws-sdk/client-sfn';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exitWith } from '../process/exit-code.ts';
import { ROOT } from '../process/repository.ts';
import { chooseMemory, costPerMillion, STRATEGIES, type MemorySample, type Strategy } from './choose-memory.ts';
import { localSubject } from './local-subject.ts';
import { measureMemory } from './measure-memory.ts';
import { runPowerTuning } from './power-tuning.ts';
import { recordChoice } from './record.ts';

const USAGE = `Usage: npm run tune -- <service>/<function> [--memory 256,512,1024,1769] [--invocations 100]
                       [--strategy balanced|cost|speed] [--event <file>] [--record]
                       [--state-machine <arn> --function <arn>]

Measures a function's duration against its memory and says which to take; --record writes it to
config/serverless/memory.json. Here every memory is its share of one CPU, with the service's tables in an embedded cloud and
the function's sample event. With --state-machine, AWS Lambda Power Tuning measures the deployed function instead.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    memory: { type: 'string', default: '256,512,1024,1769' },
    invocations: { type: 'string', default: '100' },
    strategy: { type: 'string', default: 'balanced' },
    event: { type: 'string' },
    record: { type: 'boolean', default: false },
    'state-machine': { type: 'string' },
    function: { type: 'string' },
  },
});

const write = (line: string): boolean => process.stdout.write(`${line}\n`);

async function measureHere(name: string, memories: readonly number[]): Promise<MemorySample[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tradewind-tune-'));
  const options = { eventFile: values.event, invocations: Number(values.invocations) };
  const subject = await localSubject(name, directory, options);
  try {
    const samples: MemorySample[] = [];
    for (const memory of memories) {
      const sample = await measureMemory(subject, memory);
      const answer = sample.statusCode === null ? '' : `, answers ${sample.statusCode}`;
      write(
        `${String(memory).padStart(6)} MB  cold ${sample.coldMs.toFixed(0)} ms, warm ${sample.warmMs.toFixed(2)} ms${answer}`,
      );
      samples.push(sample);
    }
    return samples;
  } finally {
    await subject.close();
    rmSync(directory, { recursive: true });
  }
}

async function measureThere(name: string, memories: readonly number[], strategy: Strategy): Promise<MemorySample[]> {
  const [service = '', key = ''] = name.split('/');
  const file = values.event ?? path.join(ROOT, 'services', service, 'events', `${key}.json`);
  const client = new SFNClient({});
  try {
    return await runPowerTuning(client, {
      stateMachineArn: values['state-machine'] ?? '',
      functionArn: values.function ?? '',
      memories,
      invocations: Number(values.invocations),
      event: JSON.parse(readFileSync(file, 'utf8')),
      strategy,
    });
  } finally {
    client.destroy();
  }
}

async function tune(name: string, strategy: Strategy): Promise<void> {
  const memories = values.memory.split(',').map(Number);
  const there = values['state-machine'] !== undefined && values.function !== undefined;
  const samples = there ? await measureThere(name, memories, strategy) : await measureHere(name, memories);
  const chosen = chooseMemory(samples, strategy);
  for (const sample of samples) {
    const cost = costPerMillion(sample).toFixed(2);
    write(`${sample.memoryMb === chosen.memoryMb ? '→' : ' '} ${sample.memoryMb} MB: ${cost} USD per million`);
  }
  write(`${strategy}: ${chosen.memoryMb} MB for ${name}`);
  if (!values.record) return;
  const measuredOn = new Date().toISOString().slice(0, 10);
  recordChoice(name, chosen, samples, { strategy, measuredBy: there ? 'aws' : 'local', measuredOn });
  write('Written to config/serverless/memory.json; set memorySize of the function in its YAML to it.');
}

await exitWith(async () => {
  const [name, ...more] = positionals;
  const strategy = STRATEGIES.find((known) => known === values.strategy);
  if (name === undefined || strategy === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  await tune(name, strategy);
  return 0;
});
