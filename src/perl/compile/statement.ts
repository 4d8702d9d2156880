/** Statements and blocks, and the JavaScript functions that hold them. */
import { some } from "../analyse/walk.js";
import { type Block, type Expression, type Lexical, type Statement, Unsupported } from "../ast.js";
import { holdsSlices } from "./aliases.js";
import { voidAssignment } from "./assignment.js";
import { evalBlock, scalar, truth, value, voidStep } from "./expression.js";
import type { Generator, Loop, Wanted } from "./generator.js";
import { freshList, isScalar, list } from "./list.js";
import { type AtEnd, eachLoop, foreachLoop, whileLoop } from "./loop.js";
import { containerOf, declare } from "./place.js";
import { callOf } from "./sub.js";

/** The function of a sub: its parameters as an array, and the context. */
export function subFunction(g: Generator, body: Block): string {
  return `(A, want) => { ${g.inSub(body, () => statements(g, body, "dynamic"))} }`;
}

/** A block as a function without parameters, for do and eval. */
export function blockFunction(g: Generator, body: Block, wanted: Wanted, isEval = false): string {
  const { matches } = g.sub;
  const code = g.bounded(isEval ? wanted : null, () => g.framed(() => statements(g, body, wanted)));
  if (!g.sub.capturing || g.sub.matches === matches) return `(() => { ${code} })`;
  return `(() => { const m = M; try { ${code} } finally { M = m; } })`;
}

/** The block of map (a value or a list of each item) or grep. */
export function itemFunction(
  g: Generator,
  body: Block,
  topic: Lexical | null,
  mode: "truth" | "scalar" | "list",
): string {
  const item = g.fresh("x");
  const { matches } = g.sub;
  const code = g.bounded(null, () =>
    g.framed(() => {
      if (topic !== null) g.declareAs(topic, item);
      if (topic !== null && !g.marks.written.has(topic)) g.aliases.add(topic);
      const [only] = body.statements;
      if (body.statements.length !== 1 || only?.kind !== "expression") {
        return statements(g, body, mode === "list" ? "list" : "scalar");
      }
      const { expression } = only;
      return `return ${mode === "truth" ? truth(g, expression) : mode === "scalar" ? value(g, expression) : list(g, expression)};`;
    }),
  );
  const isSimple = body.statements.length === 1 && body.statements[0]?.kind === "expression";
  const function_ = `(${item}) => { ${code} }`;
  const restored =
    g.sub.capturing && g.sub.matches !== matches
      ? `(${item}) => { const m = M; try { ${code} } finally { M = m; } }`
      : function_;
  return mode === "truth" && !isSimple ? `(x) => ${g.call("isTrue", `(${restored})(x)`)}` : restored;
}

/** All statements; `wanted`: the last one's value is the result. */
export function statements(g: Generator, block: Block, wanted: Wanted | null): string {
  return block.statements.length === 0 && wanted !== null ? nothing(wanted) : statementsFrom(g, block, 0, wanted);
}

function statementsFrom(g: Generator, block: Block, first: number, wanted: Wanted | null): string {
  let code = "";
  for (let index = first; index < block.statements.length; index++) {
    const statement = block.statements[index] as Statement;
    const isLast = index === block.statements.length - 1;
    code += `${g.marksLine(statement.at)}`;
    const localized = isLast ? null : localTarget(statement);
    if (localized !== null) return code + withLocal(g, localized, () => statementsFrom(g, block, index + 1, wanted));
    code += `${isLast && wanted !== null ? finishStatement(g, statement, wanted) : voidStatement(g, statement)} `;
  }
  return code;
}

interface Localized {
  readonly target: Expression;
  readonly value: Expression | null;
}

/** `local $x;`, `local $x = value;` */
function localTarget(statement: Statement): Localized | null {
  if (statement.kind !== "expression") return null;
  const { expression } = statement;
  if (expression.kind === "local") return { target: expression.target, value: null };
  if (expression.kind !== "assignment" || expression.left.kind !== "local" || expression.operator !== "") return null;
  return { target: expression.left.target, value: expression.right };
}

/** The variable has its old value again when the rest of the block is left, in whichever way. */
function withLocal(g: Generator, localized: Localized, rest: () => string): string {
  const { target, value: given } = localized;
  if (target.kind === "element" || target.kind === "slice") return withLocalElements(g, target, given, rest);
  const [cell, saved] = [value(g, target), g.fresh("o")];
  const code = given === null ? "undefined" : value(g, given);
  const fresh = g.fresh("n");
  return `const ${fresh} = ${code}; const ${saved} = ${cell}; S.dirty = true; ${cell} = ${fresh}; try { ${rest()} } finally { ${cell} = ${saved}; }`;
}

function withLocalElements(
  g: Generator,
  target: Extract<Expression, { kind: "element" | "slice" }>,
  given: Expression | null,
  rest: () => string,
): string {
  const [saved, fresh] = [g.fresh("o"), g.fresh("n")];
  const isElement = target.kind === "element";
  const code = given === null ? "[]" : isElement ? `[${value(g, given)}]` : freshList(g, given);
  const keys = isElement ? `[${value(g, target.index)}]` : list(g, target.indexes);
  const hash = containerOf(g, target.container, "hash");
  const change = g.call("localizeElements", hash, keys, fresh);
  return `const ${fresh} = ${code}; S.dirty = true; const ${saved} = ${change}; try { ${rest()} } finally { ${g.call("restoreElements", saved)}; }`;
}

function nothing(wanted: Wanted): string {
  return wanted === "list"
    ? "return [];"
    : wanted === "scalar"
      ? "return undefined;"
      : "return want === 1 ? [] : undefined;";
}

function returned(code: string, wanted: Wanted): string {
  if (wanted === "scalar") return `return ${code};`;
  if (wanted === "list") return `return [${code}];`;
  return `{ const r = ${code}; return want === 1 ? [r] : r; }`;
}

/** A statement whose value does not count. */
export function voidStatement(g: Generator, statement: Statement): string {
  switch (statement.kind) {
    case "expression":
      return voidExpression(g, statement.expression);
    case "if":
      return voidIf(g, statement);
    case "while":
      return eachLoop(g, statement) ?? whileLoop(g, statement);
    case "foreach":
      return foreachLoop(g, statement);
    case "block":
      return bareBlock(g, statement, null);
  }
}

/** What a condition captured is there afterwards, what its blocks did is not. */
function voidIf(g: Generator, statement: Extract<Statement, { kind: "if" }>): string {
  const code = g.framed(() => {
    let branches = "";
    for (const { condition, isUnless, body } of statement.branches) {
      const test = truth(g, condition);
      branches += `${branches === "" ? "" : " else "}if (${isUnless ? `!${test}` : test}) ${g.scoped(() => statements(g, body, null))}`;
    }
    if (statement.otherwise !== null) {
      const { otherwise } = statement;
      branches += ` else ${g.scoped(() => statements(g, otherwise, null))}`;
    }
    return branches;
  });
  return `{ ${code} }`;
}

/** A bare block is a loop that runs once. */
function bareBlock(g: Generator, statement: Extract<Statement, { kind: "block" }>, wanted: Wanted | null): string {
  const [label, match] = [g.fresh("L"), g.fresh("m")];
  const leave = `{ ${g.sub.capturing ? `M = ${match}; ` : ""}break ${label}; }`;
  const loop: Loop = { label: statement.label, next: leave, last: leave };
  if (wanted !== null && some(statement.body, (node) => node.kind === "jump")) {
    return g.unsupported("the value of a block that is left", statement);
  }
  g.boundary.loops.push(loop);
  const code = g.scoped(() => statements(g, statement.body, wanted));
  g.boundary.loops.pop();
  return `${label}: { ${g.sub.capturing ? `const ${match} = M; ` : ""}${code} }`;
}

/** An expression for what it does. */
export function voidExpression(g: Generator, node: Expression): string {
  switch (node.kind) {
    case "logical": {
      const test = node.operator === "//" ? `${value(g, node.left)} === undefined` : truth(g, node.left);
      const right = g.framed(() => voidExpression(g, node.right));
      return `if (${node.operator === "||" ? `!${test}` : test}) { ${right} }`;
    }
    case "conditional": {
      const [yes, no] = [node.yes, node.no].map((branch) => g.framed(() => voidExpression(g, branch)));
      return `if (${truth(g, node.condition)}) { ${yes} } else { ${no} }`;
    }
    case "return":
    case "jump":
      return leave(g, node);
    case "step":
      return `${voidStep(g, node)};`;
    case "assignment":
      return `${voidAssignment(g, node)};`;
    case "string":
    case "number":
    case "sub":
      return "";
    case "my":
      for (const variable of node.variables) if (variable !== null) declare(g, variable);
      return "";
    case "list":
      return node.items.map((item) => voidExpression(g, item)).join(" ");
    case "do":
      return g.scoped(() => statements(g, node.body, null));
    case "eval":
      return `${evalBlock(g, node, "scalar")};`;
    case "range":
      return g.unsupported("the flip-flop operator", node);
    case "unary":
      if (node.operator === "!") return voidExpression(g, node.operand);
      return `${value(g, node)};`;
    case "match":
    case "substitution":
    case "transliteration":
      return `${scalar(g, node).code};`;
    case "call":
      if (holdsSlices(node.arguments)) return g.unsupported("slices that a sub could change", node);
      return `${callOf(g, node, "callForNothing")};`;
    default:
      return isScalar(node) ? `${value(g, node)};` : `${list(g, node, node.kind === "builtin")};`;
  }
}

function leave(g: Generator, node: Extract<Expression, { kind: "return" | "jump" }>): string {
  if (node.kind === "return") {
    const { returns } = g.boundary;
    if (returns === null) return g.unsupported("return within an expression", node);
    return node.value === null ? nothing(returns) : finish(g, node.value, returns);
  }
  const loops = [...g.boundary.loops].reverse();
  const loop = node.label === null ? loops[0] : loops.find(({ label }) => label === node.label);
  if (loop === undefined) return g.unsupported(`${node.to} outside of a loop`, node);
  return node.to === "next" ? loop.next : loop.last;
}

/** A statement whose value is the result of its sub or block. */
function finishStatement(g: Generator, statement: Statement, wanted: Wanted): string {
  switch (statement.kind) {
    case "expression":
      return finish(g, statement.expression, wanted);
    case "if":
      return g.framed(() => finishIf(g, statement, 0, wanted));
    case "block":
      return bareBlock(g, statement, wanted);
    case "foreach":
      return `${foreachLoop(g, statement, (code) => returned(code, wanted))} ${nothing(wanted)}`;
    case "while": {
      const atEnd: AtEnd = (code) => returned(code, wanted);
      return `${eachLoop(g, statement, atEnd) ?? whileLoop(g, statement, atEnd)} ${nothing(wanted)}`;
    }
  }
}

/** Without a branch that is taken the value is that of the last condition. */
function finishIf(g: Generator, statement: Extract<Statement, { kind: "if" }>, at: number, wanted: Wanted): string {
  const branch = statement.branches[at];
  if (branch === undefined) return "";
  if (branch.body.statements.length === 0) return g.unsupported("the value of an empty block", statement);
  const kept = g.temporary();
  const test = g.call("isTrue", `(${kept} = ${value(g, branch.condition)})`);
  const body = g.scoped(() => statements(g, branch.body, wanted));
  const head = `if (${branch.isUnless ? "!" : ""}${test}) ${body}`;
  if (at + 1 < statement.branches.length) return `${head} ${finishIf(g, statement, at + 1, wanted)}`;
  const { otherwise } = statement;
  if (otherwise === null) return `${head} ${returned(kept, wanted)}`;
  if (otherwise.statements.length === 0) return g.unsupported("the value of an empty block", statement);
  return `${head} ${g.scoped(() => statements(g, otherwise, wanted))}`;
}

/** Returns an expression's value. */
function finish(g: Generator, node: Expression, wanted: Wanted): string {
  switch (node.kind) {
    case "return":
    case "jump":
      return leave(g, node);
    case "conditional":
      if (isScalar(node)) break;
      return `if (${truth(g, node.condition)}) { ${g.framed(() => finish(g, node.yes, wanted))} } else { ${g.framed(() => finish(g, node.no, wanted))} }`;
    case "logical": {
      if (isScalar(node)) break;
      const kept = g.temporary();
      const left = `(${kept} = ${value(g, node.left)})`;
      const goesOn =
        node.operator === "//"
          ? `${left} !== undefined`
          : `${node.operator === "||" ? "" : "!"}${g.call("isTrue", left)}`;
      return `if (${goesOn}) { ${returned(kept, wanted)} } ${finish(g, node.right, wanted)}`;
    }
    default:
      break;
  }
  if (isScalar(node)) return returned(value(g, node), wanted);
  if (wanted === "scalar") return `return ${value(g, node)};`;
  if (wanted === "list") return `return ${list(g, node)};`;
  return eitherContext(g, node);
}

/** Where only one context can be had exactly, the other one is the real Perl's. */
function eitherContext(g: Generator, node: Expression): string {
  const attempts = [() => list(g, node), () => value(g, node)].map((attempt) => {
    try {
      return attempt();
    } catch (stop) {
      if (stop instanceof Unsupported) return stop;
      throw stop;
    }
  });
  const [first, second] = attempts;
  if (first instanceof Unsupported && second instanceof Unsupported) throw first;
  const codes = attempts.map((attempt) =>
    attempt instanceof Unsupported ? g.call("giveUp", JSON.stringify(attempt.feature)) : attempt,
  );
  return `return want === 1 ? ${codes[0]} : ${codes[1]};`;
}
