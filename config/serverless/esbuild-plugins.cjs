const { readFileSync } = require('node:fs');
const { lambdaSdk } = require('./lambda-sdk/plugin.cjs');
const { pureContracts } = require('./pure-contracts.cjs');

const FILES = ['swagger-ui-bundle.js', 'swagger-ui.css'];

/** Puts the files of the API page into its function's bundle, where there is no node_modules to read them from. */
const inlineSwaggerUi = {
  name: 'inline-swagger-ui',
  setup(build) {
    build.onLoad({ filter: /swagger-ui-files\.ts$/ }, () => {
      const texts = FILES.map((name) => [name, readFileSync(require.resolve(`swagger-ui-dist/${name}`), 'utf8')]);
      return {
        loader: 'js',
        contents: `const files = ${JSON.stringify(Object.fromEntries(texts))};
export const swaggerUiFile = (name) => files[name];`,
      };
    });
  },
};

module.exports = [inlineSwaggerUi, lambdaSdk, pureContracts];
