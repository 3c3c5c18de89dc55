import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';

export interface SourceText {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}

interface Finding {
  readonly line: number;
  readonly message: string;
}

const PRESET = '@secretlint/secretlint-rule-preset-recommend';

/** `clientSecret: …`, `API_KEY=…`, `"password": "…"`: a name that promises a secret, and a value that may be one. */
const ASSIGNMENT =
  /(?:secret|passw(?:or)?d|token|api[-_]?key|access[-_]?key|private[-_]?key|signing[-_]?key|credential)s?['"\]]*\s*[:=]\s*['"`]?([A-Za-z0-9+/_=.~-]{16,})/gi;
/** Bits a character: English words have about 3, 32 random letters and digits more than 4. */
const RANDOM_ENTROPY = 3.7;
/** Share of characters that are of another kind than the one before: words have under 0.2, random text over 0.35. */
const RANDOM_CHANGES = 0.3;

/** Sample requests, whose tokens are made up: JSON has no place for an excuse. */
const MADE_UP = /^services\/[^/]+\/events\/[^/]+\.json$/;
/** Above or beside what is no secret, with the reason. */
const EXCUSE = /no secret: \S/;

/**
 * What in a file is a secret, one sentence each, without the secret. Known forms (keys of AWS, Stripe, GitHub and some
 * twenty others, private keys, passwords in addresses) are secretlint's business; values that look random under a name
 * that promises a secret are told here. Secrets that a template resolves into an environment: tools/policy.
 */
export async function secretFindings(source: SourceText): Promise<string[]> {
  const lines = source.text.split('\n');
  const found = [...(await knownForms(source)), ...(MADE_UP.test(source.path) ? [] : lines.flatMap(suspicions))];
  return found
    .filter(({ line }) => !EXCUSE.test(`${lines[line - 2] ?? ''}\n${lines[line - 1] ?? ''}`))
    .map(({ line, message }) => `${source.path}:${line}: ${message}`);
}

async function knownForms({ path, text }: SourceText): Promise<Finding[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, contentType: 'text', ext: '' },
    options: { config: { rules: [{ id: PRESET, rule: recommended }] }, maskSecrets: true },
  });
  return messages.map(({ loc, message }) => ({ line: loc.start.line, message }));
}

function suspicions(text: string, index: number): Finding[] {
  return [...text.matchAll(ASSIGNMENT)]
    .filter(([, value = '']) => looksRandom(value))
    .map(() => ({ line: index + 1, message: 'a value that looks random under the name of a secret' }));
}

function looksRandom(value: string): boolean {
  return /\d/.test(value) && entropy(value) >= RANDOM_ENTROPY && changes(value) >= RANDOM_CHANGES;
}

/** How often letters, capitals and digits take turns; a capital that begins a word does so once. */
function changes(text: string): number {
  const turns = text.match(/(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Za-z])/g) ?? [];
  return turns.length / text.length;
}

/** Shannon, "A Mathematical Theory of Communication" (1948): H = −Σ p log₂ p over the characters, in bits. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
