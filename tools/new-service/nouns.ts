/** One name in every form in which a template writes it. */
export interface NounForms {
  /** gift-card */
  readonly kebab: string;
  /** giftCard */
  readonly camel: string;
  /** GiftCard */
  readonly Pascal: string;
  /** GIFT_CARD */
  readonly CONSTANT: string;
  /** gift card */
  readonly words: string;
  /** Gift card */
  readonly Sentence: string;
  /** a gift card */
  readonly indefinite: string;
  /** A gift card */
  readonly Indefinite: string;
}

const PREFIX_LENGTH = 3;

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All forms of a kebab-case noun. */
export function formsOf(kebab: string): NounForms {
  const parts = kebab.split('-');
  const Pascal = parts.map(capitalised).join('');
  const words = parts.join(' ');
  // By sound, as far as letters tell: an upload, but a user and a unit.
  const indefinite = `${/^(?:[aeio]|u(?!ni|s[ei]))/.test(words) ? 'an' : 'a'} ${words}`;
  return {
    kebab,
    camel: Pascal.charAt(0).toLowerCase() + Pascal.slice(1),
    Pascal,
    CONSTANT: parts.join('_').toUpperCase(),
    words,
    Sentence: capitalised(words),
    indefinite,
    Indefinite: capitalised(indefinite),
  };
}

/** The singular of a regular English plural; what is none stays as it is. */
export function singularOf(noun: string): string {
  if (/[^aeiou]ies$/.test(noun)) return noun.replace(/ies$/, 'y');
  if (/(?:ss|sh|ch|x|z)es$/.test(noun)) return noun.replace(/es$/, '');
  return /[^su]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

/** The regular English plural. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies');
  return /(?:s|sh|ch|x|z)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** `rev` for `review`: the first three letters. */
export function prefixOf(noun: string): string {
  return noun.replaceAll(/[^a-z]/g, '').slice(0, PREFIX_LENGTH);
}
