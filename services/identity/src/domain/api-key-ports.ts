import type { OutgoingEvent, PagePlace } from './ports.ts';
import type { ApiKey, ApiPlan } from './api-key.ts';

/** What is known of issued keys, in this service's own table. */
export interface ApiKeys {
  /** Stores the key and the event, or neither. */
  save(key: ApiKey, event: OutgoingEvent): Promise<void>;
  find(keyId: string): Promise<ApiKey | undefined>;
  /** As of now, never an older state. */
  findBySecretHash(secretHash: string): Promise<ApiKey | undefined>;
  /** Removes the key and stores the event, or neither. */
  remove(key: ApiKey, event: OutgoingEvent): Promise<void>;
  /** Newest first. */
  list(page: { readonly limit: number; readonly after?: PagePlace | undefined }): Promise<ApiKeyPage>;
}

export interface ApiKeyPage {
  readonly keys: readonly ApiKey[];
  readonly next: PagePlace | undefined;
}

/** The gateway's usage plans, which count and limit the requests of each key. */
export interface UsagePlans {
  /** Adds a key under this value; answers the gateway's id of it. */
  addKey(plan: ApiPlan, name: string, value: string): Promise<string>;
  /** A key that is gone already is ignored. */
  removeKey(gatewayKeyId: string): Promise<void>;
}
