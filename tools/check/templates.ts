import { synthesize } from '../package/synthesize.ts';
import { TemplateValidator } from '../package/template-validation.ts';
import { EXCEPTIONS } from '../policy/exceptions.ts';
import { policyFindings } from '../policy/policy.ts';
import { effectiveResources } from '../policy/stage-template.ts';
import { serviceNames } from '../process/repository.ts';
import { CHECKED_STAGES, readStages, stageSettings } from '../stages/stages.ts';

const validator = new TemplateValidator();
const stages = readStages();
const templates = [];
const findings: string[] = [];

for (const service of serviceNames()) {
  for (const stage of CHECKED_STAGES) {
    const template = await synthesize(service, stage);
    const invalid = validator.validate(template);
    findings.push(...invalid.map(({ path, message }) => `${service} (${stage}): ${path} ${message}`));
    templates.push({
      service,
      stage,
      settings: stageSettings(stage, stages),
      resources: effectiveResources(template),
    });
  }
}
findings.push(...policyFindings(templates, EXCEPTIONS));
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
