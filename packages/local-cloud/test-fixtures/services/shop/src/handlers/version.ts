import { VERSION } from '../version.ts';

let calls = 0;

export async function handler(): Promise<object> {
  calls += 1;
  return { version: VERSION, calls };
}
