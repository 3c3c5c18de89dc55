import { parseArgs } from 'node:util';
import { errorText, exitWith } from '../process/exit-code.ts';
import { walkPurchase } from './walk-purchase.ts';

const USAGE = `Usage: npm run smoke -- [--url http://localhost:4000] [--currency GBP] [--payment-method pm_sandbox_ok]
                        [--email success@simulator.amazonses.com]

Buys one article as a guest and cancels the order, over HTTP alone. Exits with 1 at the first step that fails.
`;

/** SES's own mailbox simulator: mails to it neither bounce nor count against the sender. */
const EMAIL = 'success@simulator.amazonses.com';
const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;

function parsed() {
  return parseArgs({
    options: {
      url: { type: 'string', default: 'http://localhost:4000' },
      currency: { type: 'string', default: 'GBP' },
      'payment-method': { type: 'string', default: 'pm_sandbox_ok' },
      email: { type: 'string', default: EMAIL },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

async function main(): Promise<number> {
  const options = parsed();
  const currency = CURRENCIES.find((known) => known === options.currency);
  if (options.help || currency === undefined) {
    process.stdout.write(USAGE);
    return options.help ? 0 : 2;
  }
  const { url, email } = options;
  process.stdout.write(`A purchase on ${url}\n`);
  const onStep = (step: string, ms: number) => process.stdout.write(`  ✓ ${step} (${ms} ms)\n`);
  const orderId = await walkPurchase({ url, currency, email, paymentMethod: options['payment-method'], onStep });
  process.stdout.write(`${orderId} was confirmed and cancelled.\n`);
  return 0;
}

await exitWith(main, (error) => ({ text: `  ✗ ${errorText(error)}` }));
