// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { iteration } from '../iteration.ts';
import { operation } from '../operation.ts';
import type {
  AddressPatch,
  AdminUser,
  AnswerChallengeRequest,
  AuditVerification,
  ConfirmPasswordResetRequest,
  ConfirmTotpRequest,
  ConfirmUserRequest,
  CreateApiKeyRequest,
  CreateApiKeyResponse,
  CreateSessionRequest,
  CreateSessionResponse,
  DeleteAccountRequest,
  DeleteSessionRequest,
  Erasure,
  Export,
  ListAddressesResponse,
  ListApiKeysResponse,
  ListAuditLogResponse,
  ListUsersResponse,
  NewAddress,
  PasswordReset,
  RegisterUserRequest,
  Registration,
  RequestPasswordResetRequest,
  SavedAddress,
  Session,
  TotpEnrolment,
  UpdateProfileRequest,
  User,
} from './identity-types.ts';

export interface RegisterUserContract {
  input: {
    body: RegisterUserRequest;
  };
  answers: {
    202: Registration;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'identity.weak-password';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Register with name, email and password.
 *
 * `POST /v1/users` Open to everybody.
 *
 * A code is mailed to the address; `POST /v1/users/confirmation` takes it. The answer is the same whether or not the
 * address is known: the owner of a confirmed one is mailed that someone tried, an unconfirmed one gets a new code,
 * and the latest password counts. After five attempts an hour for one address no more mail is sent.
 */
export const registerUser = /* @__PURE__ */ operation<RegisterUserContract>({
  id: 'registerUser',
  method: 'POST',
  path: '/v1/users',
  access: 'public',
  answers: { '202': 'json' },
});

export interface ListUsersContract {
  input: {
    /**
     * 20 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
    email?: string | undefined;
  };
  answers: {
    200: ListUsersResponse;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List confirmed users by email address.
 *
 * `GET /v1/users` For admins.
 *
 * `email` keeps those whose address begins with it.
 */
export const listUsers = /* @__PURE__ */ operation<ListUsersContract>({
  id: 'listUsers',
  method: 'GET',
  path: '/v1/users',
  access: 'admin',
  answers: { '200': 'json' },
});

/**
 * All that `listUsers` finds, from page to page as the loop goes on.
 */
export const listAllUsers = /* @__PURE__ */ iteration(listUsers);

export interface ConfirmUserContract {
  input: {
    body: ConfirmUserRequest;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'identity.invalid-code' | 'identity.code-expired';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Confirm an email address with the mailed code.
 *
 * `POST /v1/users/confirmation` Open to everybody.
 *
 * Sending the accepted code again is answered in the same way. An unknown address is answered like a wrong code.
 */
export const confirmUser = /* @__PURE__ */ operation<ConfirmUserContract>({
  id: 'confirmUser',
  method: 'POST',
  path: '/v1/users/confirmation',
  access: 'public',
  answers: { '204': 'empty' },
});

export interface CreateSessionContract {
  input: {
    body: CreateSessionRequest;
  };
  answers: {
    200: CreateSessionResponse;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'identity.invalid-credentials';
    403: 'identity.not-confirmed';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Sign in with email and password.
 *
 * `POST /v1/sessions` Open to everybody.
 *
 * An unknown address and a wrong password are answered alike. The right password of an unconfirmed address is
 * answered 403 `identity.not-confirmed`, so that a client can ask for the code. Nothing is kept for replays:
 * `Idempotency-Key` is ignored.
 */
export const createSession = /* @__PURE__ */ operation<CreateSessionContract>({
  id: 'createSession',
  method: 'POST',
  path: '/v1/sessions',
  access: 'public',
  answers: { '200': 'json' },
});

export interface DeleteSessionContract {
  input: {
    body: DeleteSessionRequest;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Sign out: revoke a refresh token.
 *
 * `DELETE /v1/sessions` For those who are signed in.
 *
 * Revokes the refresh token of this device. Unknown and already revoked tokens are answered alike (RFC 7009, section
 * 2.2). Access tokens that were issued before end with their own life of at most 15 minutes.
 */
export const deleteSession = /* @__PURE__ */ operation<DeleteSessionContract>({
  id: 'deleteSession',
  method: 'DELETE',
  path: '/v1/sessions',
  access: 'shopper',
  answers: { '204': 'empty' },
});

export interface RefreshSessionContract {
  input: {
    body: DeleteSessionRequest;
  };
  answers: {
    200: Session;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'identity.invalid-refresh-token';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Exchange a refresh token for a new access token.
 *
 * `POST /v1/sessions/refresh` Open to everybody.
 */
export const refreshSession = /* @__PURE__ */ operation<RefreshSessionContract>({
  id: 'refreshSession',
  method: 'POST',
  path: '/v1/sessions/refresh',
  access: 'public',
  answers: { '200': 'json' },
});

export interface GetProfileContract {
  input: {};
  answers: {
    200: User;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.user-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read the profile of the signed-in user.
 *
 * `GET /v1/users/me` For those who are signed in.
 */
export const getProfile = /* @__PURE__ */ operation<GetProfileContract>({
  id: 'getProfile',
  method: 'GET',
  path: '/v1/users/me',
  access: 'shopper',
  answers: { '200': 'json' },
});

export interface UpdateProfileContract {
  input: {
    body: UpdateProfileRequest;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch: string | undefined;
  };
  answers: {
    200: User;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.user-not-found';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    428: 'request.if-match-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Change the profile of the signed-in user.
 *
 * `PATCH /v1/users/me` For those who are signed in.
 */
export const updateProfile = /* @__PURE__ */ operation<UpdateProfileContract>({
  id: 'updateProfile',
  method: 'PATCH',
  path: '/v1/users/me',
  access: 'shopper',
  answers: { '200': 'json' },
  ifMatch: 'required',
});

export interface DeleteAccountContract {
  input: {
    body: DeleteAccountRequest;
  };
  answers: {
    202: Erasure;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated' | 'identity.invalid-credentials';
    404: 'identity.user-not-found';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Erase your account and your data.
 *
 * `DELETE /v1/users/me` For those who are signed in.
 *
 * Wants the password. It cannot be taken back. Orders stay with what the law demands: what was bought, amounts, tax
 * and country, without name, address and email.
 */
export const deleteAccount = /* @__PURE__ */ operation<DeleteAccountContract>({
  id: 'deleteAccount',
  method: 'DELETE',
  path: '/v1/users/me',
  access: 'shopper',
  answers: { '202': 'json' },
});

export interface RequestPasswordResetContract {
  input: {
    body: RequestPasswordResetRequest;
  };
  answers: {
    202: PasswordReset;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Ask for a code to set a new password.
 *
 * `POST /v1/password-resets` Open to everybody.
 *
 * A code is mailed to the address if it belongs to a confirmed user; `POST /v1/password-resets/confirmation` takes
 * it. Known and unknown addresses are answered alike. After five requests an hour for one address no more mail is
 * sent. Nothing is kept for replays: `Idempotency-Key` is ignored.
 */
export const requestPasswordReset = /* @__PURE__ */ operation<RequestPasswordResetContract>({
  id: 'requestPasswordReset',
  method: 'POST',
  path: '/v1/password-resets',
  access: 'public',
  answers: { '202': 'json' },
});

export interface ConfirmPasswordResetContract {
  input: {
    body: ConfirmPasswordResetRequest;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'identity.invalid-code' | 'identity.weak-password';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Set a new password with the mailed code.
 *
 * `POST /v1/password-resets/confirmation` Open to everybody.
 *
 * Ends every session of the user: refresh tokens stop working at once, access tokens with their own life of at most
 * 15 minutes. The code lives for an hour and works once. A wrong code, one that has expired and an unknown address
 * are answered alike.
 */
export const confirmPasswordReset = /* @__PURE__ */ operation<ConfirmPasswordResetContract>({
  id: 'confirmPasswordReset',
  method: 'POST',
  path: '/v1/password-resets/confirmation',
  access: 'public',
  answers: { '204': 'empty' },
});

export interface ListAddressesContract {
  input: {};
  answers: {
    200: ListAddressesResponse;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List your addresses, oldest first.
 *
 * `GET /v1/users/me/addresses` For those who are signed in.
 *
 * There are at most 50, so that one page holds them all: `nextCursor` is always null.
 */
export const listAddresses = /* @__PURE__ */ operation<ListAddressesContract>({
  id: 'listAddresses',
  method: 'GET',
  path: '/v1/users/me/addresses',
  access: 'shopper',
  answers: { '200': 'json' },
});

export interface CreateAddressContract {
  input: {
    body: NewAddress;
  };
  answers: {
    201: SavedAddress;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.user-not-found';
    409: 'identity.concurrent-change';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'identity.too-many-addresses';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Keep an address.
 *
 * `POST /v1/users/me/addresses` For those who are signed in.
 *
 * The first address becomes the default by itself. At most 50 are kept.
 */
export const createAddress = /* @__PURE__ */ operation<CreateAddressContract>({
  id: 'createAddress',
  method: 'POST',
  path: '/v1/users/me/addresses',
  access: 'shopper',
  answers: { '201': 'json' },
});

export interface GetAddressContract {
  input: {
    addressId: string;
  };
  answers: {
    200: SavedAddress;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.address-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read one of your addresses.
 *
 * `GET /v1/users/me/addresses/{addressId}` For those who are signed in.
 */
export const getAddress = /* @__PURE__ */ operation<GetAddressContract>({
  id: 'getAddress',
  method: 'GET',
  path: '/v1/users/me/addresses/{addressId}',
  access: 'shopper',
  answers: { '200': 'json' },
});

export interface UpdateAddressContract {
  input: {
    addressId: string;
    body: AddressPatch;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch: string | undefined;
  };
  answers: {
    200: SavedAddress;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.address-not-found' | 'identity.user-not-found';
    409: 'identity.concurrent-change';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    428: 'request.if-match-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Change one of your addresses.
 *
 * `PATCH /v1/users/me/addresses/{addressId}` For those who are signed in.
 *
 * A JSON merge patch (RFC 7396).
 */
export const updateAddress = /* @__PURE__ */ operation<UpdateAddressContract>({
  id: 'updateAddress',
  method: 'PATCH',
  path: '/v1/users/me/addresses/{addressId}',
  access: 'shopper',
  answers: { '200': 'json' },
  ifMatch: 'required',
});

export interface DeleteAddressContract {
  input: {
    addressId: string;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch: string | undefined;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.address-not-found' | 'identity.user-not-found';
    409: 'identity.concurrent-change';
    412: 'request.stale-version';
    428: 'request.if-match-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Forget one of your addresses.
 *
 * `DELETE /v1/users/me/addresses/{addressId}` For those who are signed in.
 *
 * After the default has been forgotten there is none until another one is made it.
 */
export const deleteAddress = /* @__PURE__ */ operation<DeleteAddressContract>({
  id: 'deleteAddress',
  method: 'DELETE',
  path: '/v1/users/me/addresses/{addressId}',
  access: 'shopper',
  answers: { '204': 'empty' },
  ifMatch: 'required',
});

export interface GetUserContract {
  input: {
    userId: string;
  };
  answers: {
    200: AdminUser;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'identity.user-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read a user.
 *
 * `GET /v1/users/{userId}` For admins.
 */
export const getUser = /* @__PURE__ */ operation<GetUserContract>({
  id: 'getUser',
  method: 'GET',
  path: '/v1/users/{userId}',
  access: 'admin',
  answers: { '200': 'json' },
});

export interface DeleteUserContract {
  input: {
    userId: string;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch: string | undefined;
  };
  answers: {
    202: Erasure;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'identity.user-not-found';
    412: 'request.stale-version';
    428: 'request.if-match-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Erase a person's account and data.
 *
 * `DELETE /v1/users/{userId}` For admins.
 *
 * It cannot be taken back. `GET /v1/users/{userId}/erasure` tells what each service erased.
 */
export const deleteUser = /* @__PURE__ */ operation<DeleteUserContract>({
  id: 'deleteUser',
  method: 'DELETE',
  path: '/v1/users/{userId}',
  access: 'admin',
  answers: { '202': 'json' },
  ifMatch: 'required',
});

export interface AnswerChallengeContract {
  input: {
    body: AnswerChallengeRequest;
  };
  answers: {
    200: Session;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'identity.invalid-challenge';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'identity.invalid-code';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Finish signing in with a code of the authenticator app.
 *
 * `POST /v1/sessions/challenge` Open to everybody.
 *
 * A challenge waits for three minutes. A code works once. Wrong codes lock for a growing time.
 */
export const answerChallenge = /* @__PURE__ */ operation<AnswerChallengeContract>({
  id: 'answerChallenge',
  method: 'POST',
  path: '/v1/sessions/challenge',
  access: 'public',
  answers: { '200': 'json' },
});

export interface CreateTotpContract {
  input: {};
  answers: {
    201: TotpEnrolment;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.user-not-found';
    409: 'identity.totp-enabled';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Begin to use an authenticator app as second factor.
 *
 * `POST /v1/users/me/totp` For those who are signed in.
 *
 * Show the URI as a QR code or the secret as text. Nothing changes at sign-in until `POST
 * /v1/users/me/totp/confirmation` has taken a code of it; asking again before that answers a new secret.
 */
export const createTotp = /* @__PURE__ */ operation<CreateTotpContract>({
  id: 'createTotp',
  method: 'POST',
  path: '/v1/users/me/totp',
  access: 'shopper',
  answers: { '201': 'json' },
});

export interface DeleteTotpContract {
  input: {
    body: DeleteAccountRequest;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated' | 'identity.invalid-credentials';
    404: 'identity.user-not-found';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Switch the second factor off.
 *
 * `DELETE /v1/users/me/totp` For those who are signed in.
 *
 * Wants the password, so that a stolen access token is not enough. Without a second factor nothing changes.
 */
export const deleteTotp = /* @__PURE__ */ operation<DeleteTotpContract>({
  id: 'deleteTotp',
  method: 'DELETE',
  path: '/v1/users/me/totp',
  access: 'shopper',
  answers: { '204': 'empty' },
});

export interface ConfirmTotpContract {
  input: {
    body: ConfirmTotpRequest;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    409: 'identity.totp-not-begun';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'identity.invalid-code';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Switch the second factor on with a code of the app.
 *
 * `POST /v1/users/me/totp/confirmation` For those who are signed in.
 *
 * From now on `POST /v1/sessions` answers a challenge; existing sessions stay.
 */
export const confirmTotp = /* @__PURE__ */ operation<ConfirmTotpContract>({
  id: 'confirmTotp',
  method: 'POST',
  path: '/v1/users/me/totp/confirmation',
  access: 'shopper',
  answers: { '204': 'empty' },
});

export interface GetErasureContract {
  input: {
    userId: string;
  };
  answers: {
    200: Erasure;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'identity.erasure-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * What was erased of a person.
 *
 * `GET /v1/users/{userId}/erasure` For admins.
 */
export const getErasure = /* @__PURE__ */ operation<GetErasureContract>({
  id: 'getErasure',
  method: 'GET',
  path: '/v1/users/{userId}/erasure',
  access: 'admin',
  answers: { '200': 'json' },
});

export interface CreateExportContract {
  input: {};
  answers: {
    202: Export;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.user-not-found';
    429: 'identity.too-many-attempts';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Ask for a copy of your data.
 *
 * `POST /v1/users/me/exports` For those who are signed in.
 *
 * The services gather it; `GET /v1/users/me/exports/{exportId}` answers it for seven days. Five a day.
 */
export const createExport = /* @__PURE__ */ operation<CreateExportContract>({
  id: 'createExport',
  method: 'POST',
  path: '/v1/users/me/exports',
  access: 'shopper',
  answers: { '202': 'json' },
});

export interface CreateApiKeyContract {
  input: {
    body: CreateApiKeyRequest;
  };
  answers: {
    201: CreateApiKeyResponse;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Issue a key for the partner API.
 *
 * `POST /v1/api-keys` For admins.
 *
 * `secret` is shown here and never again. It is sent as `Authorization: ApiKey <secret>`; that of a `service-token`,
 * which expires after `expiresInSeconds`, as `Authorization: Bearer <secret>`.
 */
export const createApiKey = /* @__PURE__ */ operation<CreateApiKeyContract>({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  access: 'admin',
  answers: { '201': 'json' },
});

export interface ListApiKeysContract {
  input: {
    /**
     * 20 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
  };
  answers: {
    200: ListApiKeysResponse;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List the keys of the partner API, newest first.
 *
 * `GET /v1/api-keys` For admins.
 */
export const listApiKeys = /* @__PURE__ */ operation<ListApiKeysContract>({
  id: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  access: 'admin',
  answers: { '200': 'json' },
});

/**
 * All that `listApiKeys` finds, from page to page as the loop goes on.
 */
export const listAllApiKeys = /* @__PURE__ */ iteration(listApiKeys);

export interface DeleteApiKeyContract {
  input: {
    keyId: string;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'identity.api-key-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Withdraw a key of the partner API.
 *
 * `DELETE /v1/api-keys/{keyId}` For admins.
 *
 * It is refused from the next request on.
 */
export const deleteApiKey = /* @__PURE__ */ operation<DeleteApiKeyContract>({
  id: 'deleteApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/{keyId}',
  access: 'admin',
  answers: { '204': 'empty' },
});

export interface GetExportContract {
  input: {
    exportId: string;
  };
  answers: {
    200: Export;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    404: 'identity.export-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read a copy of your data.
 *
 * `GET /v1/users/me/exports/{exportId}` For those who are signed in.
 */
export const getExport = /* @__PURE__ */ operation<GetExportContract>({
  id: 'getExport',
  method: 'GET',
  path: '/v1/users/me/exports/{exportId}',
  access: 'shopper',
  answers: { '200': 'json' },
});

export interface ListAuditLogContract {
  input: {
    /**
     * 20 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
    actor?: string | undefined;
    target?: string | undefined;
    action?: string | undefined;
    since?: string | undefined;
    until?: string | undefined;
  };
  answers: {
    200: ListAuditLogResponse;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read what admins did, newest first.
 *
 * `GET /v1/audit-log` For admins.
 *
 * Filters add up; `since` and `until` include their instants. An action appears some seconds after it took effect. A
 * page under several filters may be shorter than `limit` and still have a `nextCursor`.
 */
export const listAuditLog = /* @__PURE__ */ operation<ListAuditLogContract>({
  id: 'listAuditLog',
  method: 'GET',
  path: '/v1/audit-log',
  access: 'admin',
  answers: { '200': 'json' },
});

/**
 * All that `listAuditLog` finds, from page to page as the loop goes on.
 */
export const listAllAuditLog = /* @__PURE__ */ iteration(listAuditLog);

export interface VerifyAuditLogContract {
  input: {
    /**
     * 100 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
  };
  answers: {
    200: AuditVerification;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Recompute the hash chain of the audit log.
 *
 * `GET /v1/audit-log/verification` For admins.
 *
 * From the first entry on, `limit` entries a page, until `nextCursor` is null. Names the first entry that is
 * missing, altered or not linked to the one before it, and a chain that ends before or after its recorded head.
 */
export const verifyAuditLog = /* @__PURE__ */ operation<VerifyAuditLogContract>({
  id: 'verifyAuditLog',
  method: 'GET',
  path: '/v1/audit-log/verification',
  access: 'admin',
  answers: { '200': 'json' },
});
