import type { StageTemplate } from './stage-template.ts';

/** What is wrong with one resource. */
export interface Violation {
  /** The logical id. */
  readonly resource: string;
  readonly message: string;
}

/** A rule that every template of every stage keeps. */
export interface Rule {
  /** Kebab-case; exceptions name it. */
  readonly name: string;
  readonly check: (template: StageTemplate) => readonly Violation[];
}

/** A violation that stands, with the reason why it may. */
export interface Exception {
  readonly rule: string;
  readonly service: string;
  /** The logical id, or a part of it that ends in `*`. */
  readonly resource: string;
  readonly reason: string;
}
