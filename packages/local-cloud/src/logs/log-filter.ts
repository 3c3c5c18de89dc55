/** Whether a log event is one of those that a pattern asks for. */
export type LogFilter = (message: string) => boolean;
