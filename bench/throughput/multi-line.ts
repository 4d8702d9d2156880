/** Patterns over two and three lines. */
import type { Random } from "../../test/rules/random.js";
import { OUTPUT, ruleText, unwantedLine } from "./rule-sets.js";
import type { Scenario } from "./scenario.js";
import { address, subject, syslogLine, user } from "./vocabulary.js";

const RULES = 100;
/** Messages of several lines begin in so many of a hundred lines. */
const PERCENT = 2;

function rule(number: number): string {
  const { daemon, noun, verb } = subject(number);
  const lines = 2 + (number % 2);
  const pattern = [
    `${daemon}\\[\\d+\\]: ${noun} trace of (\\S+):`,
    ` from ([\\d.]+)`,
    ...(lines === 3 ? [` was ${verb}`] : []),
  ].join("(?:.*)\\n.*");
  return ruleText({
    type: "Single",
    ptype: `RegExp${lines}`,
    pattern,
    desc: `${daemon} ${noun} ${verb} $1 $2`,
    action: `write ${OUTPUT} ${number} %s`,
  });
}

export const multiLine: Scenario = {
  name: "multi-line-100",
  rules: { "rules.sec": Array.from({ length: RULES }, (_, number) => rule(number)).join("\n") },
  traffic: () => {
    const pending: string[] = [];
    return (random) => {
      const next = pending.shift();
      if (next !== undefined) return next;
      if (random.below(100) >= PERCENT) return unwantedLine(random);
      const message = linesOf(random.below(RULES), random);
      pending.push(...message.slice(1));
      return message[0] as string;
    };
  },
};

function linesOf(number: number, random: Random): string[] {
  const { daemon, noun, verb } = subject(number);
  return [
    syslogLine(random, daemon, `${noun} trace of ${user(random)}: ${random.below(900)} entries follow`),
    syslogLine(random, daemon, `at entry ${random.below(90)} from ${address(random)} port ${random.below(65_536)}`),
    syslogLine(random, daemon, `the ${noun} was ${verb} at the end of the trace`),
  ];
}
