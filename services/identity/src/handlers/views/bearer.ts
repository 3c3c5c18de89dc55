/** The token of an `Authorization: Bearer …` header that the contract has validated. */
export function bearerToken({ authorization }: { readonly authorization: string }): string {
  return authorization.slice('Bearer '.length);
}
