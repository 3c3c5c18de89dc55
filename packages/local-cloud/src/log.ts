/** What the cloud tells about itself and the functions that it runs. */
export interface CloudLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error: unknown): void;
  /** A line that a function wrote, as it wrote it. */
  output(functionName: string, line: string): void;
}

export const silentLog: CloudLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  output: () => undefined,
};
