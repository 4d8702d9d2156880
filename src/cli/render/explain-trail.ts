/** The way of an event through the rules, for people. */
import {
  type ActionStep,
  allRules,
  type FilePass,
  isStep,
  type ListRun,
  missingLiterals,
  type NotTried,
  type OperationState,
  type OperationStep,
  patternsOf,
  type RuleStep,
  type Told,
  type Trail,
  type Try,
  whyNot,
} from "../../observe/explain/index.js";
import type { Pattern } from "../../patterns/index.js";
import type { Continue, Rule } from "../../rules/ast.js";
import {
  askedText,
  eventText,
  indented,
  listName,
  placeOf,
  ruleName,
  type Style,
  shown,
  timeText,
} from "./explain-text.js";
import { renderWhyNot } from "./explain-why-not.js";

export function renderTrail(trail: Trail, style: Style): string[] {
  const { event, passes, notReached } = trail;
  const made = event.madeBy === null ? [] : [`    made by ${listName(event.madeBy)}`];
  return [
    style.paint(eventText(event), "bold"),
    `    at ${timeText(event.time, style)}`,
    ...made,
    ...passes.flatMap((pass) => renderPass(pass, event.text, style)),
    ...notReached.map(({ name }) => `${name}: not reached: matching had ended`),
    "",
  ];
}

function renderPass(pass: FilePass, text: string, style: Style): string[] {
  return allRules(pass).flatMap(({ rule, outcome }) =>
    isStep(outcome) ? renderStep(outcome, text, style) : renderNotTried(rule, outcome, text),
  );
}

function renderStep(step: RuleStep, text: string, style: Style): string[] {
  const { rule, next, tries, operations, runs, passes } = step;
  const { paint } = style;
  const outcome = next === null ? "no match" : `${paint("matched", "cyan")}, then ${continueText(next)}`;
  return [
    `${paint(ruleName(rule), "bold")}: ${outcome}`,
    ...indented([
      ...tries.flatMap((one) => renderTry(one, style)),
      ...operations.flatMap((one) => renderOperation(one, rule, style)),
      ...runs.flatMap((run) => renderRun(run, style)),
      ...passes.flatMap((pass) => renderPass(pass, text, style)),
    ]),
  ];
}

function renderNotTried(rule: Rule, why: NotTried, text: string): string[] {
  const name = ruleName(rule);
  switch (why.kind) {
    case "ended":
      return [`${name}: not tried: the rule at ${placeOf(why.by.span)} ended it (${continueText(why.next)})`];
    case "jumped over":
      return [`${name}: not tried: the rule at ${placeOf(why.by.span)} led past it`];
    case "left out": {
      if (rule.type === "Calendar") return [`${name}: acts on time, not on events`];
      return [`${name}: no match`, ...indented(patternsOf(rule).flatMap((pattern) => renderLeftOut(pattern, text)))];
    }
  }
}

/** The prefilter has left it out: what it needs is not there. */
function renderLeftOut(pattern: Pattern, text: string): string[] {
  const missing = missingLiterals(pattern, text);
  const what = missing === null ? "it cannot match here" : `${anyOf(missing)} is not in the line`;
  return [`left out by the prefilter: ${what}`, ...indented(renderWhyNot(whyNot(pattern, text), text))];
}

function anyOf(literals: readonly string[]): string {
  const quoted = literals.slice(0, 5).map((literal) => `"${shown(literal)}"`);
  if (literals.length > 5) quoted.push("...");
  return quoted.length === 1 ? (quoted[0] as string) : `any of ${quoted.join(", ")}`;
}

function renderTry(one: Try, style: Style): string[] {
  if (one.kind === "context") {
    const { field, holds, asked } = one;
    const { file, start, end } = field.expression.span;
    const expression = shown(file.text.slice(start, end));
    return [
      `context ${expression}: ${holds ? "true" : "false"}`,
      ...indented(asked.map((operand) => askedText(operand, style))),
    ];
  }
  const { pattern, text, match, operation, cachedBy } = one;
  const whose = operation === null ? "" : ` of the open operation "${shown(operation)}"`;
  const title = `${pattern.type} pattern${whose} ${shown(pattern.source)}`;
  if (match === undefined) return [`${title}: no match`, ...indented(renderWhyNot(whyNot(pattern, text), text))];
  const cached = cachedBy === null ? [] : [`cached by ${ruleName(cachedBy)}`];
  return [`${title}: match`, ...indented([...cached, ...values(match)])];
}

function values(match: Extract<Try, { kind: "pattern" }>["match"]): string[] {
  if (!match) return [];
  const numbered = match.numbered.flatMap((value, number) =>
    number === 0 || value === undefined ? [] : [`$${number}=${shown(value, 60)}`],
  );
  const named = Object.entries(match.named ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`$+{${name}}=${shown(value, 60)}`],
  );
  const all = [...numbered, ...named];
  return all.length === 0 ? [] : [all.join(" ")];
}

function renderOperation({ operation, before, after }: OperationStep, rule: Rule, style: Style): string[] {
  const whose = operation.rule === rule ? "" : ` of ${ruleName(operation.rule)}`;
  const title = `operation "${shown(operation.description)}"${whose}`;
  if (before === null && after === null) return [`${title}: started, and ended at once`];
  if (before === null) return [`${title}: started: ${stateText(after as OperationState, style)}`];
  const was = stateText(before, style);
  const is = after === null ? "ended" : stateText(after, style);
  return was === is ? [`${title}: unchanged: ${was}`] : [title, `    before: ${was}`, `    after:  ${is}`];
}

function stateText({ windowStart, windowEnd, count, wanted, phase }: OperationState, style: Style): string {
  const end = windowEnd === null ? "without end" : `to ${timeText(windowEnd, style)}`;
  const counted = count === null ? "" : `${count} of ${wanted} events, `;
  const note = phase === "waiting" ? "" : phase === "acted" ? ", has acted" : ", second round";
  return `${counted}window from ${timeText(windowStart, style)} ${end}${note}`;
}

function renderRun({ firing, actions }: ListRun, style: Style): string[] {
  return [`ran ${listName(firing)}`, ...indented(actions.flatMap((action) => renderAction(action, style)))];
}

function renderAction({ action, told, events, runs }: ActionStep, style: Style): string[] {
  const { file, start, end } = action.span;
  return [
    shown(file.text.slice(start, end)),
    ...indented([
      ...told.map((one) => `=> ${toldText(one)}`),
      ...events.map(({ text, delay }) => `=> synthetic event${delay > 0 ? ` in ${delay} s` : ""}: ${shown(text)}`),
      ...runs.flatMap((run) => renderRun(run, style)),
    ]),
  ];
}

export function toldText({ action, target, data }: Told): string {
  const parts = [action, ...(target === null ? [] : [target]), ...(data === null ? [] : [data.replace(/\n$/, "")])];
  return shown(parts.join(" "));
}

export function continueText(next: Continue): string {
  return next.kind === "GoTo" ? `GoTo ${next.label}` : next.kind;
}
