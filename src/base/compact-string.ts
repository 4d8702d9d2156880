/**
 * V8 keeps a part of a string as a reference into the whole, and a joined one as references
 * to its parts, from 13 characters on. For a string that is kept for long this means that a
 * value of ten bytes can keep a line of a thousand.
 */
const COPIED_MAX = 12;

/** The same string, all by itself. */
export function compactString(text: string): string {
  // join() writes its parts, if there are at least two, into a new string.
  return text.length <= COPIED_MAX ? text : [text.slice(0, 1), text.slice(1)].join("");
}

const shared = new Map<string, string>();
/** Then all are forgotten, and begin anew. */
const SHARED_MAX = 10_000;

/**
 * One string for all texts that are the same, such as the name of a file in a thousand rules: what
 * is the same string is compared without a look at what it says.
 */
export function sharedString(text: string): string {
  const known = shared.get(text);
  if (known !== undefined) return known;
  if (shared.size >= SHARED_MAX) shared.clear();
  const own = compactString(text);
  shared.set(own, own);
  return own;
}
