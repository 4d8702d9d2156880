import { isRememberedLoop, referredGroups } from "../analysis.js";
import { type Capture, type Expression, everyNode, type Node, type Recursion, withChildren } from "../ast.js";
import { widthOf } from "../width.js";
import { untranslatable } from "./translation.js";

/** An expression with more recursions, those in recursions included, becomes too large. */
const RECURSIONS_MAX = 200;

/**
 * `(?1)`, `(?&name)`: the group's inside is put in their place. What groups match during a
 * recursion is forgotten after it, so there are none in the copy. A group that leads back
 * into itself cannot be translated. Throws TranslationStop.
 */
export function withoutRecursions(expression: Expression): Expression {
  const recursions = everyNode(expression.body).filter((node) => node.kind === "recursion");
  if (recursions.length === 0) return expression;
  return { ...expression, body: new Inliner(expression).inline(expression.body, []) };
}

class Inliner {
  private readonly expression: Expression;
  private count = 0;

  constructor(expression: Expression) {
    this.expression = expression;
  }

  /** `open`: the groups whose copies we are in. */
  inline(node: Node, open: readonly number[]): Node {
    if (node.kind === "recursion") return this.insideOf(node, open);
    // In a recursion, groups outside of it still have values.
    const refersToGroup =
      node.kind === "backreference" || (node.kind === "conditional" && node.condition.kind === "group");
    if (refersToGroup && open.length > 0) untranslatable("a reference in a recursion", node);
    if (node.kind === "keep" && open.length > 0) untranslatable("\\K in a recursion", node);
    if (node.kind === "conditional" && node.condition.kind === "recursing") {
      untranslatable("a condition on recursion", node);
    }
    if (node.kind === "capture" && open.length > 0) return this.inline(node.body, open);
    return withChildren(node, (child) => this.inline(child, open));
  }

  private insideOf(node: Recursion, open: readonly number[]): Node {
    if (++this.count > RECURSIONS_MAX) untranslatable("many recursions", node);
    const [group = 0, ...others] = referredGroups(this.expression, node.to);
    if (group === 0 || open.includes(group)) untranslatable("a recursion without limit", node);
    const [found, ...more] = this.capturesOf(group);
    if (found === undefined || others.length > 0 || more.length > 0) {
      return untranslatable("a recursion into one of several groups", node);
    }
    if (found.start <= node.start && node.end <= found.end) untranslatable("a recursion without limit", node);
    if (everyNode(found.body).some(isRepeatedPlace)) untranslatable("a repeated place in a recursion", node);
    if (everyNode(found.body).some(isRememberedLoop)) untranslatable("a loop in a recursion", node);
    const isRepeated = everyNode(this.expression.body).some((part) => repeats(part, found));
    if (isRepeated) untranslatable("a recursion into a repeated group", node);
    return { kind: "sequence", items: [this.inline(found.body, [...open, group])], start: node.start, end: node.end };
  }

  private capturesOf(group: number): Capture[] {
    return everyNode(this.expression.body).filter(
      (node): node is Capture => node.kind === "capture" && node.group === group,
    );
  }
}

/** Like `^?`. Perl is wrong about it in a group that only recursions enter. */
function isRepeatedPlace(node: Node): boolean {
  return node.kind === "quantified" && widthOf(node.body).max === 0;
}

/** Whether the node is the group with a quantifier: Perl's loops over simple groups have no place to enter. */
function repeats(node: Node, group: Capture): boolean {
  return node.kind === "quantified" && node.start === group.start;
}
