/** Matches, substitutions and split with regular expressions. */
import { compileRegExp, type MatchAt, type RegExpOnV8 } from "../../regexp/index.js";
import { numberOf, textOf } from "./text.js";
import { CallStopped, GiveUp, giveUp, Pattern, type Value } from "./values.js";

/** A regular expression of a snippet. */
export interface Matcher {
  /** The first match from a place on; after an empty match it must not be empty there again. */
  find(subject: string, from: number, mayBeEmpty?: boolean): Found | null;
  test(subject: string): boolean;
  readonly groupCount: number;
  /** The text that it matches, when that is one text and no other; null: not known. */
  readonly literal: string | null;
}

/** A match, with its expression where that is needed for names. */
export type Found = MatchAt & { readonly regexp?: RegExpOnV8 };

/** The last match of a block. Null: none. */
export type LastMatch = Found | null | typeof UNKNOWN;

/** A match of the calling code: only the real Perl would see it. */
export const UNKNOWN = Symbol("the caller's match");

/** Where the next match with /g of a variable begins: Perl's pos(). */
export class Position {
  /** Below 0: undefined. */
  at = -1;
  /** The last match was empty: the next one must not be empty at the same place. */
  wasEmpty = false;

  clear(): void {
    this.at = -1;
  }
}

/** Compiles what stands in code; a reason when it cannot be exact. */
export function makeMatcher(source: string, flags: string): Matcher | string {
  const compiled = compileRegExp(flags === "" ? source : `(?${flags})${source}`);
  if (compiled.kind === "invalid") return "an expression that Perl rejects";
  if (compiled.kind === "unsupported") return compiled.feature;
  const { regexp } = compiled;
  try {
    regexp.matchAt("", 0);
    regexp.matchAt("", 0, false);
  } catch {
    return "an expression without places";
  }
  const isHere = source.includes("\\G");
  return {
    find:
      regexp.groupsOfNames.size > 0
        ? withNames(regexp)
        : (subject, from, mayBeEmpty) => regexp.matchAt(subject, from, mayBeEmpty) ?? unmatched(regexp, subject),
    test: isHere
      ? (subject) => (regexp.matchAt(subject, 0) ?? unmatched(regexp, subject)) !== null
      : (subject) => regexp.test(subject) || unmatched(regexp, subject) !== null,
    groupCount: regexp.groupCount,
    literal: flags === "" ? literalOf(source) : null,
  };
}

/** Bytes of a text that are shown. */
const SHOWN_MAX = 200;

/** A match that was cut off is no answer to go on with: the call fails. */
function unmatched(regexp: RegExpOnV8, subject: string): null {
  if (!regexp.wasStopped) return null;
  const shown = subject.length > SHOWN_MAX ? `${subject.slice(0, SHOWN_MAX)}...` : subject;
  throw new CallStopped(`regular expression "${regexp.source}" took too long on "${shown}" and was stopped`);
}

/** Plain characters, some of them escaped. */
function literalOf(source: string): string | null {
  return /^(?:[\w ,;:=@&"'<>!~-]|\\[^\w\s])+$/.test(source) ? source.replace(/\\(.)/g, "$1") : null;
}

function withNames(regexp: RegExpOnV8): Matcher["find"] {
  return (subject, from, mayBeEmpty) => {
    const found = regexp.matchAt(subject, from, mayBeEmpty) ?? unmatched(regexp, subject);
    return found === null ? null : { ...found, regexp };
  };
}

const DYNAMIC_MAX = 1000;
const dynamic = new Map<string, Matcher | string>();

/** An expression whose text is only known when the code runs. */
export function dynamicMatcher(source: string, flags: string): Matcher {
  const key = `${flags}/${source}`;
  let matcher = dynamic.get(key);
  if (matcher === undefined) {
    if (dynamic.size >= DYNAMIC_MAX) dynamic.clear();
    matcher = source === "" ? "the empty pattern" : makeMatcher(source, flags);
    dynamic.set(key, matcher);
  }
  if (typeof matcher === "string") throw new GiveUp(matcher);
  return matcher;
}

export function patternText(value: Value): string {
  return value instanceof Pattern ? value.text : textOf(value);
}

/** `$1`, `$&`. Hot. */
export function capture(match: LastMatch, group: number): string | undefined {
  if (match === null) return undefined;
  return match === UNKNOWN ? giveUp("a match of the calling code") : match.numbered[group];
}

export function namedCapture(match: LastMatch, name: string): string | undefined {
  if (match === null) return undefined;
  if (match === UNKNOWN) return giveUp("a match of the calling code");
  for (const group of match.regexp?.groupsOfNames.get(name) ?? []) {
    if (match.numbered[group] !== undefined) return match.numbered[group];
  }
  return undefined;
}

/** The values of a match in list context. */
export function captures(match: Found, matcher: Matcher): Value[] {
  return matcher.groupCount === 0 ? [1] : match.numbered.slice(1);
}

/** The next match with /g in scalar context. Hot. */
export function nextMatch(matcher: Matcher, subject: string, position: Position, keeps: boolean): Found | null {
  const from = Math.max(0, position.at);
  const match = matcher.find(subject, from, position.at < 0 || !position.wasEmpty);
  if (match === null) {
    if (!keeps) position.at = -1;
    return null;
  }
  position.at = match.end;
  position.wasEmpty = match.start === match.end;
  return match;
}

/** All matches with /g in list context, from the variable's position on, which is cleared. */
export function allMatches(
  matcher: Matcher,
  subject: string,
  position: Position | null,
  keeps: boolean,
): { readonly values: Value[]; readonly last: Found | null } {
  const values: Value[] = [];
  let at = position === null || position.at < 0 ? 0 : position.at;
  let wasEmpty = position !== null && position.at >= 0 && position.wasEmpty;
  let last: Found | null = null;
  for (;;) {
    const match = matcher.find(subject, at, !wasEmpty);
    if (match === null) break;
    last = match;
    if (matcher.groupCount === 0) values.push(match.numbered[0]);
    else values.push(...match.numbered.slice(1));
    at = match.end;
    wasEmpty = match.start === match.end;
  }
  if (position !== null) {
    position.at = keeps && last !== null ? at : keeps ? position.at : -1;
    position.wasEmpty = wasEmpty;
  }
  return { values, last };
}

/** s///: the new text and the number of replacements. `replace` is told of each match before it is called. */
export function substitute(
  matcher: Matcher,
  subject: string,
  isGlobal: boolean,
  replace: (match: Found) => string,
): { readonly text: string; readonly count: number } {
  let text = "";
  let copied = 0;
  let count = 0;
  let at = 0;
  let wasEmpty = false;
  for (;;) {
    const match = matcher.find(subject, at, !wasEmpty);
    if (match === null) break;
    count++;
    text += subject.slice(copied, match.start) + replace(match);
    copied = at = match.end;
    wasEmpty = match.start === match.end;
    if (!isGlobal) break;
  }
  return { text: count === 0 ? subject : text + subject.slice(copied), count };
}

/** `split ' '` */
export function splitWords(subject: string, limit: Value): Value[] {
  const trimmed = subject.replace(/^[ \t\n\r\f\v]+/, "");
  return splitWith(trimmed, limit, (text, from) => {
    const blanks = /[ \t\n\r\f\v]+/g;
    blanks.lastIndex = from;
    const found = blanks.exec(text);
    return found === null ? null : { start: found.index, end: blanks.lastIndex, numbered: [found[0]] };
  });
}

/** A separator ends after the place where its field begins. */
export function split(matcher: Matcher, subject: string, limit: Value): Value[] {
  if (matcher.literal !== null && limit === undefined) return splitAtText(subject, matcher.literal);
  return splitWith(subject, limit, (text, from) => matcher.find(text, from, false));
}

/** Hot. */
function splitAtText(subject: string, separator: string): Value[] {
  if (subject === "") return [];
  const fields = subject.split(separator);
  while (fields.length > 0 && fields[fields.length - 1] === "") fields.pop();
  return fields;
}

function splitWith(subject: string, limit: Value, find: (text: string, from: number) => Found | null): Value[] {
  const most = limit === undefined ? 0 : Math.trunc(Number(numberOf(limit)));
  const values: Value[] = [];
  if (subject === "") return values;
  let from = 0;
  let fields = 1;
  while (most <= 0 || fields < most) {
    const match = find(subject, from);
    if (match === null) break;
    values.push(subject.slice(from, match.start), ...match.numbered.slice(1));
    from = match.end;
    fields++;
  }
  if (most !== 0 || from < subject.length || values.length === 0) values.push(subject.slice(from));
  else values.push("");
  if (most === 0) while (values.length > 0 && (values.at(-1) === undefined || values.at(-1) === "")) values.pop();
  return values;
}
