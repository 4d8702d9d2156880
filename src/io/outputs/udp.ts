/** UDP sockets that actions send to (manual: udpsock), one for each peer. */
import { createSocket, type Socket } from "node:dgram";
import { lookup } from "node:dns";
import { add, type OutputCounters, type OutputLedger } from "./counters.js";

/** Bytes kept for one peer while its address is looked up or the system takes nothing. */
const QUEUED_BYTES_MAX = 16 * 1024 * 1024;

export interface Address {
  readonly host: string;
  readonly port: number;
}

interface Peer {
  readonly counters: OutputCounters;
  /** Null until the host's address is known and the socket bound to it. */
  socket: Socket | null;
  /** What waits for that. */
  waiting: Buffer[];
  sending: number;
  closing: boolean;
}

export class UdpSockets {
  private readonly open = new Map<string, Peer>();
  private readonly alive = new Set<Peer>();
  private readonly ledger: OutputLedger;

  constructor(ledger: OutputLedger) {
    this.ledger = ledger;
  }

  /** Datagrams that the system has not taken yet. */
  get pending(): number {
    let count = 0;
    for (const { waiting, sending } of this.alive) count += waiting.length + sending;
    return count;
  }

  send(name: string, address: Address, data: string): void {
    const peer = this.open.get(name) ?? this.connect(name, address);
    const { counters } = peer;
    if (counters.queued.bytes + data.length > QUEUED_BYTES_MAX) {
      this.ledger.drop(counters, 1, data.length);
      this.ledger.failed(counters, "the system takes too little, new datagrams are lost");
      return;
    }
    add(counters.queued, 1, data.length);
    const bytes = Buffer.from(data, "latin1");
    if (peer.socket === null) peer.waiting.push(bytes);
    else this.transmit(peer, peer.socket, bytes);
  }

  /** Closes the socket when what was sent before is gone. */
  close(name: string): void {
    const peer = this.open.get(name);
    if (peer === undefined) return;
    this.open.delete(name);
    peer.closing = true;
    this.closeWhenSent(peer);
  }

  closeAll(): void {
    for (const name of [...this.open.keys()]) this.close(name);
  }

  private transmit(peer: Peer, socket: Socket, bytes: Buffer): void {
    peer.sending++;
    socket.send(bytes, (error) => {
      peer.sending--;
      add(peer.counters.queued, -1, -bytes.length);
      if (error === null) {
        add(peer.counters.written, 1, bytes.length);
        this.ledger.recovered(peer.counters);
      } else {
        this.ledger.drop(peer.counters, 1, bytes.length);
        this.ledger.failed(peer.counters, `a datagram of ${bytes.length} bytes is lost: ${error.message}`);
      }
      this.closeWhenSent(peer);
    });
  }

  private connect(name: string, { host, port }: Address): Peer {
    const counters = this.ledger.of(name);
    const peer: Peer = { counters, socket: null, waiting: [], sending: 0, closing: false };
    this.open.set(name, peer);
    this.alive.add(peer);
    lookup(host, (error, address, family) => {
      if (error !== null) this.giveUp(name, peer, error.message);
      else this.bind(name, peer, family === 6 ? "udp6" : "udp4", { host: address, port });
    });
    return peer;
  }

  private bind(name: string, peer: Peer, type: "udp4" | "udp6", { host, port }: Address): void {
    const socket = createSocket(type);
    socket.unref();
    // A peer that refuses is known only after a datagram was sent: that one is lost.
    socket.on("error", (error) => {
      if (peer.socket === null) this.giveUp(name, peer, error.message, socket);
      else this.ledger.failed(peer.counters, error.message);
    });
    try {
      socket.connect(port, host, (error?: Error) => {
        if (error) {
          this.giveUp(name, peer, error.message, socket); // no route, or the address is not allowed
          return;
        }
        peer.socket = socket;
        const { waiting } = peer;
        peer.waiting = [];
        for (const bytes of waiting) this.transmit(peer, socket, bytes);
        this.closeWhenSent(peer);
      });
    } catch (error) {
      this.giveUp(name, peer, (error as Error).message, socket);
    }
  }

  private giveUp(name: string, peer: Peer, reason: string, socket?: Socket): void {
    for (const { length } of peer.waiting) {
      add(peer.counters.queued, -1, -length);
      this.ledger.drop(peer.counters, 1, length);
    }
    peer.waiting = [];
    this.ledger.failed(peer.counters, reason);
    if (this.open.get(name) === peer) this.open.delete(name);
    this.alive.delete(peer);
    socket?.close();
  }

  private closeWhenSent(peer: Peer): void {
    if (!peer.closing || peer.sending > 0 || peer.socket === null || !this.alive.delete(peer)) return;
    peer.socket.close();
  }
}
