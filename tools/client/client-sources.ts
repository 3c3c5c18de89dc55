import { format, resolveConfig } from 'prettier';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';
import type { ApiOperation } from './openapi-model.ts';
import { contractDeclaration, iterationDeclaration, operationDeclaration } from './operation-declarations.ts';
import { TypeCatalogue } from './type-declarations.ts';

/** Where the generated sources of the client are. */
export const GENERATED = path.join(ROOT, 'packages/client/src/generated');

const BANNER =
  '// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.\n';

/** In code, not in what comments say. */
function uses(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text.replaceAll(/\/\*\*[^]*?\*\//g, ''));
}

/** Imports of the types in `text` that are declared elsewhere. */
function typeImports(text: string, places: ReadonlyMap<string, string>, isHere: (place: string) => boolean): string {
  const byFile = new Map<string, string[]>();
  for (const [name, place] of places) {
    if (isHere(place) || !uses(text, name)) continue;
    byFile.set(place, [...(byFile.get(place) ?? []), name]);
  }
  return [...byFile]
    .map(([place, names]) => `import type { ${names.join(', ')} } from './${place}-types.ts';\n`)
    .join('');
}

async function typesFile(place: string, types: TypeCatalogue, places: ReadonlyMap<string, string>): Promise<string> {
  const names = [...places].filter(([, other]) => other === place).map(([name]) => name);
  const text = (await Promise.all(names.map((name) => types.declare(name)))).join('\n');
  return `${typeImports(text, places, (other) => other === place)}\n${text}`;
}

function operationsFile(
  operations: readonly ApiOperation[],
  contracts: ReadonlyMap<ApiOperation, string>,
  places: ReadonlyMap<string, string>,
): string {
  const declarations = operations.flatMap((operation) => [
    contracts.get(operation) ?? '',
    operationDeclaration(operation),
    iterationDeclaration(operation) ?? '',
  ]);
  const text = declarations.filter((declared) => declared !== '').join('\n');
  const imports = [
    uses(text, 'iteration') ? "import { iteration } from '../iteration.ts';\n" : '',
    "import { operation } from '../operation.ts';\n",
    typeImports(text, places, () => false),
  ];
  return `${imports.join('')}\n${text}`;
}

/** The generated sources of the client, formatted, by file name. */
export async function clientSources(
  operations: readonly ApiOperation[],
  names: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const types = new TypeCatalogue(names);
  const contracts = new Map<ApiOperation, string>();
  for (const operation of operations) contracts.set(operation, await contractDeclaration(operation, types));
  const places = types.places();
  const texts = new Map<string, string>();
  for (const place of new Set(places.values())) texts.set(`${place}-types.ts`, await typesFile(place, types, places));
  for (const service of new Set(operations.map((operation) => operation.service))) {
    const own = operations.filter((operation) => operation.service === service);
    texts.set(`${service}.ts`, operationsFile(own, contracts, places));
  }
  const exports = [...texts.keys()].toSorted().map((file) => {
    const type = file.endsWith('-types.ts') ? 'type ' : '';
    return `export ${type}* from './${file}';\n`;
  });
  texts.set('index.ts', exports.join(''));

  const style = await resolveConfig(path.join(GENERATED, 'index.ts'));
  const formatted = [...texts].map(async ([file, text]): Promise<[string, string]> => [
    file,
    await format(`${BANNER}${text}`, { ...style, parser: 'typescript' }),
  ]);
  return new Map(await Promise.all(formatted));
}
