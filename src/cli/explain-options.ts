/** The command line of `evcorr explain`: what is to be explained, and the options of a replay. */
import { type ReplayArguments, replayArguments } from "./replay-options.js";

export type Wanted =
  /** All actions by number. */
  | { readonly kind: "list" }
  | { readonly kind: "action"; readonly number: number }
  /** The actions in whose text this stands. */
  | { readonly kind: "why"; readonly text: string }
  /** A line of a log; null: of the only one. */
  | { readonly kind: "at"; readonly log: string | null; readonly number: number }
  /** A line that comes after the logs. */
  | { readonly kind: "line"; readonly text: string };

export interface ExplainArguments {
  readonly replay: ReplayArguments;
  readonly wanted: Wanted;
}

const OWN = ["at", "line", "action", "why"] as const;
type Own = (typeof OWN)[number];

/** A text: what is wrong with the command line. */
export function explainArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ExplainArguments | string {
  const given: [Own, string][] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    const [, name = "", value] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (!isOwn(name)) {
      rest.push(word);
      continue;
    }
    const text = value ?? args[++at];
    if (text === undefined || text === "") return `option ${word} needs a value`;
    given.push([name, text]);
  }
  if (given.length > 1) return "one of --at, --line, --action and --why at a time";
  const replay = replayArguments(rest, environment, given[0]?.[0] !== "line");
  if (typeof replay === "string") return replay;
  if (replay.runActions) return "--run-actions: explain runs no actions";
  const wanted = readWanted(given[0], replay);
  return typeof wanted === "string" ? wanted : { replay, wanted };
}

function isOwn(name: string): name is Own {
  return (OWN as readonly string[]).includes(name);
}

function readWanted(given: readonly [Own, string] | undefined, { logs }: ReplayArguments): Wanted | string {
  if (given === undefined) return { kind: "list" };
  const [name, text] = given;
  switch (name) {
    case "line":
      return { kind: "line", text: Buffer.from(text, "utf8").toString("latin1") };
    case "why":
      return { kind: "why", text: Buffer.from(text, "utf8").toString("latin1") };
    case "action":
      return isCount(text) ? { kind: "action", number: Number(text) } : `--action: "${text}" is no number from 1`;
    case "at": {
      const [, log = null, number = ""] = /^(?:(.+):)?([0-9]+)$/s.exec(text) ?? [];
      if (!isCount(number)) return `--at: "${text}" is neither a line's number from 1 nor LOG:NUMBER`;
      if (log === null && logs.length > 1) return "--at: of which log? Say --at=LOG:NUMBER";
      if (log !== null && !logs.some((one) => one.name === log)) return `--at: "${log}" is none of the logs`;
      return { kind: "at", log, number: Number(number) };
    }
  }
}

function isCount(text: string): boolean {
  return /^[1-9][0-9]{0,14}$/.test(text);
}
