import type { Node } from "../ast.js";
import { readAtom } from "./atom.js";
import type { Parser } from "./parser.js";
import { readQuantifier } from "./quantifier.js";

/** Alternatives up to a closing parenthesis or the end. */
export function readAlternatives(parser: Parser): Node {
  const start = parser.at;
  const branches = [readSequence(parser)];
  while (parser.takes("|")) branches.push(readSequence(parser));
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  return { kind: "alternation", branches, start, end: parser.at };
}

/** Quantified atoms up to a bar, a closing parenthesis or the end. */
export function readSequence(parser: Parser): Node {
  const start = parser.at;
  const items: Node[] = [];
  for (;;) {
    parser.skipIgnored();
    if (parser.isAtEnd || parser.sees("|") || parser.sees(")")) break;
    const atom = readAtom(parser);
    if (atom !== null) items.push(readQuantifier(parser, atom));
  }
  const [only] = items;
  if (only === undefined) return { kind: "empty", start, end: parser.at };
  return items.length === 1 ? only : { kind: "sequence", items, start, end: parser.at };
}
