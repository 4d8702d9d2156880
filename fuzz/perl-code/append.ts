/**
 * `.=` of Perl 5.36 keeps the number that a text was used as before: `$x = ""; $x + 0; $x .= "7"` leaves 0 as its
 * number, and "7" as its text. So each snippet is made in two forms, of which the second one appends in another way.
 */

const [OPEN, BETWEEN, CLOSE] = ["\x01", "\x02", "\x03"];

export function append(place: string, text: string): string {
  return `${OPEN}${place}${BETWEEN}${text}${CLOSE}`;
}

/** With the operator. */
export function written(code: string): string {
  return code.replaceAll(OPEN, "").replaceAll(BETWEEN, " .= ").replaceAll(CLOSE, "");
}

/** With a function that assigns a new text; null: nothing is appended. */
export function writtenWithout(code: string): string | null {
  if (!code.includes(OPEN)) return null;
  return code.replaceAll(OPEN, "Run::append(").replaceAll(BETWEEN, ", scalar(").replaceAll(CLOSE, "))");
}
