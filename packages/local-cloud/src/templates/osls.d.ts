/** The parts of osls (the Serverless Framework) that read a `serverless.yml` exactly as a deployment does. */
declare module 'serverless/lib/configuration/read.js' {
  export default function read(configurationPath: string): Promise<Record<string, unknown>>;
}

declare module 'serverless/lib/configuration/variables/index.js' {
  export default function resolveVariables(options: {
    serviceDir: string;
    configuration: Record<string, unknown>;
    options: Record<string, unknown>;
    sources: Record<string, unknown>;
  }): Promise<void>;
}

declare module 'serverless/lib/configuration/variables/sources/*' {
  const source: object;
  export default source;
}

declare module 'serverless/lib/configuration/variables/sources/instance-dependent/*' {
  export default function source(instance?: object): object;
}
