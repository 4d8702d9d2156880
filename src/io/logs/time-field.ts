/** `--time-field`: where in a line the time stands, as a regular expression. */
import type { LogTimeFormat } from "../../logtime/index.js";
import type { CompiledRegExp } from "../../regexp/index.js";

/** The format, applied to the expression's first group, or to all that it matches when it has none. */
export function inField(format: LogTimeFormat, regexp: CompiledRegExp): LogTimeFormat {
  return {
    ...format,
    atStart: false,
    read(bytes, start, end, stamp) {
      const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
      const found = regexp.match(line)?.numbered;
      const field = found === undefined ? undefined : found.length > 1 ? found[1] : found[0];
      if (field === undefined) return -1;
      const over = format.read(Buffer.from(field, "latin1"), 0, field.length, stamp);
      return over < 0 ? -1 : end;
    },
  };
}
