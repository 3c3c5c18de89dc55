/** The ids that tie one piece of work to the request that caused it, across every hop. */
export interface TraceContext {
  readonly requestId: string;
  readonly correlationId: string;
  /** W3C Trace Context (https://www.w3.org/TR/trace-context/), `00-<trace>-<span>-<flags>`. */
  readonly traceparent?: string;
  /** Id of the event being handled, when the work was caused by one. */
  readonly causationId?: string;
}
