import { join, resolve } from 'node:path';

/** What the environment says about a start. */
export interface Settings {
  readonly port: number;
  readonly awsPort: number;
  /** Where everything is kept between starts. */
  readonly dataDir: string;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const DEFAULT_PORT = 4000;
const DEFAULT_AWS_PORT = 4566;

/** Reads TRADEWIND_PORT, TRADEWIND_AWS_PORT and TRADEWIND_DATA_DIR. Throws SettingsError. */
export function readSettings(root: string, environment: NodeJS.ProcessEnv): Settings {
  const dataDir = environment['TRADEWIND_DATA_DIR'];
  return {
    port: portOf('TRADEWIND_PORT', environment['TRADEWIND_PORT'], DEFAULT_PORT),
    awsPort: portOf('TRADEWIND_AWS_PORT', environment['TRADEWIND_AWS_PORT'], DEFAULT_AWS_PORT),
    dataDir: dataDir === undefined || dataDir === '' ? join(root, '.tradewind') : resolve(dataDir),
  };
}

function portOf(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SettingsError(`${name} must be a port number, not "${text}".`);
}
