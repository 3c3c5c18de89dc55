import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { confirmPasswordReset } from './confirm-password-reset.ts';
import { confirmUser } from './confirm-user.ts';
import { createAddress } from './create-address.ts';
import { createSession } from './create-session.ts';
import { deleteAddress } from './delete-address.ts';
import { deleteSession } from './delete-session.ts';
import { getAddress } from './get-address.ts';
import { getProfile } from './get-profile.ts';
import { getUser } from './get-user.ts';
import { listAddresses } from './list-addresses.ts';
import { listUsers } from './list-users.ts';
import { PasswordChanged } from './password-changed.v1.ts';
import { refreshSession } from './refresh-session.ts';
import { registerUser } from './register-user.ts';
import { RegistrationAttempted } from './registration-attempted.v1.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { updateAddress } from './update-address.ts';
import { updateProfile } from './update-profile.ts';
import { UserRegistered } from './user-registered.v1.ts';

export const routes: readonly RouteDefinition[] = [
  registerUser,
  confirmUser,
  createSession,
  refreshSession,
  deleteSession,
  getProfile,
  updateProfile,
  requestPasswordReset,
  confirmPasswordReset,
  listAddresses,
  createAddress,
  getAddress,
  updateAddress,
  deleteAddress,
  listUsers,
  getUser,
];
export const events: readonly EventDefinition[] = [UserRegistered, RegistrationAttempted, PasswordChanged];
export const functions: readonly FunctionDefinition[] = [];
