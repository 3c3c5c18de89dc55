import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

export interface RotationOptions {
  /** Above this size the file is begun anew. */
  readonly maxBytes?: number;
}

export interface RotatingFile {
  append(text: string): void;
}

const MAX_BYTES = 50 * 1024 * 1024;

/** Where that which a rotating file held before is kept. */
export function olderFile(path: string): string {
  return `${path}.1`;
}

/**
 * Begins a file anew, now and whenever a text would take it beyond its size. What it held goes to its older file, in
 * place of what that held; an empty one leaves the older file alone, so that starts which come to nothing push nothing
 * out. Appending at once keeps the last lines of a process that is killed.
 */
export function rotatingFile(path: string, { maxBytes = MAX_BYTES }: RotationOptions = {}): RotatingFile {
  setAside(path);
  let file = openSync(path, 'a');
  let size = 0;
  return {
    append(text) {
      const bytes = Buffer.byteLength(text);
      if (size > 0 && size + bytes > maxBytes) {
        closeSync(file);
        setAside(path);
        file = openSync(path, 'a');
        size = 0;
      }
      writeSync(file, text);
      size += bytes;
    },
  };
}

function setAside(path: string): void {
  const present = statSync(path, { throwIfNoEntry: false });
  if (present !== undefined && present.size > 0) renameSync(path, olderFile(path));
}
