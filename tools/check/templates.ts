import { synthesizeStages } from '../package/synthesize.ts';
import { TemplateValidator } from '../package/template-validation.ts';
import { EXCEPTIONS } from '../policy/exceptions.ts';
import { policyFindings } from '../policy/policy.ts';
import { effectiveResources, type StageTemplate } from '../policy/stage-template.ts';
import { serviceNames } from '../process/repository.ts';
import { snapshotFinding } from '../snapshot/snapshot.ts';
import { CHECKED_STAGES, readStages, stageSettings } from '../stages/stages.ts';

const validator = new TemplateValidator();
const stages = readStages();
const judged: StageTemplate[] = [];
const findings: string[] = [];

for (const service of serviceNames()) {
  const templates = await synthesizeStages(service, CHECKED_STAGES);
  for (const [stage, template] of Object.entries(templates)) {
    const invalid = validator.validate(template);
    findings.push(...invalid.map(({ path, message }) => `${service} (${stage}): ${path} ${message}`));
    const settings = stageSettings(stage, stages);
    judged.push({ service, stage, settings, resources: effectiveResources(template) });
  }
  findings.push(...(snapshotFinding(service, templates) ?? '').split('\n').filter((line) => line !== ''));
}
findings.push(...policyFindings(judged, EXCEPTIONS));
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
