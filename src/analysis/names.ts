/** Names that evcorr gives itself (manual: INTERNAL EVENTS AND CONTEXTS). */

export const INTERNAL_EVENTS = [
  "SEC_STARTUP",
  "SEC_SHUTDOWN",
  "SEC_PRE_RESTART",
  "SEC_RESTART",
  "SEC_PRE_SOFTRESTART",
  "SEC_SOFTRESTART",
  "SEC_PRE_LOGROTATE",
  "SEC_LOGROTATE",
] as const;

/** Contexts that exist while an event is matched, and the one of a context's own action list. */
const INTERNAL_CONTEXT = /^(?:SEC_INTERNAL_EVENT|_INTERNAL_EVENT|_FILE_EVENT_|_THIS$)/;

export function isInternalContext(name: string): boolean {
  return INTERNAL_CONTEXT.test(name);
}
