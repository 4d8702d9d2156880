import {
  beginsAtStart,
  comesAfterWidth,
  groupsIn,
  hasOneEnd,
  isRememberedLoop,
  referredGroups,
  setsOneOf,
} from "../analysis.js";
import {
  type Conditional,
  copyOf,
  type Expression,
  everyNode,
  type Node,
  type Sequence,
  withChildren,
} from "../ast.js";
import { untranslatable } from "./translation.js";

/** So many conditionals on groups double what follows them so many times. */
const CONDITIONALS_MAX = 8;

/**
 * `(?(condition)yes|no)`: V8 has no conditions. A look-around becomes two alternatives,
 * with it and with its opposite. For a group, the place where it is decided whether the
 * group is set gets a copy of all that follows for each decision. Throws TranslationStop.
 */
export function withoutConditionals(expression: Expression): Expression {
  const conditionals = everyNode(expression.body).filter((node) => node.kind === "conditional");
  if (conditionals.length === 0) return expression;
  for (const node of conditionals) {
    checkPlace(node, expression);
    checkParts(node);
  }
  let { body } = expression;
  for (let count = 0; ; count++) {
    body = withoutSimple(body, expression);
    const next = firstOnGroup(body);
    if (next === null) return { ...expression, body };
    if (count >= CONDITIONALS_MAX) untranslatable("many conditions on groups", next);
    const decided = decide(body, next, expression);
    if (decided === null) untranslatable("a condition on a group", next);
    body = decided;
  }
}

/**
 * Where a match may begin with a condition, Perl looks for a place where the condition
 * holds, and forgets that it may not.
 */
function checkPlace(node: Conditional, { body }: Expression): void {
  if (node.condition.kind !== "look" || beginsAtStart(body) || comesAfterWidth(body, node)) return;
  untranslatable("a condition at the beginning", node);
}

/** Perl keeps what a group in a part matched when it goes back and takes the other part. */
function checkParts({ condition, yes, no }: Conditional): void {
  if (condition.kind === "define") return;
  for (const part of [yes, no]) if (groupsIn(part).size > 0) untranslatable("a group in a part of a condition", part);
}

/** Conditionals that do not depend on groups. */
function withoutSimple(node: Node, expression: Expression): Node {
  // Perl dies when it comes to it.
  if (node.kind === "quantified" && everyNode(node).some(isDefinition)) {
    untranslatable("a definition in what is repeated", node);
  }
  const inner = withChildren(node, (child) => withoutSimple(child, expression));
  if (inner.kind !== "conditional") return inner;
  const { condition, yes, no, start, end } = inner;
  switch (condition.kind) {
    case "define":
      return { kind: "empty", start, end };
    case "recursing":
      // Recursions are gone when we come here.
      return no;
    case "look": {
      const { look } = condition;
      // Perl thinks that the first part is always there.
      if (!inner.hasNo) untranslatable("a condition with one part", inner);
      // Perl takes the second part, or none.
      if (look.body.kind === "empty") untranslatable("an empty condition", inner);
      // Perl tries the greatest of them only.
      if (look.behind && !hasOneEnd(look.body))
        untranslatable("a condition that looks behind at several lengths", inner);
      // Perl keeps what a group matched before the look-around failed.
      if (groupsIn(look).size > 0) untranslatable("a group in a condition", inner);
      const opposite = { ...look, body: copyOf(look.body), negative: !look.negative };
      const branches: Node[] = [
        { kind: "sequence", items: [look, yes], start, end },
        { kind: "sequence", items: [opposite, no], start, end },
      ];
      return { kind: "alternation", branches, start, end };
    }
    case "group": {
      const groups = referredGroups(expression, condition.to);
      return groups.every((group) => group > expression.groupCount) ? no : inner;
    }
  }
}

function isDefinition(node: Node): boolean {
  return node.kind === "conditional" && node.condition.kind === "define";
}

function firstOnGroup(body: Node): Conditional | null {
  for (const node of everyNode(body)) if (node.kind === "conditional") return node;
  return null;
}

/** The node with the conditional decided, null when we do not know how. */
function decide(node: Node, conditional: Conditional, expression: Expression): Node | null {
  if (node === conditional || !everyNode(node).includes(conditional)) return null;
  // An earlier iteration, or one way to match a look-around, may have set the group.
  if (node.kind === "quantified" && node.max > 1) return null;
  if (node.kind === "sequence") return decideInSequence(node, conditional, expression);
  let isDecided = true;
  const result = withChildren(node, (child) => {
    if (!everyNode(child).includes(conditional)) return child;
    const decided = decide(child, conditional, expression);
    isDecided &&= decided !== null;
    return decided ?? child;
  });
  return isDecided ? result : null;
}

function decideInSequence(node: Sequence, conditional: Conditional, expression: Expression): Node | null {
  const at = node.items.findIndex((item) => everyNode(item).includes(conditional));
  const containing = node.items[at] as Node;
  const inside = decide(containing, conditional, expression);
  if (inside !== null) return { ...node, items: node.items.map((item) => (item === containing ? inside : item)) };
  const groups = conditional.condition.kind === "group" ? referredGroups(expression, conditional.condition.to) : [];
  const [group, ...others] = groups;
  if (group === undefined || others.length > 0) return null;
  const decider = node.items.findLastIndex((item, index) => index < at && groupsIn(item).has(group));
  if (decider < 0) return null;
  const between = node.items.slice(decider + 1, at + 1);
  if (between.some((item) => everyNode(item).some(isRememberedLoop))) return null;
  const rest = (isSet: boolean): Node[] => node.items.slice(decider + 1).map((item) => taken(item, conditional, isSet));
  const ways = waysOf(node.items[decider] as Node, group);
  if (ways === null) return null;
  const { start, end } = node;
  const branches = ways.map(({ way, isSet }): Node => ({ kind: "sequence", items: [way, ...rest(isSet)], start, end }));
  const [only] = branches;
  const following: Node =
    branches.length === 1 && only !== undefined ? only : { kind: "alternation", branches, start, end };
  return { ...node, items: [...node.items.slice(0, decider), following] };
}

/** A copy in which the conditional is what it is when the group is set, or unset. */
function taken(node: Node, conditional: Conditional, isSet: boolean): Node {
  if (node === conditional) return copyOf(isSet ? conditional.yes : conditional.no);
  return withChildren(node, (child) => taken(child, conditional, isSet));
}

interface Way {
  readonly way: Node;
  readonly isSet: boolean;
}

/** The ways in which the node decides about the group, in order; null when they cannot be told apart. */
function waysOf(node: Node, group: number): readonly Way[] | null {
  const groups = new Set([group]);
  if (setsOneOf(node, groups)) return [{ way: node, isSet: true }];
  if (!groupsIn(node).has(group)) return [{ way: node, isSet: false }];
  if (node.kind === "sequence" && node.items.length === 1) return waysOf(node.items[0] as Node, group);
  if (node.kind === "alternation") {
    const ways = node.branches.map((branch) => waysOf(branch, group));
    return ways.some((way) => way === null) ? null : (ways as Way[][]).flat();
  }
  if (node.kind !== "quantified" || node.min !== 0 || node.max !== 1 || node.appetite === "possessive") return null;
  if (!setsOneOf(node.body, groups)) return null;
  const skipped: Way = { way: { kind: "empty", start: node.start, end: node.start }, isSet: false };
  const done: Way = { way: node.body, isSet: true };
  return node.appetite === "lazy" ? [skipped, done] : [done, skipped];
}
