import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { ReplacementOf } from './template-diff.ts';

/** {@link ReplacementOf} by the published CloudFormation resource schemas. A type or property they lack says `maybe`. */
export function publishedReplacement(): ReplacementOf {
  const database = loadAwsServiceSpecSync();
  return (type, property) => {
    const [spec] = database.lookup('resource', 'cloudFormationType', 'equals', type);
    const known = spec?.properties[property];
    return known === undefined ? 'maybe' : (known.causesReplacement ?? 'no');
  };
}
