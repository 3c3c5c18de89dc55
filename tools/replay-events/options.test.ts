import { describe, expect, it } from '@jest/globals';
import { readOptions, UsageError } from './options.ts';

const now = new Date('2026-01-31T12:00:00.250Z');
const read = (...args: string[]) => readOptions(args, now);
const INTO = ['--consumer', 'carts/offers'];

describe('readOptions', () => {
  it('takes times as instants and as how long ago', () => {
    expect(read(...INTO, '--from', '2h', '--to', '2026-01-31T11:00:00Z')).toMatchObject({
      consumers: ['carts/offers'],
      from: new Date('2026-01-31T10:00:00.250Z'),
      to: new Date('2026-01-31T11:00:00Z'),
      stage: 'dev',
      onAws: false,
    });
  });

  it('needs no time for an entity, and gives every replay a name of its own', () => {
    expect(read(...INTO, '--order', 'ord_1')).toMatchObject({
      entity: 'ord_1',
      from: undefined,
      to: now,
      name: 'replay-20260131T120000250Z',
    });
  });

  it('goes to AWS where a stage is named', () => {
    expect(read(...INTO, '--from', '1d', '--stage', 'staging')).toMatchObject({ stage: 'staging', onAws: true });
  });

  it('replays in production only by its name, and looks without', () => {
    const production = [...INTO, '--from', '1d', '--stage', 'prod'];
    expect(() => read(...production)).toThrow(/--confirm prod/);
    expect(() => read(...production, '--confirm', 'staging')).toThrow(UsageError);
    expect(read(...production, '--confirm', 'prod')).toMatchObject({ stage: 'prod' });
    expect(read(...production, '--dry-run')).toMatchObject({ dryRun: true });
  });

  it('answers nothing where help is asked for', () => {
    expect(read('--help')).toBeUndefined();
  });

  it.each([
    ['nobody to replay to', ['--from', '1h']],
    ['neither a time nor an entity', INTO],
    ['two entities', [...INTO, '--order', 'ord_1', '--entity', 'prd_1']],
    ['an order that is none', [...INTO, '--order', 'prd_1']],
    ['a time that is none', [...INTO, '--from', 'yesterday']],
    ['a local time without its zone', [...INTO, '--from', '2026-01-31T09:30:00']],
    ['an end before the start', [...INTO, '--from', '1h', '--to', '2h']],
    ['a name that EventBridge refuses', [...INTO, '--from', '1h', '--name', 'a b']],
    ['an option that does not exist', [...INTO, '--form', '1h']],
  ])('refuses %s', (_, args) => {
    expect(() => read(...args)).toThrow(UsageError);
  });
});
