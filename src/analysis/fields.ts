/**
 * A rule's conditions, action lists and texts by the names of their fields, so that what
 * looks at rule sets need not know every rule type.
 */
import type { Round } from "../base/template.js";
import { type Pattern, SETS_VARIABLES } from "../patterns/pattern.js";
import type {
  Action,
  ActionList,
  Condition,
  ContextField,
  Continue,
  Rule,
  RuleFile,
  RuleOffset,
} from "../rules/ast.js";

/** A pattern with its context and continue fields; `suffix` is that of their keywords ("", "2", "3", ...). */
export interface ConditionField {
  readonly suffix: string;
  readonly condition: Condition;
}

/** An action list, the field it stands in, and the substitution rounds that its texts go through. */
export interface ListField {
  readonly field: string;
  readonly list: ActionList;
  readonly rounds: readonly Round[];
  /** The patterns whose match variables the list can name. */
  readonly patterns: readonly Pattern[];
}

export function conditionsOf(rule: Rule): readonly ConditionField[] {
  switch (rule.type) {
    case "Calendar":
      return [];
    case "EventGroup":
      return rule.events.map((event, index) => ({
        suffix: index === 0 ? "" : String(index + 1),
        condition: event.condition,
      }));
    case "Pair":
    case "PairWithWindow":
      return [
        { suffix: "", condition: rule.condition },
        { suffix: "2", condition: rule.condition2 },
      ];
    default:
      return [{ suffix: "", condition: rule.condition }];
  }
}

/** All context fields; `pattern` is the one beside it, null in Calendar rules. */
export function contextsOf(rule: Rule): { field: string; context: ContextField; pattern: Pattern | null }[] {
  if (rule.type === "Calendar") {
    return rule.context === null ? [] : [{ field: "context", context: rule.context, pattern: null }];
  }
  return conditionsOf(rule).flatMap(({ suffix, condition: { context, pattern } }) =>
    context === null ? [] : [{ field: `context${suffix}`, context, pattern }],
  );
}

export function continuesOf(rule: Rule): { field: string; continue: Continue }[] {
  return conditionsOf(rule).map(({ suffix, condition }) => ({
    field: `continue${suffix}`,
    continue: condition.continue,
  }));
}

export function listsOf(rule: Rule): readonly ListField[] {
  const lists: ListField[] = [];
  const add = (
    field: string,
    list: ActionList | null | undefined,
    patterns: readonly Pattern[],
    rounds = roundsOf(patterns),
  ): void => {
    if (list !== null && list !== undefined) lists.push({ field, list, rounds, patterns });
  };
  switch (rule.type) {
    case "Suppress":
    case "Jump":
      break;
    case "Calendar":
      add("action", rule.action, []);
      break;
    case "Pair":
    case "PairWithWindow":
      add("action", rule.action, [rule.condition.pattern]);
      add("action2", rule.action2, [rule.condition.pattern, rule.condition2.pattern]);
      break;
    case "EventGroup": {
      // Variables are those of the event that started the list or the operation, whichever it was.
      const patterns = rule.events.map((event) => event.condition.pattern);
      const rounds: readonly Round[] = patterns.some(setsVariables) ? ["match", "variables"] : ["variables"];
      for (const field of ["action", "init", "end", "slide"] as const) add(field, rule[field], patterns, rounds);
      rule.events.forEach((event, index) => {
        add(`count${index === 0 ? "" : index + 1}`, event.count, [event.condition.pattern]);
      });
      break;
    }
    default:
      add("action", rule.action, [rule.condition.pattern]);
      if ("action2" in rule) add("action2", rule.action2, [rule.condition.pattern]);
  }
  return lists;
}

/** Match variables are replaced where a pattern sets some; of two that do, the first one's are % variables. */
function roundsOf(patterns: readonly Pattern[]): readonly Round[] {
  const setting = patterns.filter(setsVariables).length;
  if (setting === 0) return ["variables"];
  return setting === 1 ? ["match", "variables"] : ["shadowed", "match", "variables"];
}

export function setsVariables(pattern: Pattern): boolean {
  return SETS_VARIABLES[pattern.type];
}

/** An action and where it stands: `path` names the actions around it, outermost first. */
export interface PlacedAction {
  readonly action: Action;
  readonly path: readonly Action[];
}

/** Every action of a list, those of inner lists (create, set, if, while) included, in the order of the text. */
export function* everyAction(list: ActionList, path: readonly Action[] = []): IterableIterator<PlacedAction> {
  for (const action of list.actions) {
    yield { action, path };
    for (const inner of innerLists(action)) yield* everyAction(inner, [...path, action]);
  }
}

function innerLists(action: Action): readonly ActionList[] {
  switch (action.type) {
    case "create":
    case "set":
    case "while":
      return action.list === null ? [] : [action.list];
    case "if":
      return action.else === null ? [action.then] : [action.then, action.else];
    default:
      return [];
  }
}

/** The rule that an action such as reset means; undefined: the file has none there. */
export function ruleAt(offset: RuleOffset, rule: Rule, file: RuleFile): Rule | undefined {
  return file.rules[offset.kind === "absolute" ? offset.number - 1 : file.rules.indexOf(rule) + offset.distance];
}
