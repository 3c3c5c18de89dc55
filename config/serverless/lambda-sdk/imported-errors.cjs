const { globSync, readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../../..');
const IMPORT = /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'@aws-sdk\/client-[a-z0-9-]+'/g;

/**
 * The names that packages and services import from AWS clients. An error that none of them imports needs no class of its
 * own: it arrives as the client's base exception with the same `name`, message and fields.
 */
exports.importedErrors = () => {
  const files = globSync(['packages/*/src/**/*.ts', 'services/*/src/**/*.ts'], { cwd: ROOT });
  const names = files.flatMap((file) => {
    const source = readFileSync(path.join(ROOT, file), 'utf8');
    return [...source.matchAll(IMPORT)].flatMap(([, list]) => list.split(','));
  });
  return new Set(names.map((name) => name.trim().split(/\s+as\s+/)[0]));
};
