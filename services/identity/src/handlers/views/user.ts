import type { UserView } from '@tradewind/contracts/identity/views';
import type { User } from '../../domain/user.ts';

export function toUserView({ id, name, email, createdAt, updatedAt }: User): UserView {
  return { id, name, email, createdAt, updatedAt };
}
