/** What the parts of the parser share: the text, the scopes, and ways into each other's parts. */
import type { Block, Dereference, Expression, Sigil, Variable } from "../ast.js";
import { parseExpression, parseList } from "./expression.js";
import { Scanner } from "./scanner.js";
import { Scopes } from "./scopes.js";
import { parseStatements } from "./statement.js";

/** Nested deeper than this, code is for the real Perl. */
const DEPTH_MAX = 200;

export class Parser extends Scanner {
  readonly scopes: Scopes;
  private depth = 0;

  constructor(source: string, base = 0, scopes = new Scopes()) {
    super(source, base);
    this.scopes = scopes;
  }

  /** Text within this one, with the same names. */
  within(text: string, base: number): Parser {
    return new Parser(text, base, this.scopes);
  }

  variable(sigil: Sigil, name: string, at: number): Variable {
    return { kind: "variable", at, sigil, name, binding: this.scopes.resolve(sigil, name, at) };
  }

  dereference(sigil: Sigil, reference: Expression, at: number): Dereference {
    return { kind: "dereference", at, sigil, reference, isStrict: this.scopes.isStrictHere };
  }

  deeper<Result>(parse: () => Result): Result {
    if (++this.depth > DEPTH_MAX) this.unsupported("deeply nested code");
    const result = parse();
    this.depth--;
    return result;
  }

  /** `{ statements }`, in a scope of its own. */
  block(isSub = false, bound: readonly string[] = []): Block {
    this.expect("{");
    const { place: at } = this;
    this.scopes.open(isSub);
    const binds = bound.map((name) => this.scopes.bind("$", name));
    const statements = this.deeper(() => parseStatements(this));
    this.scopes.close();
    this.expect("}");
    return { at, binds, statements };
  }

  /** With commas and the weak operators `not`, `and`, `or`. */
  expression(): Expression {
    return this.deeper(() => parseList(this));
  }

  /** Up to a comma. */
  assignment(): Expression {
    return this.deeper(() => parseExpression(this, "assignment"));
  }
}
