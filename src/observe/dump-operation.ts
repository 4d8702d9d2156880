/** One event correlation operation with the reference's keys (manual: SIGUSR1, --dumpfjson). */
import type { Template } from "../base/template.js";
import { listOf } from "../engine/event-times.js";
import { type EventGroupOperation, type Operation, type PairOperation, windowSize } from "../engine/operation.js";
import { boundSource, type Pattern } from "../patterns/index.js";
import type { ActionList, Condition } from "../rules/ast.js";
import { type Json, sourceOf } from "./dump-json.js";

export type Fields = Readonly<Record<string, Json>>;

export function operationFields(operation: Operation): Fields {
  const { rule, description, created, windowStart } = operation;
  const window = windowSize(operation);
  return {
    key: `${rule.file} | ${rule.number} | ${description}`,
    configfile: rule.file,
    ruleid: rule.number,
    desc: description,
    starttime: created,
    windowstart: windowStart,
    window: rule.window,
    ...(window === null ? {} : { windowend: windowStart + window }),
    action: listText(rule.action),
    ...ofType(operation),
  };
}

function ofType(operation: Operation): Fields {
  switch (operation.type) {
    case "SingleWithSuppress":
      return { type: operation.type, ...conditionFields(operation.rule.condition, "") };
    case "Pair":
    case "PairWithWindow": {
      const { rule, pattern2 } = operation;
      return {
        type: operation.type,
        ...conditionFields(rule.condition, ""),
        ...conditionFields(rule.condition2, "2"),
        ...(pattern2 === null ? {} : { pattern2: patternText(pattern2 ?? secondPattern(operation)) }),
        desc2: textOfFirst(rule.desc2, operation, "shadowed"),
        action2: listText(rule.action2),
      };
    }
    case "SingleWithThreshold": {
      const { rule, times, fired } = operation;
      return {
        type: operation.type,
        ...conditionFields(rule.condition, ""),
        action2: listText(rule.action2),
        threshold: rule.thresh,
        eventtimes: listOf(times),
        status: fired ? "threshold reached" : "checking for threshold",
      };
    }
    case "SingleWith2Thresholds": {
      const { rule, times, second } = operation;
      return {
        type: operation.type,
        ...conditionFields(rule.condition, ""),
        desc2: textOfFirst(rule.desc2, operation, "match"),
        action2: listText(rule.action2),
        threshold: rule.thresh,
        threshold2: rule.thresh2,
        window2: rule.window2,
        eventtimes: second ? [] : listOf(times),
        status: second ? "checking for 2nd threshold" : "checking for 1st threshold",
      };
    }
    case "EventGroup":
      return groupFields(operation);
  }
}

/** The second pattern as it will be once it is compiled. */
function secondPattern({ rule, values: match }: PairOperation): Pattern {
  const pattern = rule.condition2.pattern;
  return {
    ...pattern,
    source: boundSource(pattern, {
      match,
      cache: match?.cache ?? null,
      shadowed: null,
      shadowedCache: null,
      variable: null,
    }),
  };
}

function groupFields({ rule, events, fired }: EventGroupOperation): Fields {
  const each = rule.events.map((event, index): Fields => {
    const suffix = index === 0 ? "" : String(index + 1);
    return {
      ...conditionFields(event.condition, suffix),
      [`threshold${suffix}`]: event.thresh,
      [`count${suffix}`]: listText(event.count),
      ...(rule.egpattern === null ? {} : { [`egtoken${suffix}`]: tokenValue(event.egtoken.source) }),
    };
  });
  return {
    type: `EventGroup${rule.events.length}`,
    ...Object.assign({}, ...each),
    init: listText(rule.init),
    slide: listText(rule.slide),
    end: listText(rule.end),
    eventtimes: events.map((event) => event.time),
    eventpatterns: events.map((event) => event.index + 1),
    status: fired && !rule.multact ? "thresholds reached" : "checking for thresholds",
    ...(rule.egpattern === null
      ? {}
      : {
          egpattern: patternText(rule.egpattern),
          egstring: events.map((event) => event.token).join(" "),
          eventtokens: events.map((event) => tokenValue(event.token)),
        }),
  };
}

/** Tokens that were not given are the events' numbers. */
function tokenValue(token: string): string | number {
  return /^[1-9][0-9]*$/.test(token) ? Number(token) : token;
}

function conditionFields({ pattern, context, continue: next }: Condition, suffix: string): Fields {
  return {
    [`pattern${suffix}`]: patternText(pattern),
    [`context${suffix}`]: context === null ? "" : sourceOf(context.expression.span),
    [`continue${suffix}`]: continueText(next),
  };
}

/** A text of a later stage as it is when only the first event's values are known. */
function textOfFirst(text: Template, { values }: Operation, round: "match" | "shadowed"): string {
  const none = { match: null, shadowed: null, cache: null, shadowedCache: null, variable: null };
  const cache = round === "match" ? { cache: values?.cache ?? null } : { shadowedCache: values?.cache ?? null };
  return text.expand({ ...none, ...cache, [round]: values });
}

function continueText(next: Condition["continue"]): string {
  switch (next.kind) {
    case "TakeNext":
      return "take next";
    case "DontCont":
      return "don't continue";
    case "EndMatch":
      return "end matching";
    case "GoTo":
      return next.target === null ? "don't continue" : `goto rule ${next.target + 1}`;
  }
}

/** The reference's words for each pattern type. */
const PATTERN_WORDS: Readonly<Record<Exclude<Pattern["type"], "TValue">, string>> = {
  SubStr: "substring",
  RegExp: "regexp",
  PerlFunc: "perlfunc",
  Cached: "cached match",
  NSubStr: "negative substring",
  NRegExp: "negative regexp",
  NPerlFunc: "negative perlfunc",
  NCached: "negative cached match",
};

function patternText({ type, lines, source }: Pattern): string {
  if (type === "TValue") return `truth value: ${source}`;
  if (type === "Cached" || type === "NCached") return `${PATTERN_WORDS[type]}: ${source}`;
  const text = type === "RegExp" || type === "NRegExp" ? `(?^:${source})` : source;
  return `${PATTERN_WORDS[type]} for ${lines} line(s): ${text}`;
}

/** As the rule file has it: our action lists are bound to values, not rewritten with them. */
function listText(list: ActionList | null): string {
  return list === null ? "" : sourceOf(list.span);
}
