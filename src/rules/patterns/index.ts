/** Pattern fields: text to patterns (manual: PATTERNS, PATTERN TYPES AND MATCH VARIABLES). */
import type { SourceText } from "../../base/source.js";
import { PATTERN_TYPES, type Pattern, type PatternType, type VariableMap } from "../../patterns/pattern.js";
import { parseVariableMap } from "../varmap.js";
import { numberOf } from "../words.js";
import { cached } from "./cached.js";
import { perlFunc } from "./perlfunc.js";
import { regExp } from "./regexp.js";
import { subStr } from "./substr.js";
import type { PatternEnvironment, PatternSyntax, SharedFields } from "./syntax.js";
import { tvalue } from "./tvalue.js";

/** A new type fails to compile until it is here. */
const SYNTAX: { readonly [Type in PatternType]: PatternSyntax<Type> } = {
  SubStr: subStr,
  RegExp: regExp,
  PerlFunc: perlFunc,
  Cached: cached,
  NSubStr: subStr,
  NRegExp: regExp,
  NPerlFunc: perlFunc,
  NCached: cached,
  TValue: tvalue,
};

/** Types that look at lines and may be given their number, as in RegExp2. */
const COUNTED: ReadonlySet<PatternType> = new Set([
  "SubStr",
  "RegExp",
  "PerlFunc",
  "NSubStr",
  "NRegExp",
  "NPerlFunc",
] satisfies PatternType[]);
/** Types whose match can be cached and named. */
const MAPPED: ReadonlySet<PatternType> = new Set(["RegExp", "PerlFunc"] satisfies PatternType[]);

/** Lines of a pattern when --bufsize sets no limit. */
const LINES_MAX = 1_000_000;

interface PatternText {
  readonly type: SourceText;
  readonly text: SourceText;
  readonly map: SourceText | undefined;
  /** Match variables of an earlier pattern are replaced in this one when it is bound. */
  readonly bound: boolean;
}

/** Null, with messages: the rule is to be rejected. */
export function parsePattern(given: PatternText, environment: PatternEnvironment): Pattern | null {
  const kind = parseType(given.type, environment);
  if (kind === null) return null;
  const fields = (SYNTAX[kind.type] as PatternSyntax<PatternType>)(given, environment);
  const variableMap = readMap(given.map, kind.type, environment);
  if (fields === null) return null;
  const { text } = given;
  const { type, lines } = kind;
  const shared: SharedFields = { type, lines, source: text.text, span: text.span(), variableMap };
  // See rules/index.ts: with ... each would have a hidden class of its own.
  return Object.assign(shared, fields) as Pattern;
}

function readMap(map: SourceText | undefined, type: PatternType, { problems }: PatternEnvironment): VariableMap | null {
  if (map === undefined) return null;
  if (MAPPED.has(type)) return parseVariableMap(map, problems);
  problems.report("ignored-varmap", map.span(), type);
  return null;
}

/** Null, with a message: there is no such type, or its number is wrong. */
function parseType(
  text: SourceText,
  { problems, compilers }: PatternEnvironment,
): { type: PatternType; lines: number } | null {
  const parts = /^([A-Za-z]+)([0-9]*)$/.exec(text.text);
  const name = parts?.[1]?.toLowerCase();
  const type = PATTERN_TYPES.find((candidate) => candidate.toLowerCase() === name);
  if (type === undefined) {
    problems.report("unknown-pattern-type", text.span(), text.text, problems.nearest(text.text, PATTERN_TYPES));
    return null;
  }
  const digits = parts?.[2] ?? "";
  const lines = digits === "" ? 1 : numberOf(digits);
  const most = compilers.bufsize > 0 ? compilers.bufsize : LINES_MAX;
  if (digits !== "" && !COUNTED.has(type)) problems.report("pattern-without-lines", text.span(), type);
  else if (lines === 0) problems.report("no-lines", text.span());
  else if (lines > most) problems.report("too-many-lines", text.span(), String(lines), String(most));
  else return { type, lines };
  return null;
}
