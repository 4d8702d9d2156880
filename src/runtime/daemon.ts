/**
 * Becoming a daemon (manual: --detach). Node cannot fork: the program is started once more,
 * in a session of its own and without standard streams. The one that the user started
 * passes on what the daemon has to say and ends when it is up, or has failed.
 */
import { spawn } from "node:child_process";

/** Tells the program that it is the daemon; children do not inherit it. */
const MARK = "EVCORR_DAEMON";

type Message = { readonly text: string } | { readonly up: true };

/** The daemon's side of the start; null in a process that is none. */
export interface Daemon {
  /** For the standard error of who started it; nowhere once it is up. */
  say(text: string): void;
  /** It works: who started it ends with status 0. */
  up(): void;
}

/** Starts the daemon; returns the exit status, its own when it fails before it is up. */
export function startDaemon(say: (text: string) => void): Promise<number> {
  const daemon = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { ...process.env, [MARK]: "1" },
  });
  return new Promise((resolve) => {
    daemon.on("message", (message: Message) => {
      if ("text" in message) say(message.text);
      else resolve(0);
    });
    daemon.on("error", (error) => {
      say(`evcorr: the daemon cannot be started: ${error.message}\n`);
      resolve(1);
    });
    daemon.on("close", (code) => resolve(code ?? 1));
  });
}

let daemon: Daemon | null | undefined;

export function thisDaemon(): Daemon | null {
  daemon ??= process.env[MARK] === "1" && process.send !== undefined ? makeDaemon() : null;
  return daemon;
}

function makeDaemon(): Daemon {
  delete process.env[MARK];
  process.channel?.unref();
  return {
    say: (text) => tell({ text }),
    up: () => tell({ up: true }, () => process.disconnect()),
  };
}

/** Nobody may be listening any more. */
function tell(message: Message, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, undefined, undefined, then);
}
