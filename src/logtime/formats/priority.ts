import { digitsEnd } from "../bytes.js";

const LESS = 60;
const GREATER = 62;

/** Behind the priority of a syslog message, such as <34>; `at` itself when there is none. */
export function behindPriority(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== LESS) return at;
  const over = digitsEnd(bytes, at + 1, end);
  return over > at + 1 && over < at + 5 && bytes[over] === GREATER ? over + 1 : at;
}
