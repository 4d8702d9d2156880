/** Evaluates context expressions (manual: CONTEXTS AND CONTEXT EXPRESSIONS). */
import type { Template, TemplateValues } from "../base/template.js";
import { isTrue, type PerlArgument } from "../perl/host.js";
import type { ContextExpression, ContextField } from "../rules/ast.js";
import type { Core } from "./core.js";
import type { ContextOperand } from "./tracer.js";

/**
 * A value of an expression. `spent` is false, but lets the next group of a combination
 * decide anew; only the reference's order of evaluation can tell it from false.
 */
type Truth = boolean | "spent";

/** Values of `variable` are not offered: action list variables have no meaning in contexts. */
export function contextHolds(field: ContextField, values: TemplateValues, core: Core): boolean {
  const holds = evaluate(field.expression, values, core) === true;
  core.tracer?.contextAsked(field, holds);
  return holds;
}

function evaluate(expression: ContextExpression, values: TemplateValues, core: Core): Truth {
  switch (expression.kind) {
    case "context": {
      const name = expression.name.expand(values);
      return told(expression, name, core.existsForExpression(name), core);
    }
    case "varset": {
      const entry = expression.entry.expand(values);
      return told(expression, entry, core.buffers.cache.has(entry), core);
    }
    case "not":
      return evaluate(expression.operand, values, core) !== true;
    case "combination":
      return evaluateCombination(expression.groups, values, core);
    case "program": {
      const code = expression.code.expand(values);
      return told(expression, code, evaluateProgram(code, expression, core), core);
    }
    case "function":
      return told(expression, expression.function.source, callFunction(expression, values, core), core);
  }
}

function told(operand: ContextOperand, text: string, isTrue: boolean, core: Core): boolean {
  core.tracer?.operandAsked(operand, text, isTrue);
  return isTrue;
}

/**
 * The reference's order of evaluation, found by running it over all expressions of up to
 * six operands, and of up to four with spent ones among them. Groups of one operand behave
 * as the manual says. A group of several operands after || does not: when what stands
 * before it is true, its second operand is left out; when that is false, the group is not
 * looked at, unless the value is spent.
 */
function evaluateCombination(
  groups: readonly (readonly ContextExpression[])[],
  values: TemplateValues,
  core: Core,
): Truth {
  let value: Truth = false;
  groups.forEach((group, index) => {
    const [first, ...rest] = group as [ContextExpression, ...ContextExpression[]];
    if (index === 0) {
      value = evaluateAll(group, values, core);
    } else if (rest.length === 0) {
      value = either(value, () => evaluate(first, values, core));
    } else if (value === "spent") {
      value = evaluateAll(group, values, core) === true ? true : "spent";
    } else {
      value = value && evaluateLaterGroup(first, rest, values, core) === true ? true : "spent";
    }
  });
  return value;
}

function either(value: Truth, operand: () => Truth): Truth {
  if (value === true) return true;
  const truth = operand();
  return truth === false ? value : truth;
}

/** Operands joined by &&: a false one ends the evaluation, a spent one only spoils its value. */
function evaluateAll(operands: readonly ContextExpression[], values: TemplateValues, core: Core): Truth {
  let value: Truth = true;
  for (const operand of operands) {
    const truth = evaluate(operand, values, core);
    if (truth === false) return false;
    if (truth === "spent") value = "spent";
  }
  return value;
}

/** A group of several operands after || with a true value before it. A spent operand counts as none. */
function evaluateLaterGroup(
  first: ContextExpression,
  rest: readonly ContextExpression[],
  values: TemplateValues,
  core: Core,
): Truth {
  const truth = evaluate(first, values, core);
  if (truth === false) return false;
  return evaluateAll(truth === "spent" ? rest : rest.slice(1), values, core);
}

function evaluateProgram(
  code: string,
  expression: Extract<ContextExpression, { kind: "program" }>,
  core: Core,
): boolean {
  const outcome = core.perl?.evaluate(code, "scalar");
  if (outcome?.ok === true) return isTrue(outcome.value[0]);
  core.log(2, `Perl code "${code}" failed: ${outcome?.message ?? "there is no Perl"}`, expression);
  return false;
}

function callFunction(
  expression: Extract<ContextExpression, { kind: "function" }>,
  values: TemplateValues,
  core: Core,
): boolean {
  const parameters = parametersFor(expression.parameters, expression.operator, values, core);
  const outcome = core.perl?.call(expression.function.code, parameters, "scalar");
  if (outcome?.ok === true) return isTrue(outcome.value[0]);
  core.log(2, `Perl function failed: ${outcome?.message ?? "there is no Perl"}`, expression);
  return false;
}

/** Values for ->; for :> the entries of the pattern match cache that have these names, undef where there is none. */
export function parametersFor(
  parameters: readonly Template[],
  operator: "->" | ":>",
  values: TemplateValues,
  core: Core,
): PerlArgument[] {
  return parameters.map((parameter) => {
    const text = parameter.expand(values);
    if (operator === "->") return text;
    const entry = core.buffers.cache.get(text);
    return entry === undefined ? undefined : { kind: "entry", entry };
  });
}
