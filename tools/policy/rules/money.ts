import type { Rule } from '../rule.ts';
import { at, ofType } from '../stage-template.ts';

/**
 * Where orders are paid by the sandbox, which accepts everybody and moves no money, the function says that it is
 * allowed: of a stage by its settings, of a trial shop by the parameter `sandboxPayments`.
 */
export const takesRealMoney: Rule = {
  name: 'takes-real-money',
  check: (template) =>
    ofType(template, 'AWS::Lambda::Function')
      .filter(({ properties }) => {
        const variables = at(properties, 'Environment', 'Variables');
        return at(variables, 'PAYMENT_PROVIDER') === 'sandbox' && at(variables, 'SANDBOX_PAYMENTS') !== 'allowed';
      })
      .map(({ id }) => ({ resource: id, message: 'takes payments that move no money' })),
};
