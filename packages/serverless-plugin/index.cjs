const path = require('node:path');

const SHARED_ROLE = 'IamRoleLambdaExecution';
const UNSET = 'unset';
/** Of a parameter: what it would ask for is left out. */
const NONE = 'none';
/** The stage's key, in the template of the service that owns it. */
const DATA_KEY = 'DataKey';
const DEFAULT_AWS_PORT = '4566';

/** Paths of all values in a template that are the text `unset`. */
function unsetPaths(value, at = '') {
  if (value === UNSET) return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => unsetPaths(child, `${at}.${key}`));
}

/**
 * What Tradewind's services need of the framework besides its own:
 * - every function has a role of its own, so the shared one that the framework adds is dropped;
 * - `${param:x, 'unset'}` lets a service package alone, but such a template is refused at deployment;
 * - in stages with `customerKey`, log groups are encrypted with it: most of them are of the framework's making;
 * - in stages with `canary`, CodeDeploy moves traffic to new versions gradually, and nothing calls a function past it;
 * - every role carries the permissions boundary, where there is one;
 * - a REST API is deployed again whenever something in it changes;
 * - traces, dashboards, alarms and saved queries are generated from what the service consists of;
 * - `sls invoke local` and `sls offline` run against the embedded cloud of `npm start`, never a real account.
 */
class TradewindPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = {
      'before:package:finalize': () => this.dropSharedRole(),
      // Only then are our own resources in the template.
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        this.encryptLogs();
        return this.rollOutGradually()
          .then(() => this.boundRoles())
          .then(() => this.redeployRestApis())
          .then(() => this.observe());
      },
      'before:deploy:deploy': () => this.refuseUnset(),
      initialize: () => this.prepareLocalInvocation(),
      'before:offline:start:init': () => this.useEmbeddedCloud(),
      'before:offline:start': () => this.useEmbeddedCloud(),
    };
  }

  dropSharedRole() {
    delete this.serverless.service.provider.compiledCloudFormationTemplate.Resources[SHARED_ROLE];
  }

  /** A log group that names a key, or `AWS::NoValue` in its place, keeps what it says. */
  encryptLogs() {
    const { custom, provider } = this.serverless.service;
    if (custom?.stage?.customerKey !== true) return;
    const { Resources } = provider.compiledCloudFormationTemplate;
    const key = DATA_KEY in Resources ? { 'Fn::GetAtt': [DATA_KEY, 'Arn'] } : custom.encryption.keyArn;
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type === 'AWS::Logs::LogGroup') Properties.KmsKeyId ??= key;
    }
  }

  async rollOutGradually() {
    const { service, providers } = this.serverless;
    if (service.custom?.stage?.canary !== true) return;
    const { bypasses, rollOutGradually, VERIFIER } = await import('@tradewind/rollout');
    const template = service.provider.compiledCloudFormationTemplate;
    const stage = providers.aws.getStage();
    const verifierName = `tradewind-platform-${stage}-${VERIFIER}`;
    const { provisionedConcurrency = {}, quietHours } = service.custom.stage;
    const warmth = { instances: provisionedConcurrency[service.service.replace(/^tradewind-/, '')] ?? {}, quietHours };
    const rollout = { service: service.service, stage, verifierName, warmth };
    template.Resources = rollOutGradually(template.Resources, rollout);
    const [bypass] = bypasses(template.Resources);
    if (bypass === undefined) return;
    throw new this.serverless.classes.Error(
      `${bypass.path} calls ${bypass.function} past its alias, so a gradual rollout would not hold for it.`,
      'TRADEWIND_ROLLOUT_BYPASSED',
    );
  }

  /** After the rollout, which adds a role of its own. */
  boundRoles() {
    const { service } = this.serverless;
    const boundary = service.custom?.parameters?.permissionsBoundary;
    if (!boundary || boundary === NONE) return;
    for (const { Type, Properties } of Object.values(service.provider.compiledCloudFormationTemplate.Resources)) {
      if (Type === 'AWS::IAM::Role') Properties.PermissionsBoundary = boundary;
    }
  }

  /** After the rollout, which changes where methods lead. */
  async redeployRestApis() {
    const { redeployWithChanges } = await import('@tradewind/serverless-plugin/rest-api');
    const template = this.serverless.service.provider.compiledCloudFormationTemplate;
    template.Resources = redeployWithChanges(template.Resources);
  }

  /** Last, so that it sees what the others added. */
  async observe() {
    const { service, providers } = this.serverless;
    const { observe } = await import('@tradewind/serverless-plugin/observability');
    const {
      stage: { tracing = false, dashboards = false, canary = false } = {},
      alarms = false,
      logAlerts,
    } = service.custom ?? {};
    observe(service.provider.compiledCloudFormationTemplate.Resources, {
      service: service.service,
      stage: providers.aws.getStage(),
      tracing,
      dashboards,
      alarms,
      alarmTopicArn: service.custom?.parameters?.alarmTopicArn ?? UNSET,
      logAlerts: logAlerts && { ...logAlerts, alias: canary },
    });
  }

  refuseUnset() {
    const paths = unsetPaths(this.serverless.service.provider.compiledCloudFormationTemplate.Resources);
    if (paths.length === 0) return;
    throw new this.serverless.classes.Error(
      `Parameters are missing for ${paths.slice(0, 3).join(', ')}. Deploy with \`npm run deploy -- --stage <stage>\`, ` +
        'which passes on what the other stacks answer, or give them as --param="name=value". ' +
        'docs/guides/deploying.md says what each is, under “Settings of a stage”.',
      'TRADEWIND_UNSET_PARAMETER',
    );
  }

  /**
   * Before any plugin works on the command: the framework looks references in environments up in CloudFormation,
   * and serverless-esbuild moves the service's directory to its build.
   */
  async prepareLocalInvocation() {
    if (this.serverless.processedInput.commands.join(' ') === 'invoke local') await this.useEmbeddedCloud();
  }

  /** Gives every function the environment that it has under `npm start`, references to resources resolved. */
  async useEmbeddedCloud() {
    const { environmentOf } = await import('@tradewind/local-cloud/functions/environment');
    const { loadService } = await import('@tradewind/local-cloud/templates/load-model');
    const { localAddress } = await import('@tradewind/local-cloud/templates/local-address');
    const endpoint = `http://127.0.0.1:${process.env.TRADEWIND_AWS_PORT ?? DEFAULT_AWS_PORT}`;
    const { serviceDir, service } = this.serverless;
    const source = { ...localAddress(endpoint), servicesDirectory: path.dirname(serviceDir) };
    const model = await loadService(source, path.basename(serviceDir));
    // Each function gets all of its own; what is left here the framework would look up in CloudFormation.
    service.provider.environment = {};
    for (const definition of model.functions) {
      service.functions[definition.key].environment = environmentOf(definition, { endpoint, directory: serviceDir });
    }
  }
}

module.exports = TradewindPlugin;
