const NAMES_SHOWN = 4;

/** The first names of a list and how many more there are. */
export function namesInShort(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return names.length > NAMES_SHOWN ? `${shown} and ${names.length - NAMES_SHOWN} more` : shown;
}
