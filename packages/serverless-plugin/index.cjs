const SHARED_ROLE = 'IamRoleLambdaExecution';
const UNSET = 'unset';

/** Paths of all values in a template that are the text `unset`. */
function unsetPaths(value, path = '') {
  if (value === UNSET) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => unsetPaths(child, `${path}.${key}`));
}

/**
 * Two rules on every template, for the framework and its compose alike:
 * - every function has a role of its own, so the shared one that the framework adds is dropped;
 * - `${param:x, 'unset'}` lets a service package alone, but such a template is refused at deployment.
 */
class TemplateRules {
  constructor(serverless) {
    this.hooks = {
      'before:package:finalize': () => this.dropSharedRole(serverless),
      'before:deploy:deploy': () => this.refuseUnset(serverless),
    };
  }

  dropSharedRole({ service }) {
    delete service.provider.compiledCloudFormationTemplate.Resources[SHARED_ROLE];
  }

  refuseUnset(serverless) {
    const paths = unsetPaths(serverless.service.provider.compiledCloudFormationTemplate.Resources);
    if (paths.length === 0) return;
    throw new serverless.classes.Error(
      `Parameters are missing for ${paths.slice(0, 3).join(', ')}. Deploy with \`npm run deploy -- --stage <stage>\`, ` +
        'which passes on what the other stacks answer, or give them as --param="name=value".',
      'TRADEWIND_UNSET_PARAMETER',
    );
  }
}

module.exports = TemplateRules;
