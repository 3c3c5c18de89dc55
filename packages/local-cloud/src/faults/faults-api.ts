import * as z from 'zod/mini';
import { AwsError, jsonError, type AwsAnswer, type AwsApi, type AwsCall } from '../aws/api.ts';
import { FaultPlan, NO_FAULTS } from './fault-plan.ts';
import type { FaultInjector } from './fault-injector.ts';

/** Beside the AWS APIs, on the AWS port of the local cloud only; nothing that deploys knows of it. */
export const FAULTS_PATH = '/_tradewind/faults';

function shown(plan: FaultPlan): AwsAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(plan) };
}

function planIn(rawBody: Buffer): FaultPlan {
  try {
    return z.parse(FaultPlan, JSON.parse(rawBody.toString('utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('ValidationException', `The fault plan cannot be followed: ${reason}`);
  }
}

function answer(faults: FaultInjector, { method, rawBody }: AwsCall): AwsAnswer {
  switch (method) {
    case 'GET':
      return shown(faults.plan);
    case 'PUT':
      faults.follow(planIn(rawBody));
      return shown(faults.plan);
    case 'DELETE':
      faults.follow(NO_FAULTS);
      return shown(faults.plan);
    default:
      throw new AwsError('MethodNotAllowedException', `${method} is no way to talk about faults.`, 405);
  }
}

/**
 * Sets (`PUT`, a {@link FaultPlan} as JSON), shows (`GET`) and ends (`DELETE`) the faults of the local cloud. Calls are
 * not signed; a page in a browser cannot make them, since these methods are preflighted and nothing here allows it.
 */
export function faultsApi(faults: FaultInjector): AwsApi {
  return {
    signingNames: ['tradewind-faults'],
    acceptsUnsigned: ({ path }) => path === FAULTS_PATH,
    handle: async (call) => {
      try {
        return answer(faults, call);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return jsonError(error);
      }
    },
  };
}
