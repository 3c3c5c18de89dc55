import { compileGlob } from '@tradewind/local-cloud/iam/glob';
import { declaredStatements } from '@tradewind/local-cloud/iam/roles';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { ROOT } from '../process/repository.ts';

/** A statement of a role or of a queue's policy, as the services' templates declare it. */
export interface DeclaredStatement {
  /** `orders/cancel-order#0` */
  readonly id: string;
  readonly actions: readonly string[];
  /** Changes when the statement does, so that a proof of the old one does not count. */
  readonly fingerprint: string;
}

/** One action of a statement: the least that can be taken away. */
export interface Grant {
  readonly statement: string;
  readonly action: string;
  /** Of the statement. */
  readonly fingerprint: string;
}

/** All statements that the services declare, in the order of their templates. */
export async function loadStatements(): Promise<DeclaredStatement[]> {
  const model = await loadModel({
    servicesDirectory: path.join(ROOT, 'services'),
    ...localAddress('http://127.0.0.1:4566'),
  });
  return declaredStatements(model).flatMap(({ id, statement }) =>
    id === undefined
      ? []
      : [
          {
            id,
            actions: statement.actions,
            fingerprint: createHash('sha256').update(JSON.stringify(statement)).digest('hex').slice(0, 16),
          },
        ],
  );
}

/** What the statements allow, action by action. */
export function grantsOf(statements: readonly DeclaredStatement[]): Grant[] {
  return statements.flatMap(({ id, actions, fingerprint }) =>
    actions.map((action) => ({ statement: id, action, fingerprint })),
  );
}

/** A grant's name, by which the local cloud leaves it out: `orders/cancel-order#0:dynamodb:GetItem`. */
export function nameOf({ statement, action }: Pick<Grant, 'statement' | 'action'>): string {
  return `${statement}:${action}`;
}

/** Whether an action of a statement, in which `*` and `?` stand for others, is that of a call; case does not matter. */
export function covers(pattern: string, action: string): boolean {
  return compileGlob(pattern, { ignoreCase: true }).matches(action);
}
