const { readFileSync } = require('node:fs');

/** Where statements begin at the top of a module: Prettier indents whatever goes on in the next line. */
const STATEMENTS = /^(?=[A-Za-z/])/m;
/** A constant that is made by a call, or an object that may hold calls. */
const MADE = /^((?:export )?const \w+ = )((?:[a-z]\w*(?:\s*\.\w+)*[(<]|\{)[^]*);(\s*)$/;

/** The module with such constants marked as free of effects, so that they are dropped where nobody uses them. */
function withPureConstants(source) {
  return source
    .split(STATEMENTS)
    .map((statement) => statement.replace(MADE, '$1/* @__PURE__ */ (() => ($2))();$3'))
    .join('');
}

/**
 * A contract is a value and has no effects. esbuild cannot know that of calls of zod, and would keep every schema of a
 * module of which a function uses one, with all of zod that those need.
 */
const pureContracts = {
  name: 'pure-contracts',
  setup(build) {
    build.onLoad({ filter: /[\\/]packages[\\/]contracts[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: withPureConstants(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

module.exports = { pureContracts };
