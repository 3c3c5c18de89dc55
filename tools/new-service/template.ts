import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a template may ask for: `entity.camel` → `giftCard`. */
export type TemplateValues = Readonly<Record<string, string>>;

export interface TextFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly content: string;
}

const SUFFIX = '.template';
const PLACEHOLDER = /\{\{([a-z]+(?:\.[A-Za-z]+)?)\}\}/g;

/** Puts the values in the place of every `{{name}}`. Throws for a name that has no value. */
export function fillIn(text: string, values: TemplateValues): string {
  return text.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template asks for ${placeholder}, which has no value.`);
    return value;
  });
}

/**
 * The files that the folder of a template stands for. Its tree is that of the repository; names hold placeholders as
 * texts do. The suffix `.template` keeps compiler, linter, formatter and Jest away from what is no code yet.
 */
export function filesOf(directory: string, values: TemplateValues): TextFile[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIX))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      path: fillIn(path.relative(directory, file).slice(0, -SUFFIX.length), values),
      content: fillIn(readFileSync(file, 'utf8'), values),
    }));
}
