import { AwsError } from '../aws/api.ts';
import { parseSelector } from './json-selector.ts';
import type { LogFilter } from './log-filter.ts';

interface Terms {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly excluded: readonly string[];
}

const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\w+))(?=\s|$)/y;
const MAX_PATTERN = 1024;

/**
 * Compiles a filter pattern: terms (`Timeout`), phrases (`"timed out"`), any of several (`?a ?b`), none of (`-a`), all
 * of them case-sensitive and found anywhere in the line, or a comparison of JSON members (`{ $.level = "error" }`).
 * Throws AwsError InvalidParameterException for anything else: patterns of columns, `%regular expressions%`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function compileFilterPattern(pattern: string): LogFilter {
  if (pattern.length > MAX_PATTERN) throw invalidPattern(pattern, `is longer than ${MAX_PATTERN} characters`);
  const text = pattern.trim();
  if (text.startsWith('{')) return parseSelector(text, (why) => invalidPattern(pattern, why));
  const { required, optional, excluded } = termsOf(text);
  return (message) => {
    if (excluded.some((term) => message.includes(term))) return false;
    // As on AWS: beside terms that must be there, optional ones decide nothing.
    if (required.length > 0 || optional.length === 0) return required.every((term) => message.includes(term));
    return optional.some((term) => message.includes(term));
  };
}

function termsOf(text: string): Terms {
  const terms = { '': new Array<string>(), '?': new Array<string>(), '-': new Array<string>() };
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const [, sign = '', phrase, word = ''] = TERM.exec(text) ?? [undefined, 'none'];
    if (sign !== '' && sign !== '?' && sign !== '-')
      throw invalidPattern(text, `cannot be read from "${text.slice(at)}"`);
    terms[sign].push(phrase?.replaceAll(/\\(.)/g, '$1') ?? word);
  }
  return { required: terms[''], optional: terms['?'], excluded: terms['-'] };
}

function invalidPattern(pattern: string, why: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid filter pattern (the Tradewind local cloud knows terms and JSON comparisons): ${pattern} ${why}`,
  );
}
