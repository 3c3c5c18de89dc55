interface EndpointParameters {
  readonly Endpoint?: string | undefined;
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
  readonly EndpointId?: string | undefined;
}

/** The endpoint resolver of the service whose regional hosts begin so. */
export function regionalEndpoint(prefix: string): (parameters: EndpointParameters) => {
  readonly url: URL;
  readonly properties: Readonly<Record<string, never>>;
  readonly headers: Readonly<Record<string, never>>;
};
