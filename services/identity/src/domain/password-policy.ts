import type { FieldError } from '@tradewind/kernel';

/** Characters; length is what makes a password strong (NIST SP 800-63B-4, section 3.1.1.2), so no classes are demanded. */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;

/** The passwords of ten or more characters that lists of leaked ones hold most often, in lower case. */
const COMMON = new Set([
  '0123456789',
  '0987654321',
  '1020304050',
  '1122334455',
  '123123123123',
  '1234512345',
  '1234567890',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '9876543210',
  'abcdefghij',
  'abcdefghijk',
  'administrator',
  'changemenow',
  'iloveyou123',
  'letmein1234',
  'letmein123',
  'password01',
  'password10',
  'password11',
  'password12',
  'password123',
  'password1234',
  'passwordpassword',
  'q1w2e3r4t5',
  'q1w2e3r4t5y6',
  'qwerty12345',
  'qwerty123456',
  'qwertyqwerty',
  'qwertyuiop',
  'qwertyuiop123',
  'tradewind1',
  'tradewind123',
  'tradewindtradewind',
  'welcome123',
  'welcome1234',
]);

function problem(code: string, message: string): FieldError {
  return { path: 'body.password', code, message };
}

function isRepetition(password: string): boolean {
  return /^(.{1,3})\1+$/su.test(password);
}

/** Everything that speaks against this password for this address; empty if it will do. */
export function passwordProblems(password: string, email: string): readonly FieldError[] {
  const length = Array.from(password).length;
  const folded = password.toLowerCase();
  const problems: FieldError[] = [];
  if (length < MIN_PASSWORD_LENGTH) {
    problems.push(problem('too_short', `Must have at least ${MIN_PASSWORD_LENGTH} characters.`));
  }
  if (length > MAX_PASSWORD_LENGTH) {
    problems.push(problem('too_long', `Must have at most ${MAX_PASSWORD_LENGTH} characters.`));
  }
  if (password !== password.trim()) {
    problems.push(problem('surrounding_space', 'Must not begin or end with a space.'));
  }
  if (COMMON.has(folded) || isRepetition(folded)) {
    problems.push(problem('too_common', 'Must not be one of the passwords that everyone tries first.'));
  }
  if (folded.includes(email.toLowerCase())) {
    problems.push(problem('contains_email', 'Must not contain the email address.'));
  }
  return problems;
}
