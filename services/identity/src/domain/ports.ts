import type { Account, ConfirmedAccount, PendingAccount } from './account.ts';
import type { AddressBook } from './address-book.ts';
import type { ErasurePart, ErasureRequest } from './erasure.ts';
import type { ExportPart, ExportRequest } from './personal-export.ts';
import type { FailedSignIns } from './sign-in-lock.ts';
import type { User } from './user.ts';

/** An event as the outbox takes it; its shape is the contracts' affair. */
export interface OutgoingEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: {
    readonly id: string;
    readonly occurredAt: string;
    readonly correlationId: string;
    readonly causationId: string;
    readonly traceparent?: string | undefined;
    readonly data: unknown;
  };
}

/** A registration that is proved: the three facts that are stored together or not at all. */
export interface CompletedRegistration {
  readonly account: ConfirmedAccount;
  readonly user: User;
  readonly event: OutgoingEvent;
}

/** Addresses and profiles, in this service's own table. */
export interface Users {
  findAccount(email: string): Promise<Account | undefined>;
  /** Gives the address to this request unless it is confirmed. Answers the account that holds the address afterwards. */
  claimAddress(pending: PendingAccount): Promise<Account>;
  /** Answers the account that holds the address afterwards: another one if that was confirmed first. Repeating it changes nothing. */
  completeRegistration(registration: CompletedRegistration): Promise<ConfirmedAccount>;
  /** Puts an event that goes with no change of state into the outbox. */
  announce(event: OutgoingEvent): Promise<void>;
  findUser(userId: string): Promise<User | undefined>;
  /** Confirmed users whose address begins with `prefix`, by address. */
  listByEmail(
    prefix: string,
    page: { readonly limit: number; readonly after?: PagePlace | undefined },
  ): Promise<UserPage>;
  /** Stores the next version of a user. Throws `request.stale-version` if another change came first. */
  saveUser(user: User): Promise<void>;
}

/** A place in a list, as its adapter understands it. */
export type PagePlace = Readonly<Record<string, string>>;

export interface UserPage {
  readonly users: readonly User[];
  /** Where to go on when there may be more. */
  readonly next: PagePlace | undefined;
}

/** Turns a place in a list into the opaque text that clients send back, and only back to the same list. */
export interface PageCursors {
  seal(place: PagePlace, scope: string): Promise<string>;
  /** Throws `request.invalid-cursor`. */
  open(cursor: string, scope: string): Promise<PagePlace>;
}

export interface AddressBooks {
  /** An empty one for who has none. */
  find(userId: string): Promise<AddressBook>;
  /** Answers whether it was saved: not if another change of `previous` came first. Throws `identity.user-not-found`. */
  save(previous: AddressBook, next: AddressBook): Promise<boolean>;
}

/** The decision to forget a person: the user as stored from now on, and the events that tell of it. */
export interface BegunErasure {
  readonly request: ErasureRequest;
  readonly user: User;
  readonly events: readonly OutgoingEvent[];
}

export interface Erasures {
  /** Stores all or nothing. Throws `request.stale-version` if the user has changed. */
  begin(begun: BegunErasure): Promise<void>;
  find(userId: string): Promise<{ request: ErasureRequest; parts: readonly ErasurePart[] } | undefined>;
  /** The same answer twice counts once. */
  record(part: ErasurePart): Promise<void>;
  /** Removes profile, addresses and the claim on the email address. Answers how many addresses there were. */
  forgetPerson(userId: string, email: string): Promise<number>;
}

/** Copies of people's own data; gone with the person. */
export interface Exports {
  /** Stores the request, this service's own part and the event, or nothing. Throws `identity.user-not-found`. */
  begin(request: ExportRequest, own: ExportPart, event: OutgoingEvent): Promise<void>;
  /** The same part twice is kept once; of a person who is no more, none. */
  record(part: ExportPart, now: Date): Promise<void>;
  find(userId: string, exportId: string): Promise<{ request: ExportRequest; parts: readonly ExportPart[] } | undefined>;
}

/** Attempts per window; counts vanish some time after their window has ended. */
export interface AttemptCounter {
  /** Answers the count with this attempt. `endsAt` in seconds since the epoch. */
  increment(key: string, endsAt: number): Promise<number>;
}

/** Failed sign-ins in a row by subject, known or not; forgotten after a day without one. */
export interface SignInFailures {
  find(subject: string, now: Date): Promise<FailedSignIns | undefined>;
  /** Counts one more; none is lost when several come at once. */
  record(subject: string, now: Date): Promise<FailedSignIns>;
  forget(subject: string): Promise<void>;
}

export interface Registrant {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
}

/** Tokens of one signed-in device; `expiresIn` is the life of the access token in seconds. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export type ConfirmationOutcome = 'confirmed' | 'invalid-code' | 'code-expired';

export type SignInOutcome =
  | { readonly kind: 'session'; readonly session: Session }
  /** The password was right; `session` is for the answer. */
  | { readonly kind: 'challenge'; readonly name: string; readonly session: string }
  /** The password was right, the address is not proved yet. */
  | { readonly kind: 'unconfirmed' }
  /** Wrong password or no such user: the directory does not say which. */
  | { readonly kind: 'rejected' };

/**
 * Who keeps passwords, codes and tokens. Users are known to it by our id, so that it stands in every token.
 * All methods throw `identity.too-many-attempts` when the directory itself slows the caller down.
 */
export interface UserDirectory {
  /**
   * Creates the unconfirmed user and mails a code; an existing user of that id is left as it is.
   * Throws `identity.weak-password` if the directory's own policy refuses.
   */
  signUp(registrant: Registrant): Promise<void>;
  /** `confirmed` also for a user who had been confirmed before, whatever the code. */
  confirm(userId: string, code: string): Promise<ConfirmationOutcome>;
  signIn(userId: string, password: string): Promise<SignInOutcome>;
  /** Mails a code for a new password; an unknown user is ignored. */
  forgotPassword(userId: string): Promise<void>;
  /**
   * Sets a new password with the mailed code, once. Answers whether it did: false for a wrong or expired code and for an
   * unknown user. Throws `identity.weak-password` if the directory's own policy refuses.
   */
  resetPassword(userId: string, code: string, password: string): Promise<boolean>;
  /** Revokes every refresh token of the user; an unknown user is ignored. */
  signOutEverywhere(userId: string): Promise<void>;
  /** Removes the user with password, second factor and sessions; an unknown user is ignored. */
  deleteUser(userId: string): Promise<void>;
  /** Undefined for a token that is expired, revoked or unknown. */
  refresh(refreshToken: string): Promise<Session | undefined>;
  /** Unknown and revoked tokens are ignored. */
  revoke(refreshToken: string): Promise<void>;
}

export type ChallengeOutcome =
  | { readonly kind: 'session'; readonly session: Session }
  /** Wrong, or used before. */
  | { readonly kind: 'invalid-code' }
  /** Expired, made up, or of somebody else. */
  | { readonly kind: 'invalid-challenge' };

export interface ChallengeAnswer {
  readonly userId: string;
  readonly session: string;
  readonly code: string;
}

/** Authenticator apps (RFC 6238), kept by the directory. All methods may throw `identity.too-many-attempts`. */
export interface SecondFactor {
  isEnabled(accessToken: string): Promise<boolean>;
  /** A new secret in base 32; it counts once it was enabled. */
  begin(accessToken: string): Promise<string>;
  enable(accessToken: string, code: string): Promise<'enabled' | 'invalid-code' | 'not-begun'>;
  disable(accessToken: string): Promise<void>;
  answer(answer: ChallengeAnswer): Promise<ChallengeOutcome>;
}
