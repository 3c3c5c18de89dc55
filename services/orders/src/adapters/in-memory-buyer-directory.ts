import type { BuyerDirectory } from '../domain/ports.ts';

export function inMemoryBuyerDirectory(): BuyerDirectory {
  const emails = new Map<string, string>();
  return {
    emailOf: async (userId) => emails.get(userId),
    remember: async (userId, email) => {
      emails.set(userId, email);
    },
    forget: async (userId) => {
      emails.delete(userId);
    },
  };
}
