import type { AdminUserView, UserView } from '@tradewind/contracts/identity/views';
import type { User } from '../../domain/user.ts';

export function toUserView({ id, name, email, createdAt, updatedAt }: User): UserView {
  return { id, name, email, createdAt, updatedAt };
}

export function toAdminUserView(user: User): AdminUserView {
  return { ...toUserView(user), status: user.erasingSince === undefined ? 'active' : 'erasing' };
}
