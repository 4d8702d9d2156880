/**
 * A context as text that outlives it and this process: Perl code keeps the values of
 * %main::context_list and gives them back (manual: PERL INTEGRATION). Its action list is
 * named by its text, and found again in the rules that are loaded then.
 */
import type { MatchCache, MatchVariables } from "../base/match-variables.js";
import type { Seconds } from "../base/seconds.js";
import type { ActionList, Rule, RuleFile } from "../rules/ast.js";
import type { Binding, BoundList } from "./binding.js";
import type { Context, ContextTable } from "./contexts.js";

interface SavedContext {
  readonly created: Seconds;
  readonly lifetime: number;
  readonly store: readonly string[];
  readonly list: SavedList | null;
}

interface SavedList {
  readonly file: string;
  readonly text: string;
  readonly match: MatchVariables | null;
  readonly shadowed: MatchVariables | null;
  readonly cache: SavedCache;
  readonly shadowedCache: SavedCache;
  readonly description: string;
}

type SavedCache = readonly (readonly [string, MatchVariables])[] | null;

export function saveContext({ created, lifetime, store, list }: Context): string {
  const saved: SavedContext = {
    created,
    lifetime,
    store: store.toArray(),
    list: list === null ? null : saveList(list),
  };
  return JSON.stringify(saved);
}

/** Sets a context up from what saveContext() gave. False when its action list is in no rule any more: it has none then. */
export function restoreContext(
  { table, files, now }: { table: ContextTable; files: readonly RuleFile[]; now: Seconds },
  name: string,
  text: string,
): boolean {
  const { created, lifetime, store, list } = JSON.parse(text) as SavedContext;
  const bound = list === null ? null : restoreList(list, files);
  const context = table.create(name, now, 0, bound);
  context.store.append([...store], now);
  table.setTimes(context, created, lifetime);
  return list === null || bound !== null;
}

function saveList({ list, rule, binding }: BoundList): SavedList {
  const { match, shadowed, cache, shadowedCache, description } = binding;
  const entriesOf = (of: MatchCache | null): SavedCache => (of === null ? null : [...of]);
  return {
    file: rule.file,
    text: textOf(list),
    match,
    shadowed,
    cache: entriesOf(cache),
    shadowedCache: entriesOf(shadowedCache),
    description,
  };
}

function restoreList(saved: SavedList, files: readonly RuleFile[]): BoundList | null {
  const { match, shadowed, cache, shadowedCache, description } = saved;
  const found = findList(saved, files);
  if (found === null) return null;
  const entriesOf = (of: SavedCache): MatchCache | null =>
    of === null ? null : new Map(of.map(([name, variables]) => [name, revived(variables)]));
  const binding: Binding = {
    match: match === null ? null : revived(match),
    shadowed: shadowed === null ? null : revived(shadowed),
    cache: entriesOf(cache),
    shadowedCache: entriesOf(shadowedCache),
    description,
  };
  return { ...found, binding };
}

/** JSON has null where a group has no value. */
function revived(variables: MatchVariables): MatchVariables {
  const { numbered, named, inputSource, internalContext } = variables;
  return { numbered: numbered.map((value) => value ?? undefined), named, inputSource, internalContext };
}

/** In the file it was in, or else in any other. */
function findList({ file, text }: SavedList, files: readonly RuleFile[]): { list: ActionList; rule: Rule } | null {
  const own = files.filter(({ name }) => name === file);
  for (const { rules } of [...own, ...files.filter(({ name }) => name !== file)]) {
    for (const rule of rules) {
      for (const list of listsIn(rule)) if (textOf(list) === text) return { list, rule };
    }
  }
  return null;
}

/** All action lists of a rule, with those inside of others. */
function* listsIn(part: unknown): Generator<ActionList> {
  if (Array.isArray(part)) {
    for (const element of part) yield* listsIn(element);
  } else if (typeof part === "object" && part !== null) {
    if (isActionList(part)) yield part;
    for (const [key, value] of Object.entries(part)) if (!WITHOUT_LISTS.has(key)) yield* listsIn(value);
  }
}

/** Parts of rules and actions that are not looked into. */
const WITHOUT_LISTS: ReadonlySet<string> = new Set(["span", "pattern", "context", "function"]);

function isActionList(part: object): part is ActionList {
  return "actions" in part && Array.isArray(part.actions) && "span" in part;
}

function textOf({ span }: ActionList): string {
  return span.file.text.slice(span.start, span.end);
}
