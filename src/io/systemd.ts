/**
 * What a service manager wants to know (sd_notify(3)): that the daemon is up, reloads or
 * stops, and, from time to time, that its loop is alive.
 */
import { spawn } from "node:child_process";

/** Sends one datagram to a Unix socket. */
export type SendDatagram = (path: string, data: string) => void;

export class ServiceManager {
  private readonly path: string;
  private readonly send: SendDatagram;
  /** Milliseconds between signs of life; null: nobody waits for them. */
  private readonly interval: number | null;
  private aliveAt = 0;

  /** `environment` as systemd sets it; null when there is no manager that listens. */
  static of(environment: NodeJS.ProcessEnv, pid: number, send: SendDatagram): ServiceManager | null {
    const path = environment.NOTIFY_SOCKET;
    if (path === undefined || path === "") return null;
    const { WATCHDOG_USEC: period, WATCHDOG_PID: watched } = environment;
    const isWatched = period !== undefined && (watched === undefined || Number(watched) === pid);
    // Half of it, so that one that comes a little late does no harm.
    return new ServiceManager(path, send, isWatched ? Number(period) / 2000 : null);
  }

  private constructor(path: string, send: SendDatagram, interval: number | null) {
    // An abstract socket's name is written with @ for its first byte, which is 0.
    this.path = path.replace(/^@/, "\0");
    this.send = send;
    this.interval = interval;
  }

  ready(status: string): void {
    this.tell(["READY=1", `STATUS=${status}`]);
  }

  /** `now`: microseconds of CLOCK_MONOTONIC. */
  reloading(now: bigint): void {
    this.tell(["RELOADING=1", `MONOTONIC_USEC=${now}`]);
  }

  stopping(): void {
    this.tell(["STOPPING=1"]);
  }

  /** To be called by the loop itself, so that a loop that hangs is noticed; `now` in milliseconds. */
  alive(now: number): void {
    if (this.interval === null || now < this.aliveAt + this.interval) return;
    this.aliveAt = now;
    this.tell(["WATCHDOG=1"]);
  }

  private tell(lines: readonly string[]): void {
    this.send(this.path, lines.join("\n"));
  }
}

/** Takes what is meant for us alone out of the environment that children inherit. */
export function takeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const taken = { ...environment };
  for (const name of ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]) delete environment[name];
  return taken;
}

/** Where there is no perl to send datagrams: systemd's own program. */
export function sendByProgram(path: string, data: string): void {
  const socket = path.replace(/^\0/, "@");
  const child = spawn("systemd-notify", data.split("\n"), {
    stdio: "ignore",
    env: { ...process.env, NOTIFY_SOCKET: socket },
  });
  child.on("error", () => {}); // without it nobody can be told
  child.unref();
}
