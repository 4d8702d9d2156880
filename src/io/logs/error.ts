/** A log that cannot be replayed, or not to its end; the message says what to do. */
export class LogError extends Error {}
