/** What the lints look at: a rule set, and who makes and asks for what, gathered once. */
import type { Span } from "../../base/source.js";
import { type Round, Template } from "../../base/template.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { Expression } from "../../regexp/ast.js";
import { parseRegExp } from "../../regexp/index.js";
import type { Action, Rule, RuleFile, RuleSet } from "../../rules/ast.js";
import { conditionsOf, contextsOf, everyAction, type ListField, listsOf, setsVariables } from "../fields.js";
import { type Shape, shapeOf } from "../shape.js";
import { type ContextUse, operandsOf, usesOf } from "../uses.js";

/** An action in its place: rule, list, and the actions around it. */
export interface ActionPlace {
  readonly file: RuleFile;
  readonly rule: Rule;
  readonly list: ListField;
  readonly action: Action;
  readonly path: readonly Action[];
}

export interface ContextPlace {
  readonly rule: Rule;
  readonly shape: Shape;
  /** "ask": in a context expression. */
  readonly how: ContextUse | "ask";
  readonly span: Span;
  readonly action: Action | null;
}

export interface EventPlace {
  readonly rule: Rule;
  readonly shape: Shape;
  readonly action: Action;
  /** It is made when a context ends, not when the rule acts. */
  readonly fromContext: boolean;
}

export class Facts {
  readonly files: readonly RuleFile[];
  readonly actions: readonly ActionPlace[];
  readonly contexts: readonly ContextPlace[];
  readonly events: readonly EventPlace[];
  /** Text of all Perl code of the rule set: what it does to contexts and variables cannot be known. */
  readonly perlCode: string;
  private readonly expressions = new Map<string, Expression | null>();

  /** `quoting`: --quoting is given, which makes %s safe for shells. `inputContexts`: those of inputs. */
  constructor(
    rules: RuleSet,
    readonly quoting: boolean,
    readonly inputContexts: readonly string[],
  ) {
    this.files = rules.files;
    this.actions = rules.files.flatMap((file) =>
      file.rules.flatMap((rule) =>
        listsOf(rule).flatMap((list) => [...everyAction(list.list)].map((placed) => ({ file, rule, list, ...placed }))),
      ),
    );
    this.contexts = [...this.actions.flatMap(contextsOfAction), ...this.rules.flatMap(contextsAskedFor)];
    this.events = this.actions.flatMap(eventsOfAction);
    this.perlCode = perlTexts(this).join("\n");
  }

  get rules(): readonly Rule[] {
    return this.files.flatMap((file) => file.rules);
  }

  /** The pattern's tree; null: it is no regular expression, or one that is only known at run time. */
  expressionOf(pattern: Pattern): Expression | null {
    if ((pattern.type !== "RegExp" && pattern.type !== "NRegExp") || pattern.regexp === null) return null;
    const known = this.expressions.get(pattern.source);
    if (known !== undefined) return known;
    const parsed = parseRegExp(pattern.source);
    const expression = parsed.kind === "expression" ? parsed.expression : null;
    this.expressions.set(pattern.source, expression);
    return expression;
  }
}

/** The texts of an action's own parameters; those of inner action lists are not among them. */
export function templatesOf(action: Action): readonly Template[] {
  return Object.values(action).flatMap((value: unknown) => {
    if (value instanceof Template) return [value];
    return Array.isArray(value) ? value.filter((item) => item instanceof Template) : [];
  });
}

function contextsOfAction({ rule, list, action }: ActionPlace): ContextPlace[] {
  return usesOf(action).flatMap((use): ContextPlace[] => {
    const place = (name: Template, how: ContextUse): ContextPlace => ({
      rule,
      shape: shapeOf(name, list.rounds),
      how,
      span: action.span,
      action,
    });
    if (use.kind === "context") return [place(use.name, use.how)];
    // The internal context of an event exists while the event is matched.
    if ((use.kind === "event" || use.kind === "program-output") && use.context !== null) {
      return [place(use.context, "create")];
    }
    return [];
  });
}

function contextsAskedFor(rule: Rule): ContextPlace[] {
  return contextsOf(rule).flatMap(({ context, pattern }) => {
    const replaces = !context.beforePattern && pattern !== null && setsVariables(pattern);
    const rounds: readonly Round[] = replaces ? ["match"] : [];
    return operandsOf(context.expression).flatMap((operand): ContextPlace[] =>
      operand.kind === "context" && operand.text !== null
        ? [{ rule, shape: shapeOf(operand.text, rounds), how: "ask", span: operand.span, action: null }]
        : [],
    );
  });
}

function eventsOfAction({ rule, list, action, path }: ActionPlace): EventPlace[] {
  const fromContext = path.some((outer) => outer.type === "create" || outer.type === "set");
  return usesOf(action).flatMap((use) =>
    use.kind === "event" ? [{ rule, shape: shapeOf(use.text, list.rounds), action, fromContext }] : [],
  );
}

function perlTexts(facts: Facts): string[] {
  const texts: string[] = [];
  for (const { action } of facts.actions) {
    if (action.type === "eval") texts.push(action.code.source);
    if (action.type === "lcall") texts.push(action.function.source);
  }
  for (const rule of facts.rules) {
    for (const { condition } of conditionsOf(rule)) {
      if (/PerlFunc$/.test(condition.pattern.type)) texts.push(condition.pattern.source);
    }
    for (const { context } of contextsOf(rule)) {
      const { span } = context.expression;
      texts.push(span.file.text.slice(span.start, span.end));
    }
  }
  return texts;
}
