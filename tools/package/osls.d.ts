/** The part of osls (the Serverless Framework) that runs one of its commands. */
declare module 'serverless/lib/serverless.js' {
  export default class Serverless {
    constructor(settings: {
      readonly commands: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
      readonly serviceDir: string;
      readonly configurationFilename: string;
      readonly configuration: Readonly<Record<string, unknown>>;
    });
    readonly service: { readonly provider: { readonly compiledCloudFormationTemplate: unknown } };
    readonly pluginManager: { readonly hooks: Record<string, unknown> };
    readonly utils: { writeFileSync: (file: string, contents: unknown) => unknown };
    init(): Promise<void>;
    run(): Promise<void>;
  }
}
