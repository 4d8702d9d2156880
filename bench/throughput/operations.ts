/** Traffic whose cost is in the operations: counting by key, open pairs, many live operations. */
import type { Random } from "../../test/rules/random.js";
import { LONG_WINDOW, OUTPUT, ruleText, unwantedLine } from "./rule-sets.js";
import type { Scenario } from "./scenario.js";
import { host, reason, syslogLine, user } from "./vocabulary.js";

const key = (number: number): string => `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;

/** Half of the lines are counted, each for one of 10,000 addresses; every fifth of an address acts. */
const thresholds: Scenario = {
  name: "thresholds",
  rules: {
    "rules.sec": ruleText({
      type: "SingleWithThreshold",
      ptype: "RegExp",
      pattern: "sshd\\[\\d+\\]: Failed (\\S+) for (\\S+) from ([\\d.]+) port \\d+",
      desc: "failed logins from $3",
      action: `write ${OUTPUT} %s; reset 0`,
      window: LONG_WINDOW,
      thresh: 5,
    }),
  },
  traffic: () => (random) =>
    random.below(2) === 0 ? failedLogin(key(random.below(10_000)), random) : unwantedLine(random),
};

function failedLogin(from: string, random: Random): string {
  const message = `Failed password for ${user(random)} from ${from} port ${random.below(65_536)} ssh2`;
  return syslogLine(random, "sshd", message);
}

/** So many operations of one rule that each line starts. */
const live = (count: number): Scenario => ({
  name: `live-${count}`,
  rules: {
    "rules.sec": ruleText({
      type: "SingleWithThreshold",
      ptype: "RegExp",
      pattern: "sshd\\[\\d+\\]: Failed (\\S+) for (\\S+) from ([\\d.]+) port \\d+",
      desc: "failed logins from $3",
      action: `write ${OUTPUT} %s`,
      window: LONG_WINDOW,
      thresh: 5,
    }),
  },
  traffic: () => (random, index) => failedLogin(key(index), random),
  lines: count,
});

/**
 * A number of open pairs that stays: of a hundred lines five close one and five open another,
 * thirty are about sessions without closing any, sixty about other things.
 */
const pairs = (count: number): Scenario => ({
  name: `pairs-${count}`,
  rules: {
    "rules.sec": ruleText({
      type: "Pair",
      ptype: "RegExp",
      pattern: "login\\[\\d+\\]: session (\\S+) of (\\S+) opened",
      desc: "session $1 of $2",
      action: "none",
      ptype2: "RegExp",
      pattern2: "login\\[\\d+\\]: session $1 of $2 closed: (.*)$",
      desc2: "session %1 of %2 was closed: $1",
      action2: `write ${OUTPUT} %s`,
      window: LONG_WINDOW,
    }),
  },
  setup: count,
  ...(count > 1000 ? { firstReferenceLines: Math.max(2, Math.floor(300_000 / count / 10)) } : {}),
  traffic: () => {
    const open: string[] = [];
    let number = 0;
    const opened = (random: Random): string => {
      const session = `${(++number).toString(36)}-${random.below(1e6).toString(36)} of ${user(random)}`;
      open.push(session);
      return syslogLine(random, "login", `session ${session} opened from ${host(random)}`);
    };
    return (random) => {
      if (open.length < count) return opened(random);
      const choice = random.below(100);
      const at = random.below(open.length);
      const session = open[at] as string;
      if (choice < 5) {
        open[at] = open.at(-1) as string;
        open.pop();
        return syslogLine(random, "login", `session ${session} closed: ${reason(random)}`);
      }
      if (choice < 40) return syslogLine(random, "login", `session ${session} refreshed: ${reason(random)}`);
      return unwantedLine(random);
    };
  },
});

export const operations: readonly Scenario[] = [
  thresholds,
  ...[100, 1000, 10_000, 100_000].map(pairs),
  ...[100_000, 1_000_000].map(live),
];
