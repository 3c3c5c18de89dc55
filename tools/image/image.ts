import path from 'node:path';
import { exitWith } from '../process/exit-code.ts';
import { ROOT } from '../process/repository.ts';
import { layOutContext } from './lay-out-context.ts';

const USAGE = `Usage: npm run image -- <service>/<function>

Lays out the build context of a function's container image in dist/images and says how to build and push it. The function
needs a Dockerfile in its service's images/.
`;

async function layOut(name: string): Promise<void> {
  const directory = path.join('dist/images', name);
  const environment = await layOutContext(name, path.join(ROOT, directory));
  const settings = Object.entries(environment).map(([variable, value]) => ` --env ${variable}=${value}`);
  const tag = `tradewind-${name.replace('/', '-')}`;
  process.stdout.write(`The context stands in ${directory}. Build and try it:

  docker build --platform linux/arm64 --tag ${tag} ${directory}
  docker run --rm --publish 9000:8080${settings.join('')} ${tag}
  curl http://localhost:9000/2015-03-31/functions/function/invocations -d '{"source":"tradewind.deployment","action":"verify"}'
`);
}

await exitWith(async () => {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  await layOut(name);
  return 0;
});
