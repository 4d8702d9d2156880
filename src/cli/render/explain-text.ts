/** What both pictures of explain have in common: places, times, indentation. */
import { positionOf, type Span } from "../../base/source.js";
import type { TimeZone } from "../../engine/ports.js";
import { type Asked, type EventNode, type Firing, fieldOf } from "../../observe/explain/index.js";
import type { Rule } from "../../rules/ast.js";
import type { Paint } from "./diagnostics.js";
import { dateAndTime } from "./rehearsed.js";

export interface Style {
  readonly zone: TimeZone;
  readonly paint: Paint;
}

/** Longest text of an event, an expression or an action that is shown. */
const SHOWN_MAX = 300;

export function indented(lines: readonly string[], by = "    "): string[] {
  return lines.map((line) => by + line);
}

const ESCAPED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };

/** What a terminal would obey is shown as it is written in rules: \n, \x1b. Bytes, one per character. */
export function shown(text: string, most = SHOWN_MAX): string {
  const cut = text.length > most ? `${text.slice(0, most)}...` : text;
  return cut.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, (character) => {
    return ESCAPED[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}

export function placeOf(span: Span): string {
  return `${span.file.name}:${positionOf(span.file, span.start).line}`;
}

export function ruleName(rule: Rule): string {
  return `${placeOf(rule.span)} ${rule.type}`;
}

/** Of an action list: its rule, and where it stands in it. */
export function listName({ rule, list, reason }: Firing): string {
  if (list === null) return `${ruleName(rule)}, script`;
  const field = fieldOf(rule, list);
  if (field !== null) return `${ruleName(rule)}, ${field}`;
  return `${ruleName(rule)}, ${reason === "context over" ? "the context's action list" : "an action list"}`;
}

export function timeText(seconds: number, { zone }: Style): string {
  return dateAndTime(zone(seconds));
}

/** Where an event stands and what it says. */
export function eventText({ kind, place, text }: EventNode): string {
  if (place !== null) return `${place.log}:${place.number}: ${shown(text)}`;
  return `${kind === "synthetic" ? "synthetic event" : kind === "internal" ? "internal event" : "line"}: ${shown(text)}`;
}

/** One operand of a context expression, and what it was. */
export function askedText({ operand, text, isTrue, context }: Asked, style: Style): string {
  if (operand === "varset")
    return `varset ${shown(text)}: the entry ${isTrue ? "was" : "was not"} in the pattern match cache`;
  if (operand !== "context") return `Perl code ${shown(text, 60)}: ${isTrue ? "true" : "false"}`;
  if (!isTrue) return `context ${shown(text)} did not exist`;
  if (context === null) return `context ${shown(text)} existed`;
  const from = timeText(context.created, style);
  // Its time of creation is set anew together with its lifetime.
  if (context.until === null) return `context ${shown(text)} existed: from ${from} on, without end`;
  return `context ${shown(text)} existed: its lifetime from ${from} to ${timeText(context.until, style)}`;
}
