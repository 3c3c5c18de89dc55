import path from 'node:path';

export interface Document {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}

export interface Repository {
  exists(file: string): boolean;
  /** Of a Markdown file. */
  read(file: string): string;
  readonly scripts: ReadonlySet<string>;
}

/** What is code stands for itself: a link in it is an example. */
function proseOf(text: string): string {
  return text.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, 'code');
}

/** Anchors of the headings, as GitHub makes them. */
function anchorsOf(text: string): Set<string> {
  const headings = text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/^#+ (.*)$/gm);
  const plain = [...headings].map(([, heading = '']) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, ''));
  return new Set(plain.map((heading) => heading.trim().replaceAll(/\s/g, '-')));
}

function linkFinding(document: Document, link: string, { exists, read }: Repository): string[] {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? document.path : path.posix.join(path.posix.dirname(document.path), file);
  if (!exists(target)) return [`${document.path}: ${link} leads nowhere.`];
  if (anchor === undefined || !target.endsWith('.md')) return [];
  return anchorsOf(read(target)).has(anchor) ? [] : [`${document.path}: ${link} names no heading of ${target}.`];
}

/** Links to files and headings that do not exist, and commands that package.json does not have. */
export function documentFindings(document: Document, repository: Repository): string[] {
  const prose = proseOf(document.text);
  const found = [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  const links = found.map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
  const commands = [...document.text.matchAll(/npm run (?:--silent )?([a-z]+(?:[:-][a-z]+)*)/g)];
  const unknown = commands.map(([, name = '']) => name).filter((name) => !repository.scripts.has(name));
  return [
    ...links.flatMap((link) => linkFinding(document, link, repository)),
    ...[...new Set(unknown)].map((name) => `${document.path}: there is no npm run ${name}.`),
  ];
}
