/**
 * Which match variables texts need that are expanded later than their event: operations and
 * contexts keep only these values, and neither the line nor what else was matched.
 */
import { compactString } from "../base/compact-string.js";
import { type MatchCache, type MatchVariables, variableNamed } from "../base/match-variables.js";
import { Template } from "../base/template.js";
import type { ActionList, Rule } from "../rules/ast.js";
import { type Binding, NOTHING_NEEDED, type StartValues } from "./binding.js";
import { type KeptValues, pack } from "./kept-values.js";

export class Need {
  readonly numbers: readonly number[];
  private readonly length: number;
  private readonly names: readonly string[];
  /** A text in which values may form the names of variables: any can be needed. */
  private readonly all: boolean;

  constructor(texts: readonly Template[]) {
    const used = texts.map((text) => text.matchVariables);
    this.numbers = [...new Set(used.flatMap(({ numbers }) => numbers))];
    this.length = Math.max(-1, ...this.numbers) + 1;
    this.names = [...new Set(used.flatMap(({ names }) => names))];
    this.all = used.some(({ all }) => all);
  }

  keepMatch(match: MatchVariables | null): MatchVariables | null {
    if (match === null || this.all) return match;
    const { numbers, names } = this;
    if (numbers.length + names.length === 0) return NOTHING_NEEDED;
    // Of exactly the length that is needed: V8 reserves more for arrays that grow.
    const numbered: (string | undefined)[] = new Array(this.length).fill(undefined);
    for (const number of numbers) numbered[number] = compacted(match.numbered[number]);
    let named: Record<string, string | undefined> | null = null;
    for (const name of names) {
      const value = variableNamed(match, name);
      if (value === undefined) continue;
      named ??= {};
      named[name] = compacted(value);
    }
    return { numbered, named, inputSource: match.inputSource, internalContext: match.internalContext };
  }

  /** What an operation keeps; null: the pattern sets no variables. */
  keepForOperation(match: MatchVariables | null, cache: MatchCache | null): StartValues | null {
    const kept = this.keepMatch(match);
    if (kept === null || (kept === NOTHING_NEEDED && cache === null)) return kept as StartValues | null;
    const { numbered, named, inputSource, internalContext } = kept;
    return { numbered, named, inputSource, internalContext, cache };
  }

  /** The same in little room, for operations of which there may be a million. */
  packForOperation(match: MatchVariables | null, cache: MatchCache | null): KeptValues {
    const values = this.keepForOperation(match, cache);
    return values === null || this.all || this.names.length > 0 ? values : pack(values, this.numbers);
  }

  keep(binding: Binding): Binding {
    const { match, shadowed } = binding;
    return {
      ...binding,
      match: this.keepMatch(match),
      shadowed: this.keepMatch(shadowed),
      description: compactString(binding.description),
    };
  }
}

function compacted(value: string | undefined): string | undefined {
  return value === undefined ? undefined : compactString(value);
}

/** The needs of rules and action lists, found out once. */
export class Needs {
  private readonly byList = new WeakMap<ActionList, Need>();

  ofList(list: ActionList): Need {
    let need = this.byList.get(list);
    if (need === undefined) {
      need = new Need(textsIn(list));
      this.byList.set(list, need);
    }
    return need;
  }
}

const byRule = new WeakMap<Rule, Need>();

/** What operations of the rule need. */
export function needOf(rule: Rule): Need {
  let need = byRule.get(rule);
  if (need === undefined) {
    need = new Need(textsIn(laterParts(rule)));
    byRule.set(rule, need);
  }
  return need;
}

/** The parts of a rule whose texts its operations expand. */
function laterParts(rule: Rule): readonly unknown[] {
  switch (rule.type) {
    case "SingleWithThreshold":
      return [rule.action, rule.action2];
    case "SingleWithScript":
      return [rule.action, rule.action2];
    case "SingleWith2Thresholds":
      return [rule.action, rule.desc2, rule.action2];
    case "Pair":
    case "PairWithWindow":
      return [rule.action, rule.condition2, rule.desc2, rule.action2];
    case "EventGroup":
      return [rule.init, rule.slide, rule.action, rule.end];
    default:
      return [];
  }
}

/** Templates wherever they are in a part of a rule. Spans lead to texts, and have none. */
function textsIn(part: unknown, found: Template[] = []): Template[] {
  if (part instanceof Template) found.push(part);
  else if (Array.isArray(part)) for (const item of part) textsIn(item, found);
  else if (typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype) {
    for (const [name, value] of Object.entries(part)) if (name !== "span") textsIn(value, found);
  }
  return found;
}
