/** Pattern fields: text to patterns (manual: PATTERNS, PATTERN TYPES AND MATCH VARIABLES). */
import type { SourceText } from "../../base/source.js";
import { PATTERN_TYPES, type Pattern, type PatternFields, type PatternType } from "../../patterns/pattern.js";
import { nearestWord } from "../suggest.js";
import { parseVariableMap } from "../varmap.js";
import { cached } from "./cached.js";
import { perlFunc } from "./perlfunc.js";
import { regExp } from "./regexp.js";
import { subStr } from "./substr.js";
import type { PatternEnvironment, PatternSource, PatternSyntax } from "./syntax.js";
import { tvalue } from "./tvalue.js";

const SYNTAX: { readonly [Type in PatternType]: PatternSyntax<PatternFields[Type]> } = {
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

/** Types that look at lines and may be given their number: RegExp2. */
const COUNTED: ReadonlySet<PatternType> = new Set<PatternType>([
  "SubStr",
  "RegExp",
  "PerlFunc",
  "NSubStr",
  "NRegExp",
  "NPerlFunc",
]);
/** Types whose match can be cached and named. */
const MAPPED: ReadonlySet<PatternType> = new Set<PatternType>(["RegExp", "PerlFunc"]);

interface PatternText {
  readonly type: SourceText;
  readonly text: SourceText;
  readonly map: SourceText | undefined;
  /** Match variables of an earlier pattern are replaced in this one when it is bound. */
  readonly bound: boolean;
}

/** Null, with a message: the rule is to be rejected. */
export function parsePattern(given: PatternText, environment: PatternEnvironment): Pattern | null {
  const { problems, compilers } = environment;
  const kind = parseType(given.type, environment);
  if (kind === null) return null;
  if (compilers.bufsize > 0 && kind.lines > compilers.bufsize) {
    problems.report("too-many-lines", given.type.span(), String(kind.lines), String(compilers.bufsize));
    return null;
  }
  const source: PatternSource = {
    base: {
      type: kind.type,
      lines: kind.lines,
      source: given.text.text,
      span: given.text.span(),
      variableMap: null,
    },
    text: given.text,
    bound: given.bound,
  };
  const before = problems.errors;
  const pattern = (SYNTAX[kind.type] as PatternSyntax<Pattern>)(source, environment);
  const variableMap = given.map === undefined ? null : readMap(given.map, kind.type, environment);
  return pattern === null || problems.errors > before ? null : { ...pattern, variableMap };
}

function readMap(map: SourceText, type: PatternType, { problems }: PatternEnvironment) {
  if (MAPPED.has(type)) return parseVariableMap(map, problems);
  problems.report("ignored-varmap", map.span(), type);
  return null;
}

function parseType(text: SourceText, { problems }: PatternEnvironment): { type: PatternType; lines: number } | null {
  const parts = /^([A-Za-z]+)([0-9]*)$/.exec(text.text);
  const name = parts?.[1]?.toLowerCase();
  const type = PATTERN_TYPES.find((candidate) => candidate.toLowerCase() === name);
  const lines = parts?.[2] ? Number(parts[2]) : 1;
  if (type !== undefined && lines > 0 && (COUNTED.has(type) || parts?.[2] === "")) return { type, lines };
  problems.report("unknown-pattern-type", text.span(), text.text, nearestWord(text.text, PATTERN_TYPES) ?? "");
  return null;
}
