/** Rule sets of any size, and lines for them. All actions write, so that outputs can be compared. */
import type { Random } from "../../test/rules/random.js";
import { SHAPES, type Shape } from "./rule-shapes.js";
import { reason, SUBJECTS, subject, syslogLine, user } from "./vocabulary.js";

export const OUTPUT = "actions.out";
/** Subjects up to here belong to rules; lines that are to match none take others. */
const RULES_MAX = 20_000;
/** So long that no window ends while a benchmark runs. */
export const LONG_WINDOW = 86_400;

/** One rule as text; `...fields` in the order in which people write them. */
export function ruleText(fields: Readonly<Record<string, string | number>>): string {
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n")}\n`;
}

function shapeOf(number: number): Shape {
  return SHAPES[number % SHAPES.length] as Shape;
}

export function patternOf(number: number): { readonly ptype: string; readonly pattern: string } {
  const { ptype, pattern } = shapeOf(number);
  return { ptype, pattern: pattern(subject(number)) };
}

/** Of ten rules eight are Single (one of them with a context), one suppresses, one counts by key. */
export function rules(count: number): string {
  return Array.from({ length: count }, (_, number) => rule(number)).join("\n");
}

function rule(number: number): string {
  const { daemon, noun, verb } = subject(number);
  const { values } = shapeOf(number);
  const shared = { ...patternOf(number), desc: `${daemon} ${noun} ${verb} ${values}`.trim() };
  const action = `write ${OUTPUT} ${number} %s`;
  // Out of step with the shapes.
  switch ((number * 7) % 10) {
    case 3:
      return ruleText({ type: "SingleWithSuppress", ...shared, action, window: LONG_WINDOW });
    case 5:
      return ruleText({ type: "SingleWithThreshold", ...shared, action, window: LONG_WINDOW, thresh: 3 });
    case 8:
      return ruleText({ type: "Single", ...shared, context: `!MUTED_${daemon}`, action });
    default:
      return ruleText({ type: "Single", ...shared, action });
  }
}

/** A line that one of the first `count` rules wants. */
export function wantedLine(count: number, random: Random): string {
  const number = random.below(count);
  return syslogLine(random, subject(number).daemon, shapeOf(number).message(subject(number), random));
}

/** Shapes whose patterns name the daemon, so that a line about another subject surely does not match. */
const EXACT_SHAPES = SHAPES.filter((shape) => shape.pattern(subject(0)).toLowerCase().includes(subject(0).daemon));

/** A line that no rule wants: messages like those of the rules, but about other subjects. */
export function unwantedLine(random: Random): string {
  if (random.below(5) === 0) {
    return syslogLine(random, "CRON", `(${user(random)}) CMD (run-parts --report /etc/cron.hourly; ${reason(random)})`);
  }
  const number = RULES_MAX + random.below(SUBJECTS - RULES_MAX);
  return syslogLine(random, subject(number).daemon, random.pick(EXACT_SHAPES).message(subject(number), random));
}

/** Lines of which so many in a hundred are wanted. */
export function mixedLines(count: number, percent: number): (random: Random) => string {
  return (random) => (random.below(100) < percent ? wantedLine(count, random) : unwantedLine(random));
}
