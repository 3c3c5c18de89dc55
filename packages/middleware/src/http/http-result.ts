/** The answer in payload format 2.0, as a handler returns it to API Gateway or a function URL. */
export interface HttpResult {
  statusCode: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
}
