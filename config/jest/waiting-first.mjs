import Sequencer from '@jest/test-sequencer';

/**
 * Files that mostly wait for a clock, begun first so that they wait while the others work; then those that take longest,
 * so that none of them is left alone at the end. On a fresh clone Jest knows no durations to sort by.
 */
const FIRST = [
  'e2e/slow-payment.e2e.test.ts',
  'e2e/faults/saga-faults.e2e.test.ts',
  'e2e/faults/contention.e2e.test.ts',
  'e2e/mutations/mutations.e2e.test.ts',
  'e2e/framework-cli.e2e.test.ts',
  'tools/new-service/new-service.int.test.ts',
  'e2e/faults/redrive.e2e.test.ts',
  'packages/client/src/purchase.int.test.ts',
  'tools/check-iam/roles/samples.int.test.ts',
  'e2e/account-journey.e2e.test.ts',
  'services/identity/src/handlers/handlers.int.test.ts',
];

function place({ path }) {
  const index = FIRST.findIndex((name) => path.replaceAll('\\', '/').endsWith(`/${name}`));
  return index === -1 ? FIRST.length : index;
}

export default class WaitingFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
