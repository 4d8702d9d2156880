import { setFlagsFromString } from "node:v8";
import { VERSION } from "../runtime/version.js";
import { run } from "./commands/run.js";
import { CHECK_HELP, EVCORR_HELP, EXPLAIN_HELP, GRAPH_HELP, REPLAY_HELP, SEC_HELP, TEST_HELP } from "./help.js";

type RunCommand = (args: readonly string[]) => number | Promise<number>;

interface SubCommand {
  readonly help: string;
  /** Loaded when it is needed: most starts are those of a correlator, and are to be quick. */
  readonly load: () => Promise<RunCommand>;
}

const COMMANDS: Readonly<Record<string, SubCommand>> = {
  run: { help: SEC_HELP, load: async () => run },
  check: { help: CHECK_HELP, load: async () => (await import("./commands/check.js")).check },
  graph: { help: GRAPH_HELP, load: async () => (await import("./commands/graph.js")).graph },
  replay: { help: REPLAY_HELP, load: async () => (await import("./commands/replay.js")).replay },
  explain: { help: EXPLAIN_HELP, load: async () => (await import("./commands/explain.js")).explain },
  test: { help: TEST_HELP, load: async () => (await import("./commands/test.js")).test },
};

/** The `evcorr` command; returns the exit status. */
export async function evcorr(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version") {
    process.stdout.write(`evcorr ${VERSION}\n`);
    return 0;
  }
  if (name === undefined || name === "help" || name === "--help") {
    process.stdout.write(COMMANDS[rest[0] ?? ""]?.help ?? EVCORR_HELP);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`evcorr: there is no command "${name}"\n\n${EVCORR_HELP}`);
    return 2;
  }
  return (await command.load())(rest);
}

/** The `sec` command: the reference's options. */
export function sec(args: readonly string[]): Promise<number> {
  return run(args);
}

/** Runs a command as the process; whatever goes wrong ends in a message and a status, not in a stack trace. */
export async function runProcess(command: (args: readonly string[]) => Promise<number>): Promise<void> {
  // Little is left of the young objects when V8 tidies up, less than it costs to wake the threads that would help.
  setFlagsFromString("--no-parallel-scavenge");
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`evcorr: ${(error as Error).message}\n`);
    if (process.env.EVCORR_DEBUG) process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
  process.exit();
}
