/** Connections that actions send to (manual: ustream, tcpsock, --socket-timeout). */
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { add, type OutputCounters, type OutputLedger } from "./counters.js";

/** Bytes kept for one peer that is not connected yet or too slow; beyond it new data is dropped and counted. */
const QUEUED_BYTES_MAX = 16 * 1024 * 1024;

interface Stream {
  readonly socket: Socket;
  readonly counters: OutputCounters;
}

/**
 * A connection is made in the background; what is sent meanwhile waits for it. When it
 * fails or the peer closes it, what was not taken yet is lost and counted, and the next
 * send opens another one: a part of the text may have arrived, so it is not sent again.
 */
export class Streams {
  /** The connections in use, by output name. */
  private readonly open = new Map<string, Stream>();
  /** All that are not closed yet, those above included. */
  private readonly alive = new Set<Stream>();
  private readonly ledger: OutputLedger;
  /** For connecting, and for peers to take the rest once a socket is closed. */
  timeoutMs: number;

  /** `timeout` in seconds. */
  constructor(timeout: number, ledger: OutputLedger) {
    this.timeoutMs = millisecondsOf(timeout);
    this.ledger = ledger;
  }

  /** Writes that the system has not taken yet. */
  get pending(): number {
    let count = 0;
    for (const { counters } of this.alive) count += counters.queued.writes;
    return count;
  }

  send(name: string, address: NetConnectOpts, data: string): void {
    const stream = this.open.get(name) ?? this.connect(name, address);
    const { socket, counters } = stream;
    if (socket.writableLength + data.length > QUEUED_BYTES_MAX) {
      this.ledger.drop(counters, 1, data.length);
      this.ledger.failed(counters, "the peer takes too little, new data is lost");
      return;
    }
    add(counters.queued, 1, data.length);
    socket.write(Buffer.from(data, "latin1"), (error) => {
      add(counters.queued, -1, -data.length);
      if (error) {
        this.ledger.drop(counters, 1, data.length);
      } else {
        add(counters.written, 1, data.length);
        this.ledger.recovered(counters);
      }
    });
  }

  /** Closes it when what was sent before is taken, or after the timeout. */
  close(name: string): void {
    const stream = this.open.get(name);
    if (stream === undefined) return;
    this.open.delete(name);
    const { socket } = stream;
    socket.end();
    const timer = setTimeout(() => socket.destroy(new Error("the peer did not take all data")), this.timeoutMs);
    timer.unref();
    socket.once("close", () => clearTimeout(timer));
  }

  closeAll(): void {
    for (const name of [...this.open.keys()]) this.close(name);
  }

  /** At the end of the program: what is not taken now is lost, and counted when the sockets are closed. */
  abandon(): void {
    for (const { socket, counters } of this.alive) {
      const { writes } = counters.queued;
      socket.destroy(writes > 0 ? new Error("the program ends, the peer did not take all data") : undefined);
    }
  }

  private connect(name: string, address: NetConnectOpts): Stream {
    const socket = connect(address);
    const counters = this.ledger.of(name);
    const stream: Stream = { socket, counters };
    this.open.set(name, stream);
    this.alive.add(stream);
    const forget = (): void => {
      if (this.open.get(name) === stream) this.open.delete(name);
    };
    const { timeoutMs } = this;
    const timer = setTimeout(() => {
      socket.destroy(new Error(`no connection within ${timeoutMs / 1000} seconds`));
    }, timeoutMs);
    socket.on("connect", () => {
      clearTimeout(timer);
      socket.unref();
    });
    socket.on("end", () => {
      if (this.open.get(name) === stream) this.ledger.closedByPeer(counters);
      forget();
    });
    socket.on("error", (error) => {
      forget();
      this.ledger.failed(counters, reasonOf(error));
    });
    socket.on("close", () => {
      clearTimeout(timer);
      forget();
      this.alive.delete(stream);
    });
    socket.resume(); // what a peer says is not read by anybody, and must not fill its buffer
    return stream;
  }
}

/** Node's timers wait no longer than 24 days: with more they would not wait at all. */
export function millisecondsOf(timeout: number): number {
  return Math.min(timeout * 1000, 2 ** 31 - 1);
}

/** A host with several addresses fails with one error for each. */
function reasonOf(error: Error): string {
  const each = error instanceof AggregateError ? (error.errors as Error[]).map(({ message }) => message) : [];
  return [...new Set(each)].join("; ") || error.message;
}
