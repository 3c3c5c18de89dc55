import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

/** Node's own type stripping as a Jest transform: tests run the same JavaScript as the services. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
  getCacheKey: (source, path) => createHash('sha256').update(`${process.version}\0${path}\0${source}`).digest('hex'),
};
