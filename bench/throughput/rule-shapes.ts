/** The shapes of the rules of a set: how an author would have written a pattern for a message. */
import type { Random } from "../../test/rules/random.js";
import { address, host, reason, type Subject, user } from "./vocabulary.js";

export interface Shape {
  readonly ptype: "RegExp" | "SubStr";
  pattern(subject: Subject): string;
  /** What the pattern gives to the action. */
  readonly values: string;
  /** A message that matches. */
  message(subject: Subject, random: Random): string;
}

export const SHAPES: readonly Shape[] = [
  {
    ptype: "RegExp",
    pattern: ({ daemon, noun, verb }) => `${daemon}\\[\\d+\\]: ${noun} (\\S+) ${verb}: (.+)$`,
    values: "$1 $2",
    message: ({ noun, verb }, random) => `${noun} ${user(random)} ${verb}: ${reason(random)} (${host(random)})`,
  },
  {
    ptype: "RegExp",
    pattern: ({ daemon, noun, verb }) =>
      `${daemon}\\[\\d+\\]: ${noun} (\\S+) ${verb}: (?:denied|refused) by (\\S+) uid=(\\d+)`,
    values: "$1 $2 $3",
    message: ({ noun, verb }, random) =>
      `${noun} ${user(random)} ${verb}: ${random.pick(["denied", "refused"])} by ${host(random)} uid=${random.below(5000)}`,
  },
  {
    ptype: "RegExp",
    pattern: ({ daemon, noun, verb }) =>
      `\\s(\\S+) ${daemon}(?:\\[\\d+\\])?: ${noun} ([\\w.-]+) ${verb} from ([\\d.]+) port (\\d+)`,
    values: "$1 $2 $3",
    message: ({ noun, verb }, random) =>
      `${noun} ${user(random)} ${verb} from ${address(random)} port ${random.below(65_536)}`,
  },
  {
    ptype: "RegExp",
    pattern: ({ daemon, noun, verb }) => `(?i)${daemon.toUpperCase()}\\[\\d+\\]: ${noun} (\\w+) ${verb}\\b`,
    values: "$1",
    message: ({ noun, verb }, random) => `${noun} ${user(random)} ${verb} by ${host(random)}: ${reason(random)}`,
  },
  {
    ptype: "RegExp",
    pattern: ({ noun, verb }) => `${noun} "([^"]+)" ${verb} \\(code (?<code>\\d+)\\)`,
    values: "$1 $+{code}",
    message: ({ noun, verb }, random) =>
      `${noun} "${user(random)}@${host(random)}" ${verb} (code ${random.below(600)}) ${reason(random)}`,
  },
  {
    ptype: "RegExp",
    pattern: ({ daemon, noun, verb }) =>
      `^\\w{3} [ \\d]\\d [\\d:]{8} (\\S+) ${daemon}\\[(\\d+)\\]: ${noun} (\\S+) ${verb} after (\\d+) ms`,
    values: "$1 $3 $4",
    message: ({ noun, verb }, random) =>
      `${noun} ${user(random)} ${verb} after ${random.below(9000)} ms: ${reason(random)}`,
  },
  {
    ptype: "RegExp",
    pattern: ({ daemon, noun, verb }) => `${daemon}\\[.*\\b${noun} of (\\S+).* ${verb}\\b`,
    values: "$1",
    message: ({ noun, verb }, random) => `the ${noun} of ${user(random)} on ${address(random)} was ${verb}`,
  },
  {
    ptype: "SubStr",
    pattern: ({ noun, verb }) => `: ${noun} has been ${verb}, status`,
    values: "",
    message: ({ noun, verb }, random) => `${noun} has been ${verb}, status ${random.below(600)}: ${reason(random)}`,
  },
];
