/**
 * What became of the data of each output, as plain data (read by observers), and the
 * messages about troubles: one when a trouble begins, one at most every minute while it
 * lasts, one when it is over.
 */
import type { Seconds } from "../../base/seconds.js";
import type { LogLevel } from "../../engine/ports.js";

export type WriteLog = (level: LogLevel, message: string) => void;

/** Seconds between two messages about one trouble. */
const REPEAT_SECONDS = 60;

/** Outputs whose counters are kept; the ones that were never in trouble are forgotten first. */
const OUTPUTS_MAX = 10_000;

export interface Amount {
  writes: number;
  bytes: number;
}

export interface OutputCounters {
  /** File name, socket name or host:port, with the kind in front of all but files. */
  readonly output: string;
  /** Taken by the system. */
  readonly written: Amount;
  /** Waiting to be taken. */
  readonly queued: Amount;
  /** Given up. */
  readonly dropped: Amount;
  /** The part of `dropped` that the message at the end of an earlier trouble has named. */
  reported: Amount;
  /** Failures that the system reported, retries included. */
  errors: number;
  /** How often the peer has closed the connection, and when that was last said. */
  closings: number;
  closingSaid: Seconds | null;
  /** Null: all is well. */
  trouble: Trouble | null;
}

export interface Trouble {
  readonly reason: string;
  /** Seconds since Epoch. */
  readonly since: Seconds;
  lastMessage: Seconds;
  /** Bytes that had to wait at some time during the trouble. */
  delayedBytes: number;
}

export class OutputLedger {
  private readonly outputs = new Map<string, OutputCounters>();
  private readonly log: WriteLog;
  private readonly now: () => Seconds;

  constructor(log: WriteLog, now: () => Seconds) {
    this.log = log;
    this.now = now;
  }

  /** All counters, for observers. */
  all(): readonly OutputCounters[] {
    return [...this.outputs.values()];
  }

  of(output: string): OutputCounters {
    const known = this.outputs.get(output);
    if (known !== undefined) return known;
    if (this.outputs.size >= OUTPUTS_MAX) this.forgetOne();
    const counters: OutputCounters = {
      output,
      written: { writes: 0, bytes: 0 },
      queued: { writes: 0, bytes: 0 },
      dropped: { writes: 0, bytes: 0 },
      reported: { writes: 0, bytes: 0 },
      errors: 0,
      closings: 0,
      closingSaid: null,
      trouble: null,
    };
    this.outputs.set(output, counters);
    return counters;
  }

  /** Something failed: said once, then at most once a minute. */
  failed(counters: OutputCounters, reason: string): void {
    counters.errors++;
    const { trouble } = counters;
    if (trouble === null) {
      const now = this.now();
      counters.trouble = { reason, since: now, lastMessage: now, delayedBytes: counters.queued.bytes };
      this.log(3, `${counters.output}: ${reason}${this.waiting(counters)}`);
      return;
    }
    trouble.delayedBytes = Math.max(trouble.delayedBytes, counters.queued.bytes);
    if (this.now() - trouble.lastMessage < REPEAT_SECONDS) return;
    trouble.lastMessage = this.now();
    this.log(3, `${counters.output}: still in trouble: ${reason}${this.waiting(counters)}${lost(counters)}`);
  }

  /** The peer has closed the connection: no failure, but what was on its way may be lost. */
  closedByPeer(counters: OutputCounters): void {
    counters.closings++;
    const { closingSaid } = counters;
    if (closingSaid !== null && this.now() - closingSaid < REPEAT_SECONDS) return;
    counters.closingSaid = this.now();
    const times = counters.closings === 1 ? "" : ` (${counters.closings} times so far)`;
    this.log(4, `${counters.output}: the peer has closed the connection${times}`);
  }

  /** Data is given up. */
  drop(counters: OutputCounters, writes: number, bytes: number): void {
    add(counters.dropped, writes, bytes);
  }

  /** The output takes data again. The trouble is over when nothing waits any more: no message at each ebb. */
  recovered(counters: OutputCounters): void {
    const { trouble } = counters;
    if (trouble === null || counters.queued.writes > 0) return;
    const seconds = this.now() - trouble.since;
    const delayed = trouble.delayedBytes > 0 ? `; up to ${trouble.delayedBytes} bytes waited` : "";
    this.log(4, `${counters.output}: works again after ${seconds} s${delayed}${lost(counters)}`);
    counters.trouble = null;
    counters.reported = { ...counters.dropped };
  }

  private waiting(counters: OutputCounters): string {
    const { writes, bytes } = counters.queued;
    return writes === 0 ? "" : `; ${writes} writes (${bytes} bytes) wait`;
  }

  private forgetOne(): void {
    for (const [output, { trouble, queued, dropped }] of this.outputs) {
      if (trouble !== null || queued.writes > 0 || dropped.writes > 0) continue;
      this.outputs.delete(output);
      return;
    }
    for (const [output, { queued }] of this.outputs) {
      if (queued.writes > 0) continue;
      this.outputs.delete(output);
      return;
    }
  }
}

export function add(amount: Amount, writes: number, bytes: number): void {
  amount.writes += writes;
  amount.bytes += bytes;
}

function lost({ reported, dropped }: OutputCounters): string {
  const writes = dropped.writes - reported.writes;
  return writes === 0 ? "; nothing is lost" : `; ${writes} writes (${dropped.bytes - reported.bytes} bytes) are lost`;
}
