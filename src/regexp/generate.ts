/** The tree to V8's syntax, for a RegExp without flags. */
import type { Assertion, Node } from "./ast.js";
import type { ByteSet } from "./byte-set.js";

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  start: "^",
  end: "$",
  endOrFinalNewline: "(?=\\n?$)",
  lineStart: "(?:^|(?<=\\n)(?=[^]))",
  lineEnd: "(?=\\n|$)",
  wordBoundary: "\\b",
  notWordBoundary: "\\B",
};

export function generate(node: Node): string {
  switch (node.kind) {
    case "sequence":
      return node.nodes.map(item).join("");
    case "alternation":
      return node.branches.map(generate).join("|");
    case "set":
      return generateSet(node.set);
    case "capture":
      return `(${generate(node.body)})`;
    case "look":
      return `(?${node.direction === "behind" ? "<" : ""}${node.negated ? "!" : "="}${generate(node.body)})`;
    case "repeat":
      return `${repeatable(node.body)}${quantifier(node.min, node.max)}${node.lazy ? "?" : ""}`;
    case "backreference":
      // A digit that follows must not become part of the number.
      return `(?:\\${node.group})`;
    case "assertion":
      return ASSERTIONS[node.assertion];
  }
}

/** Inside a sequence an alternation needs a group around it. */
function item(node: Node): string {
  return node.kind === "alternation" ? `(?:${generate(node)})` : generate(node);
}

function repeatable(node: Node): string {
  const single = node.kind === "set" || node.kind === "capture" || node.kind === "backreference";
  return single ? generate(node) : `(?:${generate(node)})`;
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function generateSet(set: ByteSet): string {
  const ranges = set.ranges();
  const [only] = ranges;
  if (only === undefined) return "[]";
  if (ranges.length === 1 && only[0] === only[1]) return byte(only[0]);
  if (ranges.length === 1 && only[0] === 0 && only[1] === 255) return "[^]";
  const others = set.inverted().ranges();
  return others.length < ranges.length ? `[^${members(others)}]` : `[${members(ranges)}]`;
}

function members(ranges: readonly (readonly [number, number])[]): string {
  return ranges
    .map(([from, to]) =>
      from === to ? byte(from) : to === from + 1 ? byte(from) + byte(to) : `${byte(from)}-${byte(to)}`,
    )
    .join("");
}

function byte(code: number): string {
  const char = String.fromCharCode(code);
  return /[A-Za-z0-9 _"'#%&,:;<=>@!`~]/.test(char) ? char : `\\x${code.toString(16).padStart(2, "0")}`;
}
