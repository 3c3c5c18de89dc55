import { AwsError } from '../../aws/api.ts';
import type { AttributeValue } from '../dynalite-types.ts';
import { notWellFormed, placeOfToken, tokensOf, type Token } from './tokens.ts';

/** Reads a statement token by token, and its parameters in the order of their question marks. */
export class TokenReader {
  readonly #statement: string;
  readonly #tokens: readonly Token[];
  readonly #parameters: readonly AttributeValue[];
  #next = 0;
  #parameter = 0;

  constructor(statement: string, parameters: readonly AttributeValue[]) {
    this.#statement = statement;
    this.#tokens = tokensOf(statement);
    this.#parameters = parameters;
    const marks = this.#tokens.filter(({ kind, text }) => kind === 'symbol' && text === '?').length;
    if (marks !== parameters.length) {
      throw new AwsError('ValidationException', "Number of parameters in request and statement don't match.");
    }
  }

  /** The token that comes next, or one of those behind it. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? { kind: 'end', text: '', offset: this.#statement.length, length: 0 };
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  /** Whether these keywords come next, in any case. */
  isKeyword(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.kind === 'word' && token.text.toUpperCase() === word;
    });
  }

  acceptSymbol(text: string): boolean {
    const found = this.isSymbol(text);
    if (found) this.#next += 1;
    return found;
  }

  acceptKeyword(...words: readonly string[]): boolean {
    const found = this.isKeyword(...words);
    if (found) this.#next += words.length;
    return found;
  }

  expectSymbol(text: string): void {
    if (!this.acceptSymbol(text)) throw notWellFormed(`Expected ${text}`);
  }

  expectKeyword(word: string): void {
    if (!this.acceptKeyword(word)) throw notWellFormed(`Expected ${word}`);
  }

  /** The value of the question mark that was just taken. */
  parameter(): AttributeValue {
    const value = this.#parameters[this.#parameter];
    this.#parameter += 1;
    if (value === undefined) throw notWellFormed();
    return value;
  }

  /** A list of one or more, divided by commas. */
  list<Element>(read: () => Element): Element[] {
    const elements = [read()];
    while (this.acceptSymbol(',')) elements.push(read());
    return elements;
  }

  /** Throws ValidationException unless the statement ends here. */
  expectEnd(): void {
    if (this.peek().kind !== 'end') throw notWellFormed('Unexpected token after expression');
  }

  /** The ValidationException for what is wrong at a token: the place is told behind the message. */
  fault(message: string, token: Token): AwsError {
    return new AwsError('ValidationException', `${message} at ${placeOfToken(this.#statement, token)}`);
  }
}
