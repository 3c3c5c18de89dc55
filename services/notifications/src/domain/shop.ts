/** What a mail says of the shop that sends it; its owner changes it while the service runs. */
export interface Shop {
  /** One line, as customers know it; the sender's name too. */
  readonly name: string;
  /** Where answers to mails go; without one to the sender. */
  readonly supportEmail?: string | undefined;
  /** The line at the foot of every mail that the law asks for: company, address, register. May be empty. */
  readonly imprint?: string | undefined;
}

/** The shop of mails that go out while nobody can tell how it is called. */
export const UNNAMED_SHOP: Shop = { name: 'Tradewind' };
