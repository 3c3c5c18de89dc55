const KEY = /^const (_\w+) = ("[^"]*");$/gm;
const COMPUTED = /\[(_\w+)\]:/g;
const REGISTRATION = /^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm;

/**
 * A client's schemas without the registration of errors that are not `wanted`. A computed key counts as a side effect
 * for esbuild: with the keys written out, it drops every schema that no used operation refers to.
 */
exports.prunedSchemas = (source, wanted) => {
  const texts = new Map([...source.matchAll(KEY)].map(([, name, text]) => [name, text]));
  return source
    .replaceAll(COMPUTED, (key, name) => (texts.has(name) ? `${texts.get(name)}:` : key))
    .replaceAll(REGISTRATION, (line, name) => (wanted.has(name) ? line : ''));
};
