/** The service cannot be written as asked; the message says what to ask for instead. */
export class NewServiceError extends Error {
  override readonly name = 'NewServiceError';
}
