/** Node decodes the command line as UTF-8, and renderers give text; inside, a string has one byte per character. */
export function bytesOf(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
