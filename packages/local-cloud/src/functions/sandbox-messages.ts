/** What a sandbox is started with. */
export interface SandboxSetup {
  readonly bundlePath: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  /** The endpoint whose calls the sandbox hands over by message; none when everything goes over HTTP. */
  readonly awsEndpoint: string | undefined;
}

/** A call to an AWS API as the SDK would send it over HTTP; header names in lower case. */
export interface AwsCallMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

export interface AwsReplyMessage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface InvokeMessage {
  readonly type: 'invoke';
  /** Tells the invocations of one sandbox apart. */
  readonly id: number;
  readonly requestId: string;
  /** The payload as JSON. */
  readonly event: string;
  readonly deadline: number;
  readonly traceHeader: string;
}

/** What a sandbox is told. */
export type MessageToSandbox =
  InvokeMessage | { readonly type: 'aws-reply'; readonly id: number; readonly reply: AwsReplyMessage };

/**
 * What a sandbox tells: that it is loaded or could not load, calls to AWS, a result as JSON, or that it dies of something
 * thrown outside of the handler. Each brings what the function has written since, so that a line of log costs no message.
 */
export type SandboxMessage = { readonly written?: string } & (
  | { readonly type: 'ready' }
  | { readonly type: 'written' }
  | { readonly type: 'aws-call'; readonly id: number; readonly call: AwsCallMessage }
  | { readonly type: 'result'; readonly id: number; readonly payload: string }
  | { readonly type: 'failure'; readonly id: number; readonly payload: string }
  | { readonly type: 'unusable'; readonly payload: string }
);
