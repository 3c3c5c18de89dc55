/** What a sandbox is started with. */
export interface SandboxSetup {
  readonly bundlePath: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

export interface InvokeMessage {
  /** Tells the invocations of one sandbox apart. */
  readonly id: number;
  readonly requestId: string;
  /** The payload as JSON. */
  readonly event: string;
  readonly deadline: number;
  readonly traceHeader: string;
}

/** What a sandbox tells: that it is loaded or could not load, a result as JSON, or that it dies of something thrown outside of the handler. */
export type SandboxMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly id: number; readonly payload: string }
  | { readonly type: 'failure'; readonly id: number; readonly payload: string }
  | { readonly type: 'unusable'; readonly payload: string };
