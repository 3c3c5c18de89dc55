import { describe, expect, it } from '@jest/globals';
import { rotatingSecret } from './rotating-secret.ts';

function harness() {
  const values = new Map<string, string>([['AWSCURRENT', 'first']]);
  const reads: string[] = [];
  let now = 0;
  let down = false;
  const secret = rotatingSecret({
    async read(stage) {
      reads.push(stage);
      if (down) throw new Error('throttled');
      return values.get(stage);
    },
    clock: { now: () => new Date(now) },
    maxAgeMs: 1000,
    retryMs: 100,
    refreshMs: 10,
  });
  return {
    secret,
    reads,
    advance: (ms: number) => void (now += ms),
    rotate(value: string) {
      values.set('AWSPREVIOUS', values.get('AWSCURRENT') ?? '');
      values.set('AWSCURRENT', value);
    },
    fail: (failing: boolean) => void (down = failing),
  };
}

/** Takes what was signed with one value. */
const signedWith = (wanted: string) => (value: string) => {
  if (value !== wanted) throw new Error(`refused by ${value}`);
  return 'accepted';
};

describe('rotatingSecret', () => {
  it('takes what was signed before a rotation as well as what is signed after it', async () => {
    const { secret, advance, rotate } = harness();
    expect(await secret.current()).toBe('first');
    rotate('second');
    advance(1000);
    expect(await secret.current()).toBe('second');
    expect(await secret.withAnyValue(signedWith('first'))).toBe('accepted');
    expect(await secret.withAnyValue(signedWith('second'))).toBe('accepted');
  });

  it('takes what another process signed with a value that is not known here yet', async () => {
    const { secret, advance, rotate } = harness();
    await secret.current();
    advance(10);
    rotate('second');
    expect(await secret.withAnyValue(signedWith('second'))).toBe('accepted');
  });

  it('refuses what was signed two rotations ago, in the words of the current value', async () => {
    const { secret, advance, rotate } = harness();
    rotate('second');
    rotate('third');
    advance(10);
    await expect(secret.withAnyValue(signedWith('first'))).rejects.toThrow('refused by third');
  });

  it('reads no more for a flood of forgeries than for one', async () => {
    const { secret, reads, advance } = harness();
    await secret.current();
    advance(10);
    await expect(secret.withAnyValue(signedWith('forged'))).rejects.toThrow('refused by first');
    const { length } = reads;
    for (let count = 0; count < 50; count += 1) {
      await expect(secret.withAnyValue(signedWith('forged'))).rejects.toThrow();
    }
    expect(reads).toHaveLength(length);
  });

  it('goes on with what it knows while nothing can be read', async () => {
    const { secret, advance, fail } = harness();
    await secret.current();
    fail(true);
    advance(5000);
    expect(await secret.withAnyValue(signedWith('first'))).toBe('accepted');
  });

  it('fails where nothing was ever read, and recovers', async () => {
    const { secret, fail } = harness();
    fail(true);
    await expect(secret.current()).rejects.toThrow('throttled');
    fail(false);
    expect(await secret.current()).toBe('first');
  });
});
