import { parseArgs } from 'node:util';
import { exitWith } from '../process/exit-code.ts';
import { ROOT } from '../process/repository.ts';
import { diffReport } from './report.ts';
import { serviceDiffs } from './service-diffs.ts';
import { stageTemplates } from './stage-templates.ts';
import { commitTemplates, treeTemplates, type Templates } from './tree-templates.ts';

const USAGE = `Usage: npm run diff -- --stage <name> [--against <commit>] [--region us-east-1]

Prints as Markdown what deploying this tree would change: resources added, changed and removed, which are replaced, and
which would lose data. Against what is deployed of the stage, for which it needs credentials; or with --against, against
what another commit would deploy, which needs none.
`;

interface Wishes {
  readonly stage: string;
  readonly against: string | undefined;
  readonly region: string;
}

function parsed(): Wishes | undefined {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string' },
      against: { type: 'string' },
      region: { type: 'string', default: 'us-east-1' },
    },
  });
  const { stage, against, region } = values;
  return stage === undefined ? undefined : { stage, against, region };
}

async function baseline({ stage, against, region }: Wishes): Promise<Templates> {
  return against === undefined ? stageTemplates(stage, region) : commitTemplates(against, stage);
}

await exitWith(async () => {
  const wishes = parsed();
  if (wishes === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const before = await baseline(wishes);
  const after = treeTemplates(ROOT, wishes.stage);
  const title = `Stage ${wishes.stage} against ${wishes.against ?? 'what is deployed'}`;
  process.stdout.write(diffReport(title, serviceDiffs(before, after)));
  return 0;
});
