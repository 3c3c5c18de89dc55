import { answerChallenge as route } from '@tradewind/contracts/identity/answer-challenge';
import { httpHandler, ok } from '@tradewind/middleware';
import { answerChallenge } from '../use-cases/answer-challenge.ts';
import { answerChallengeDeps } from '../wiring.ts';
import { toSessionView } from './views/session.ts';

export const handler = httpHandler(route, { deps: answerChallengeDeps }, async ({ deps, body }) =>
  ok(toSessionView(await answerChallenge(deps)(body))),
);
