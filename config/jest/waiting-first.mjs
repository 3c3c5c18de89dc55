import Sequencer from '@jest/test-sequencer';

/** Files that mostly wait for a clock: begun first, they wait while the others work. */
const WAITING = ['slow-payment.e2e.test.ts'];

const waits = ({ path }) => WAITING.some((name) => path.endsWith(name));

export default class WaitingFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(waits), ...sorted.filter((test) => !waits(test))];
  }
}
