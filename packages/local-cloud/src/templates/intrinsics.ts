import { TemplateError } from './model.ts';

/** What the functions of a template can refer to. */
export interface IntrinsicScope {
  /** `Ref` of a resource, parameter or pseudo parameter; undefined when there is none of that name. */
  reference(name: string): unknown;
  /** `Fn::GetAtt`; undefined when the resource or attribute is unknown. */
  attribute(logicalId: string, attribute: string): unknown;
  readonly conditions: Readonly<Record<string, unknown>>;
}

export interface IntrinsicResolver {
  /** A copy of the value with every intrinsic function replaced by its result. Throws TemplateError. */
  resolve(value: unknown): unknown;
  /** Whether a named condition of the template holds. Throws TemplateError. */
  holds(condition: string): boolean;
}

/** `AWS::NoValue`: the property that holds it disappears. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

type Arguments = readonly unknown[];

/** Evaluates CloudFormation's intrinsic functions over plain JSON. */
export function intrinsicResolver(scope: IntrinsicScope): IntrinsicResolver {
  const evaluating = new Set<string>();

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (argument) => known(scope.reference(text(argument, 'Ref')), `Ref ${String(argument)}`),
    'Fn::GetAtt': (argument) => {
      const [logicalId, attribute] = attributePath(argument);
      return known(scope.attribute(logicalId, attribute), `Fn::GetAtt ${logicalId}.${attribute}`);
    },
    'Fn::Sub': substitute,
    'Fn::Join': (argument) => {
      const [delimiter, parts] = list(argument, 'Fn::Join');
      return list(resolve(parts), 'Fn::Join').map(scalarText).join(text(delimiter, 'Fn::Join'));
    },
    'Fn::Split': (argument) => {
      const [delimiter, source] = list(argument, 'Fn::Split');
      return text(resolve(source), 'Fn::Split').split(text(delimiter, 'Fn::Split'));
    },
    'Fn::Select': (argument) => {
      const [index, values] = list(argument, 'Fn::Select');
      return known(list(resolve(values), 'Fn::Select')[Number(resolve(index))], `Fn::Select ${String(index)}`);
    },
    // Whatever the region is called: nothing here lies in a zone.
    'Fn::GetAZs': () => ['local-a', 'local-b', 'local-c'],
    'Fn::If': (argument) => {
      const [condition, whenTrue, whenFalse] = list(argument, 'Fn::If');
      return resolve(holds(text(condition, 'Fn::If')) ? whenTrue : whenFalse);
    },
    'Fn::Equals': (argument) => {
      const [left, right] = list(argument, 'Fn::Equals').map((side) => resolve(side));
      return scalarText(left) === scalarText(right);
    },
    'Fn::Not': (argument) => !truth(list(argument, 'Fn::Not')[0]),
    'Fn::And': (argument) => list(argument, 'Fn::And').every((part) => truth(part)),
    'Fn::Or': (argument) => list(argument, 'Fn::Or').some((part) => truth(part)),
  };

  function substitute(argument: unknown): string {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const own = new Map(isRecord(variables) ? Object.entries(variables) : []);
    return text(template, 'Fn::Sub').replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (own.has(name)) return scalarText(resolve(own.get(name)));
      const [logicalId = '', ...attribute] = name.trim().split('.');
      const value =
        attribute.length === 0 ? scope.reference(logicalId) : scope.attribute(logicalId, attribute.join('.'));
      return scalarText(known(value, `Fn::Sub ${whole}`));
    });
  }

  /** A condition inside another: a function, or `{Condition: Name}`. */
  function truth(value: unknown): boolean {
    if (isRecord(value) && typeof value['Condition'] === 'string') return holds(value['Condition']);
    return resolve(value) === true;
  }

  function holds(condition: string): boolean {
    const definition = scope.conditions[condition];
    if (definition === undefined) throw new TemplateError(`The condition ${condition} is not defined.`);
    if (evaluating.has(condition)) throw new TemplateError(`The condition ${condition} refers to itself.`);
    evaluating.add(condition);
    try {
      return truth(definition);
    } finally {
      evaluating.delete(condition);
    }
  }

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => resolve(item)).filter((item) => item !== NO_VALUE);
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (only !== undefined && entries.length === 1) {
      const [name, argument] = only;
      const evaluate = functions[name];
      if (evaluate !== undefined) return evaluate(argument);
      if (name.startsWith('Fn::')) throw new TemplateError(`The local cloud does not evaluate ${name}.`);
    }
    return Object.fromEntries(
      entries.map(([key, item]) => [key, resolve(item)] as const).filter(([, item]) => item !== NO_VALUE),
    );
  }

  return { resolve, holds };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function known(value: unknown, what: string): unknown {
  if (value === undefined) throw new TemplateError(`${what} leads to nothing that this template declares.`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new TemplateError(`${where} needs text, not ${JSON.stringify(value)}.`);
  return value;
}

function list(value: unknown, where: string): Arguments {
  if (!Array.isArray(value)) throw new TemplateError(`${where} needs a list, not ${JSON.stringify(value)}.`);
  return value;
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`Text is needed where ${JSON.stringify(value)} stands.`);
}

function attributePath(argument: unknown): [string, string] {
  const [logicalId, ...attribute] = Array.isArray(argument) ? argument : text(argument, 'Fn::GetAtt').split('.');
  return [text(logicalId, 'Fn::GetAtt'), attribute.map((part) => text(part, 'Fn::GetAtt')).join('.')];
}
