import type { DemoAccount } from '../front-door/welcome-page.ts';

export interface SeededAccount extends DemoAccount {
  readonly name: string;
}

/** May change the catalogue and stock. */
export const ADMIN: SeededAccount = {
  role: 'admin',
  name: 'Tradewind Admin',
  email: 'admin@tradewind.test',
  password: 'Tradewind-admin-1',
};

export const SHOPPER: SeededAccount = {
  role: 'shopper',
  name: 'Tradewind Shopper',
  email: 'shopper@tradewind.test',
  password: 'Tradewind-shopper-1',
};

export const ACCOUNTS: readonly SeededAccount[] = [ADMIN, SHOPPER];
