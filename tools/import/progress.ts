import { SingleBar } from 'cli-progress';

export interface Progress {
  advance(rows: number): void;
  finish(): void;
}

/** A bar that redraws itself on a terminal; a line for every tenth elsewhere, so that logs stay readable. */
export function progressOn(stream: NodeJS.WriteStream, total: number): Progress {
  if (stream.isTTY) {
    const format = '{bar} {percentage}% | {value}/{total} rows | {eta_formatted} left';
    // Rows come in bursts of a batch each: the estimate looks back over several of them.
    const bar = new SingleBar({ format, stream, etaBuffer: 500 });
    bar.start(total, 0);
    return { advance: (rows) => bar.increment(rows), finish: () => bar.stop() };
  }
  let done = 0;
  let told = 0;
  return {
    advance(rows) {
      done += rows;
      const tenth = Math.floor((done / total) * 10);
      if (tenth === told) return;
      told = tenth;
      stream.write(`${done}/${total} rows\n`);
    },
    finish: () => undefined,
  };
}
