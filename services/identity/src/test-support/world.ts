import type { Clock, TraceContext } from '@tradewind/kernel';
import { inMemoryAttemptCounter } from '../adapters/in-memory-attempt-counter.ts';
import { inMemoryDirectory } from '../adapters/in-memory-directory.ts';
import { inMemorySignInFailures } from '../adapters/in-memory-sign-in-failures.ts';
import { inMemoryUsers } from '../adapters/in-memory-users.ts';
import { confirmUser } from '../use-cases/confirm-user.ts';
import { createSession } from '../use-cases/create-session.ts';
import { registerUser } from '../use-cases/register-user.ts';

export const trace: TraceContext = { requestId: 'req-1', correlationId: 'cor-1' };
export const origin = { ...trace, actor: 'usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9AD' };
export const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'correct horse battery' };

/** The service on in-memory adapters, with a clock that the test moves. */
export function testWorld() {
  let now = Date.parse('2026-01-31T09:30:00.000Z');
  const clock: Clock = { now: () => new Date(now) };
  const users = inMemoryUsers();
  const directory = inMemoryDirectory(clock);
  const deps = {
    users,
    directory,
    clock,
    attempts: inMemoryAttemptCounter(),
    signInFailures: inMemorySignInFailures(),
    answerFloorMs: 0,
  };

  const register = (person = ada) => registerUser(deps)({ ...person, trace });
  const confirm = (code: string, email = ada.email) => confirmUser(deps)({ email, code, trace });
  const signIn = (password = ada.password, email = ada.email) => createSession(deps)({ email, password, trace });
  const lastCode = (email = ada.email) => directory.codesFor(email).at(-1) ?? '';

  return {
    deps,
    users,
    directory,
    register,
    confirm,
    signIn,
    lastCode,
    async registerAndConfirm(person = ada) {
      await register(person);
      await confirm(lastCode(person.email), person.email);
    },
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
    publishedTypes: () => users.published.map(({ detailType }) => detailType),
  };
}
