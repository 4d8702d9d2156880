/** The text of a snippet to its tree. What is not understood is a result, not an exception. */
import { type Parsed, Unsupported } from "../ast.js";
import { Parser } from "./parser.js";
import { parseStatements } from "./statement.js";

export function parsePerl(source: string): Parsed {
  const parser = new Parser(source);
  try {
    // \x04 and \x1a end a program, too.
    if (/[\x04\x1a\0]|\n__END__/.test(source)) parser.unsupported("text that ends or follows the code");
    const body = { at: 0, statements: parseStatements(parser) };
    if (!parser.isAtEnd) parser.unsupported("a syntax error, it seems");
    const { functions, isStrict } = parser.scopes;
    return { kind: "program", body, functions, isStrict };
  } catch (stop) {
    if (stop instanceof Unsupported) return { kind: "unsupported", feature: stop.feature, offset: stop.offset };
    if (stop instanceof RangeError) return { kind: "unsupported", feature: "deeply nested code", offset: 0 };
    throw stop;
  }
}
