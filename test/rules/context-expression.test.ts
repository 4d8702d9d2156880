/** What comes out of context expressions; what loads at all is in acceptance/contexts.txt. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContextExpression } from "../../src/rules/ast.js";
import { plain, readRule } from "./reading.js";

/** An expression with everything that decides its meaning made visible. */
function show(expression: ContextExpression): string {
  switch (expression.kind) {
    case "context":
      return `<${expression.name.source}>`;
    case "varset":
      return `varset<${expression.entry.source}>`;
    case "program":
      return `=<${expression.code.source}>`;
    case "not":
      return `!${show(expression.operand)}`;
    case "combination":
      return `(${expression.groups.map((group) => group.map(show).join(" && ")).join(" || ")})`;
    case "function": {
      const parameters = (plain(expression.parameters) as string[]).map((text) => `<${text}>`).join(" ");
      return `${parameters} ${expression.operator} {${expression.function.source}}`;
    }
  }
}

function read(text: string): string {
  const rule = readRule(`type=Single\nptype=TValue\npattern=TRUE\ncontext=${text}\ndesc=d\naction=none\n`);
  assert.ok("condition" in rule && rule.condition.context !== null);
  const { expression, beforePattern } = rule.condition.context;
  return beforePattern ? `[${show(expression)}]` : show(expression);
}

const ROWS: readonly (readonly [string, string])[] = [
  // names
  ["A", "<A>"],
  ["C_$1_%s", "<C_$1_%s>"],
  ["\\(A\\)", "<(A)>"],
  ["A\\\\B", "<A\\\\B>"],
  ["A!", "<A!>"],
  ["A->", "<A->>"],
  ["=", "<=>"],
  ["varset", "<varset>"],
  ["varsetA", "<varsetA>"],
  ["a=1", "<a=1>"],
  // operators
  ["A && B || C", "(<A> && <B> || <C>)"],
  ["A&&B||C&&!D", "(<A> && <B> || <C> && !<D>)"],
  ["(A || B) && C", "((<A> || <B>) && <C>)"],
  ["((A))", "<A>"],
  ["! ( A && !! B )", "!(<A> && !!<B>)"],
  ["A|B", "<A|B>"],
  ["A|||B", "(<A|> || <B>)"],
  ["A&&& B", "(<A&> && <B>)"],
  // brackets
  ["[A]", "[<A>]"],
  ["[ !A && B ]", "[(!<A> && <B>)]"],
  ["[[A]]", "[<[A]>]"],
  ["[A] && [B]", "[(<A]> && <[B>)]"],
  ["([A])", "<[A]>"],
  // pattern match cache
  ["varset E", "varset<E>"],
  ["!varset  $1", "!varset<$1>"],
  ["varset (E)", "varset<E>"],
  ["varset ( E )", "varset< E >"],
  ["varset ()", "varset<>"],
  ["varset !E", "varset<!E>"],
  // programs
  ["=1", "=<1>"],
  ["= ( 1 )", "=<1>"],
  ["=()", "=<>"],
  ["=(a && (b || c))", "=<a && (b || c)>"],
  ['=("\\)")', '=<")">'],
  ["=!1 && !=2", "(=<!1> && !=<2>)"],
  // functions
  ["-> sub{1}", " -> {sub{1}}"],
  ["$1 $2->( sub { $_[0] || 1 } )", "<$1> <$2> -> {sub { $_[0] || 1 }}"],
  ["(a! b) -> sub{1}", "<a!> <b> -> {sub{1}}"],
  ["((a) b) -> sub{1}", "<(a)> <b> -> {sub{1}}"],
  ["() -> sub{1}", " -> {sub{1}}"],
  ["!a\\( -> sub{1}", "!<a(> -> {sub{1}}"],
  ["E F :> (sub{1}) && A", "(<E> <F> :> {sub{1}} && <A>)"],
  ["=1 -> sub{1}", "<=1> -> {sub{1}}"],
  ["varset x -> sub{1}", "<varset> <x> -> {sub{1}}"],
  ["(a -> b) -> (sub{1})", "<a> <->> <b> -> {sub{1}}"],
];

test("the tree of each expression", () => {
  for (const [text, expected] of ROWS) assert.equal(read(text), expected, text);
});
