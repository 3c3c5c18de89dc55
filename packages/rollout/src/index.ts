export { bypasses, type Bypass } from './bypasses.ts';
export type { Rollout } from './code-deploy.ts';
export { LIVE, VERIFIER } from './live-alias.ts';
export type { Warmth } from './provisioned-concurrency.ts';
export { rollOutGradually } from './roll-out-gradually.ts';
export type { Resource, Resources, Value, ValueMap } from './template.ts';
