// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.

export interface AddressPatch {
  name?: string;
  line1?: string;
  line2?: string | null;
  city?: string;
  region?: string | null;
  postalCode?: string;
  country?: string;
  default?: boolean;
}

export interface AdminUser {
  id: string;
  name: string;
  email: string;
  createdAt: string;
  updatedAt: string;
  status: 'active' | 'erasing';
}

export interface AnswerChallengeRequest {
  session: string;
  code: string;
}

export interface ApiKey {
  id: string;
  name: string;
  kind: 'api-key' | 'service-token';
  plan: 'free' | 'partner' | 'internal';
  createdAt: string;
  expiresAt?: string;
}

export interface AuditEntry {
  sequence: number;
  eventId: string;
  service: string;
  action: string;
  kind: 'change' | 'access';
  actor: string;
  target: {
    type: string;
    id: string;
  };
  before: {
    [k: string]: unknown;
  } | null;
  after: {
    [k: string]: unknown;
  } | null;
  subjects?: string[];
  requestId: string;
  correlationId: string;
  occurredAt: string;
  recordedAt: string;
  previousHash: string;
  hash: string;
}

export interface AuditVerification {
  status: 'intact' | 'broken';
  checked: number;
  head: ChainHead;
  broken: {
    sequence: number;
    reason: 'missing' | 'altered' | 'unlinked' | 'truncated' | 'beyond-head' | 'head-altered';
  } | null;
  nextCursor: string | null;
}

export interface ChainHead {
  sequence: number;
  hash: string;
}

export interface Challenge {
  challenge: {
    name: string;
    session: string;
  };
}

export interface ConfirmPasswordResetRequest {
  email: string;
  code: string;
  password: string;
}

export interface ConfirmTotpRequest {
  code: string;
}

export interface ConfirmUserRequest {
  email: string;
  code: string;
}

export interface CreateApiKeyRequest {
  name: string;
  plan: 'free' | 'partner' | 'internal';
  kind?: 'api-key' | 'service-token';
  expiresInSeconds?: number;
}

export interface CreateApiKeyResponse {
  key: ApiKey;
  secret: string;
}

export interface CreateSessionRequest {
  email: string;
  password: string;
}

export type CreateSessionResponse = Session | Challenge;

export interface DeleteAccountRequest {
  password: string;
}

export interface DeleteSessionRequest {
  refreshToken: string;
}

export interface Erasure {
  userId: string;
  status: 'in_progress' | 'complete';
  requestedAt: string;
  requestedBy: 'person' | 'admin';
  parts: ErasurePart[];
}

export interface ErasurePart {
  service: string;
  erasedAt: string | null;
  erased: {
    [k: string]: number;
  };
  kept: string[];
}

export interface Export {
  id: string;
  status: 'in_progress' | 'complete';
  requestedAt: string;
  expiresAt: string;
  data: {
    [k: string]: {
      [k: string]: unknown;
    }[];
  } | null;
}

export interface ListAddressesResponse {
  data: SavedAddress[];
  nextCursor: string | null;
}

export interface ListApiKeysResponse {
  data: ApiKey[];
  nextCursor: string | null;
}

export interface ListAuditLogResponse {
  data: AuditEntry[];
  nextCursor: string | null;
}

export interface ListUsersResponse {
  data: AdminUser[];
  nextCursor: string | null;
}

export interface NewAddress {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  region?: string;
  postalCode: string;
  country: string;
  default?: boolean;
}

export interface PasswordReset {
  email: string;
  status: 'code_sent';
}

export interface RegisterUserRequest {
  name: string;
  email: string;
  password: string;
}

export interface Registration {
  email: string;
  status: 'confirmation_required';
}

export interface RequestPasswordResetRequest {
  email: string;
}

export interface SavedAddress {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  region?: string;
  postalCode: string;
  country: string;
  id: string;
  default: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface Session {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  tokenType: 'Bearer';
}

export interface TotpEnrolment {
  secret: string;
  uri: string;
}

export interface UpdateProfileRequest {
  name: string;
}

export interface User {
  id: string;
  name: string;
  email: string;
  createdAt: string;
  updatedAt: string;
}
