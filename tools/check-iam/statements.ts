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
