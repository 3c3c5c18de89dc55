import { compileConditions, lookupIn, type ConditionContext } from './conditions.ts';
import { compileGlob, type Glob, type VariableLookup } from './glob.ts';
import type { PolicyStatement } from './policy.ts';

/** One thing that a call asks to do. */
export interface AccessRequest {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** The ARN that it concerns, `*` for actions that concern none. */
  readonly resource: string;
  /** Further ARNs of which one being allowed is enough; SES decides by the address or by its domain. */
  readonly alternatives?: readonly string[];
  /** Condition keys of the call; made only when a statement asks for one. */
  context?(): Iterable<readonly [key: string, values: readonly string[] | undefined]>;
}

/** A statement under the name by which reports speak of it. */
export interface IdentifiedStatement {
  /** `orders/cancel-order#0`; undefined for what a plugin generates. */
  readonly id: string | undefined;
  readonly statement: PolicyStatement;
  /** Taken away by an experiment: it decides nothing, but it is told when it would have. */
  readonly removed?: boolean;
}

/** A statement that speaks about a request, and whether it allows or denies. */
export interface Verdict {
  readonly id: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly removed: boolean;
}

interface Compiled extends Verdict {
  readonly variable: boolean;
  readonly conditional: boolean;
  covers(action: string, resource: string, lookup?: VariableLookup): boolean;
  holds(context: ConditionContext): boolean;
}

const MAX_REMEMBERED = 10_000;

/** The statements of one policy or of all policies of a role, compiled; remembers which of them speak about what. */
export class PolicySet {
  readonly #statements: readonly Compiled[];
  readonly #candidates = new Map<string, readonly Compiled[]>();

  /** Throws PolicyError. */
  constructor(statements: readonly IdentifiedStatement[]) {
    this.#statements = statements.map(compile);
  }

  /** The statements that speak about this action on this resource, their conditions being met. */
  verdicts(action: string, resource: string, context: () => ConditionContext): Verdict[] {
    return this.#candidatesFor(action, resource).filter((statement) => {
      if (statement.variable && !statement.covers(action, resource, lookupIn(context()))) return false;
      return !statement.conditional || statement.holds(context());
    });
  }

  /** What fits but for variables, whose values change from call to call. */
  #candidatesFor(action: string, resource: string): readonly Compiled[] {
    const key = `${action}\n${resource}`;
    const known = this.#candidates.get(key);
    if (known !== undefined) return known;
    if (this.#candidates.size >= MAX_REMEMBERED) this.#candidates.clear();
    const found = this.#statements.filter((statement) => statement.variable || statement.covers(action, resource));
    this.#candidates.set(key, found);
    return found;
  }
}

function compile({ id, statement, removed = false }: IdentifiedStatement): Compiled {
  const actions = statement.actions.map((action) => compileGlob(action, { ignoreCase: true }));
  const resources = statement.resources.map((resource) => compileGlob(anyStreamLabel(resource), { variables: true }));
  const covers = (action: string, resource: string, lookup?: VariableLookup): boolean =>
    matchesAny(actions, action) !== (statement.exceptActions === true) &&
    matchesAny(resources, resource, lookup) !== (statement.exceptResources === true);
  return {
    id,
    removed,
    effect: statement.effect,
    variable: resources.some(({ variable }) => variable),
    conditional: Object.keys(statement.conditions).length > 0,
    covers,
    holds: compileConditions(statement.conditions),
  };
}

function matchesAny(globs: readonly Glob[], text: string, lookup?: VariableLookup): boolean {
  return globs.some((glob) => glob.matches(text, lookup));
}

/** A template names a table's stream before its label exists, and CloudFormation puts the label in. */
function anyStreamLabel(resource: string): string {
  return resource.endsWith('/stream/latest') ? `${resource.slice(0, -'latest'.length)}*` : resource;
}
