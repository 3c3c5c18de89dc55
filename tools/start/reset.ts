import { runReset } from '@tradewind/local-cloud/cli/reset';
import { ROOT } from '../process/repository.ts';

process.exitCode = await runReset({ root: ROOT });
