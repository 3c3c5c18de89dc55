import { runStart } from '@tradewind/local-cloud/cli/start';
import { ROOT } from '../process/repository.ts';
import { seedCatalogue } from '../seed/seed-catalogue.ts';

await runStart({ root: ROOT, seedCatalogue });
