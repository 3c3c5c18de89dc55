import type { SessionView } from '@tradewind/contracts/identity/views';
import type { Session } from '../../domain/ports.ts';

export function toSessionView({ accessToken, refreshToken, expiresIn }: Session): SessionView {
  return { accessToken, refreshToken, expiresIn, tokenType: 'Bearer' };
}
