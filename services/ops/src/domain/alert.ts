import type { Fault, FaultKind } from './fault.ts';

/** What people are told. */
export interface Alert {
  /** One line of ASCII, at most 100 characters, as SNS takes it. */
  readonly subject: string;
  readonly text: string;
}

export interface AlertFacts {
  readonly stage: string;
  readonly fault: Fault;
  /** How often the fault was just seen. */
  readonly count: number;
  /** How often it was seen, and nobody told, since it was told of last. */
  readonly untold: number;
  readonly windowMinutes: number;
}

const WHAT_HAPPENED: Readonly<Record<FaultKind, string>> = {
  defect: 'logged a defect',
  timeout: 'ran out of time',
  'out-of-memory': 'ran out of memory',
  'not-loadable': 'could not be loaded',
  crash: 'crashed',
};

const RUNBOOK = 'docs/runbooks/log-alert.md';
const LONGEST_SUBJECT = 100;
/** The machine of a developer, whose log needs no stage to be found. */
const LOCAL = 'local';

/** One mail about one fault: what, where, how often, and what to type next. */
export function alertOf(facts: AlertFacts): Alert {
  const { stage, fault, count, untold, windowMinutes } = facts;
  const where = `${fault.service}/${fault.functionName}`;
  const ofStage = stage === LOCAL ? '' : ` --stage ${stage}`;
  const id = fault.requestId ?? fault.correlationId;
  const logs = `npm run logs -- --service ${fault.service} --level error${ofStage}`;
  const facing = [
    ['Service', fault.service],
    ['Function', fault.functionName],
    ['Error', fault.errorType],
    ['Message', fault.message],
    ['Request id', fault.requestId],
    ['Correlation id', fault.correlationId],
    ['Seen', occurrences(count, untold)],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${`${name}:`.padEnd(16)}${value}`]));
  return {
    subject: subjectOf(`Tradewind ${stage}: ${where} ${WHAT_HAPPENED[fault.kind]}`),
    text: [
      `${where} ${WHAT_HAPPENED[fault.kind]} in stage ${stage}.`,
      '',
      ...facing,
      '',
      'Look further:',
      `  ${id === undefined ? logs : `npm run trace -- ${id}${ofStage}`}`,
      `Runbook: ${RUNBOOK}`,
      '',
      `The same fault is not told of again for ${windowMinutes} minutes; what comes meanwhile is counted.`,
    ].join('\n'),
  };
}

function occurrences(count: number, untold: number): string {
  const times = count === 1 ? 'once' : `${count} times`;
  return untold === 0 ? times : `${times}, and ${untold} more since the last alert`;
}

function subjectOf(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_SUBJECT);
}
