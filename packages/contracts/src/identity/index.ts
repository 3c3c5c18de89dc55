import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { IdentityAdminActionRecorded } from './admin-action-recorded.v1.ts';
import { answerChallenge } from './answer-challenge.ts';
import { confirmPasswordReset } from './confirm-password-reset.ts';
import { confirmTotp } from './confirm-totp.ts';
import { confirmUser } from './confirm-user.ts';
import { createAddress } from './create-address.ts';
import { createApiKey } from './create-api-key.ts';
import { deleteApiKey } from './delete-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { createExport } from './create-export.ts';
import { createSession } from './create-session.ts';
import { createTotp } from './create-totp.ts';
import { deleteAccount } from './delete-account.ts';
import { deleteAddress } from './delete-address.ts';
import { deleteSession } from './delete-session.ts';
import { deleteTotp } from './delete-totp.ts';
import { deleteUser } from './delete-user.ts';
import { ExportRequested } from './export-requested.v1.ts';
import { getAddress } from './get-address.ts';
import { getErasure } from './get-erasure.ts';
import { getExport } from './get-export.ts';
import { getProfile } from './get-profile.ts';
import { getUser } from './get-user.ts';
import { listAddresses } from './list-addresses.ts';
import { listAuditLog } from './list-audit-log.ts';
import { listUsers } from './list-users.ts';
import { PasswordChanged } from './password-changed.v1.ts';
import { refreshSession } from './refresh-session.ts';
import { registerUser } from './register-user.ts';
import { ProviderLinked } from './provider-linked.v1.ts';
import { RegistrationAttempted } from './registration-attempted.v1.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { updateAddress } from './update-address.ts';
import { updateProfile } from './update-profile.ts';
import { UserErased } from './user-erased.v1.ts';
import { UserRegistered } from './user-registered.v1.ts';
import { verifyAuditLog } from './verify-audit-log.ts';

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
  answerChallenge,
  createTotp,
  confirmTotp,
  deleteTotp,
  deleteAccount,
  deleteUser,
  getErasure,
  createExport,
  createApiKey,
  listApiKeys,
  deleteApiKey,
  getExport,
  listAuditLog,
  verifyAuditLog,
];
export const events: readonly EventDefinition[] = [
  IdentityAdminActionRecorded,
  UserRegistered,
  RegistrationAttempted,
  PasswordChanged,
  ProviderLinked,
  UserErased,
  ExportRequested,
];
export const functions: readonly FunctionDefinition[] = [];
