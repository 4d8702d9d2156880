/**
 * Names of files are bytes, one per character, as all strings inside. Node would write those
 * of other than ASCII characters as UTF-8 once more, so it is given the bytes themselves.
 */
export function pathOf(name: string): string | Buffer {
  return /^[\0-\x7f]*$/.test(name) ? name : Buffer.from(name, "latin1");
}
