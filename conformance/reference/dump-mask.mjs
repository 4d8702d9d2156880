// A JSON dump in canonical form: sorted keys, without what differs from run to run or, on
// purpose, between evcorr and the reference (docs/dump.md).

/** Keys whose values are masked: action lists (bound, not rewritten) and what belongs to the machine or the run. */
const MASKED = /^(?:action2?|init|slide|end|count\d*|inode|dev|user|system|childuser|childsystem|cputime)$/;

export function canonicalDump(dump) {
  const { env, program, variables, ...rest } = dump;
  const { startuptime, confloadtime, dumptime, rcfile } = program;
  const kept = Object.entries(variables).filter(([name]) => !/^(?:\.|[stu]$)/.test(name));
  return `${JSON.stringify(masked({ ...rest, program: { startuptime, confloadtime, dumptime, rcfile }, variables: Object.fromEntries(kept) }), null, 1)}\n`;
}

function masked(value) {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === "string") return maskedText(value);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.keys(value).sort().map((key) => [key, MASKED.test(key) ? `(${typeof value[key]})` : masked(value[key])]);
  return Object.fromEntries(entries);
}

/** Perl code has an address there, here its text; references are their texts here. */
function maskedText(text) {
  if (/perlfunc for|->/.test(text)) return text.replace(/(perlfunc for \d+ line\(s\): |-> ?).*/s, "$1(code)").trim();
  return text.replace(/\(0x[0-9a-f]+\)/g, "(address)");
}
