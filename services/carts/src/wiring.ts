import { openTable } from '@tradewind/dynamodb';
import { eventAnnouncer } from '@tradewind/dynamodb/event-announcer';
import { systemClock } from '@tradewind/kernel';
import {
  cognitoTokenVerifier,
  dynamoIdempotencyStore,
  type IdempotencyStore,
  type TokenVerifier,
} from '@tradewind/middleware';
import { dynamoCarts } from './adapters/dynamo-carts.ts';
import { dynamoOfferReader, dynamoOfferRecorder } from './adapters/dynamo-offers.ts';
import { dynamoPersonalCarts } from './adapters/dynamo-personal-carts.ts';
import type { CartDeps } from './domain/ports.ts';
import { busEnv, env, tokenEnv } from './env.ts';
import type { ErasePersonDeps } from './use-cases/erase-person.ts';
import type { ExportPersonDeps } from './use-cases/export-person.ts';
import type { RecordOffersDeps } from './use-cases/record-offers.ts';

function table() {
  return openTable(env().TABLE_NAME);
}

/** For functions that change carts without pricing them. */
export function cartStoreDeps(): Pick<CartDeps, 'carts' | 'clock'> {
  return { carts: dynamoCarts(table()), clock: systemClock };
}

/** For functions that price carts. */
export function cartDeps(): CartDeps {
  return { ...cartStoreDeps(), offers: dynamoOfferReader(table()) };
}

export function recordOffersDeps(): RecordOffersDeps {
  return { offers: dynamoOfferRecorder(table()) };
}

export function erasePersonDeps(): ErasePersonDeps {
  return {
    carts: dynamoPersonalCarts(table()),
    announcer: eventAnnouncer(busEnv().EVENT_BUS_NAME),
    clock: systemClock,
  };
}

export function exportPersonDeps(): ExportPersonDeps {
  return {
    carts: dynamoPersonalCarts(table()),
    announcer: eventAnnouncer(busEnv().EVENT_BUS_NAME),
    clock: systemClock,
  };
}

export function idempotencyStore(): IdempotencyStore {
  return dynamoIdempotencyStore(table());
}

export function tokenVerifier(): TokenVerifier {
  return cognitoTokenVerifier({ issuer: tokenEnv().TOKEN_ISSUER, clientId: tokenEnv().TOKEN_CLIENT_ID });
}
