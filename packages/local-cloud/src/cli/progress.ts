/** Where progress is shown; `isTTY` decides whether a line may be written over. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface Step {
  /** What is being done right now: `12 of 60`. */
  update(detail: string): void;
  done(detail?: string): void;
  failed(): void;
}

export interface Progress {
  step(title: string): Step;
  /** A line of its own. */
  note(text: string): void;
}

const CLEAR_LINE = '\r\u001b[2K';
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;

/** A moving line for each step on a terminal; a plain line when it is over anywhere else. */
export function progressOn(output: ProgressOutput): Progress {
  return {
    step: (title) => (output.isTTY === true ? liveStep(output, title) : plainStep(output, title)),
    note: (text) => void output.write(`${text}\n`),
  };
}

function plainStep(output: ProgressOutput, title: string): Step {
  const started = performance.now();
  return {
    update: () => undefined,
    done: (detail) => void output.write(`  ok    ${line(title, detail, started)}\n`),
    failed: () => void output.write(`  FAIL  ${line(title, undefined, started)}\n`),
  };
}

function liveStep(output: ProgressOutput, title: string): Step {
  const started = performance.now();
  let detail: string | undefined;
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    output.write(`${CLEAR_LINE}  ${FRAMES[frame] ?? ''} ${line(title, detail, started)}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  const end = (mark: string, lastDetail: string | undefined) => {
    clearInterval(timer);
    output.write(`${CLEAR_LINE}  ${mark} ${line(title, lastDetail, started)}\n`);
  };
  return {
    update(current) {
      detail = current;
    },
    done: (last) => end('✔', last),
    failed: () => end('✘', undefined),
  };
}

function line(title: string, detail: string | undefined, started: number): string {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return `${title}${detail === undefined ? '' : `: ${detail}`} (${seconds} s)`;
}
