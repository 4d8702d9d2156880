/** Sockets that actions send to (manual: udgram, ustream, udpsock, tcpsock). Nothing here blocks. */
import { setTimeout as pause } from "node:timers/promises";
import type { Seconds } from "../../base/seconds.js";
import { UnixDatagrams } from "../unix-datagrams.js";
import { OutputLedger, type WriteLog } from "./counters.js";
import { millisecondsOf, Streams } from "./streams.js";
import { type Address, UdpSockets } from "./udp.js";

export class Sockets {
  readonly ledger: OutputLedger;
  private readonly streams: Streams;
  private readonly udp: UdpSockets;
  private readonly datagrams: UnixDatagrams;

  /** `timeout` in seconds: for connections to be made (--socket-timeout). */
  constructor(timeout: number, log: WriteLog, now: () => Seconds) {
    this.ledger = new OutputLedger(log, now);
    this.streams = new Streams(timeout, this.ledger);
    this.udp = new UdpSockets(this.ledger);
    this.datagrams = new UnixDatagrams(log, this.ledger);
  }

  /** For connections that are made from now on. */
  set timeout(seconds: number) {
    this.streams.timeoutMs = millisecondsOf(seconds);
  }

  /** Writes handed to a socket and not yet taken by the system. */
  get pending(): number {
    return this.streams.pending + this.udp.pending + this.datagrams.pending;
  }

  sendStream(file: string, data: string): void {
    this.streams.send(`ustream ${file}`, { path: Buffer.from(file, "latin1").toString("utf8") }, data);
  }

  closeStream(file: string): void {
    this.streams.close(`ustream ${file}`);
  }

  sendTcp(peer: string, data: string): void {
    const address = this.addressOf("tcpsock", peer);
    // Of a host with several addresses each is tried.
    if (address !== null) this.streams.send(`tcpsock ${peer}`, { ...address, autoSelectFamily: true }, data);
  }

  closeTcp(peer: string): void {
    this.streams.close(`tcpsock ${peer}`);
  }

  sendUdp(peer: string, data: string): void {
    const address = this.addressOf("udpsock", peer);
    if (address !== null) this.udp.send(`udpsock ${peer}`, address, data);
  }

  closeUdp(peer: string): void {
    this.udp.close(`udpsock ${peer}`);
  }

  sendDatagram(file: string, data: string): void {
    this.datagrams.send(file, data);
  }

  closeDatagram(file: string): void {
    this.datagrams.close(file);
  }

  /** They are opened anew when they are next sent to; what was sent before goes on being tried. */
  closeAll(): void {
    this.streams.closeAll();
    this.udp.closeAll();
    this.datagrams.end();
  }

  /** At the end of the program, after closeAll(): waits for what is queued, then gives it up and counts it. */
  async drain(milliseconds: number): Promise<void> {
    for (let waited = 0; this.pending > 0 && waited < milliseconds; waited += 20) await pause(20);
    this.streams.abandon();
    await pause(0); // the sockets tell what they did not send
  }

  private addressOf(action: string, peer: string): Address | null {
    const parts = /^(?:\[([^\]]+)\]|(.+)):([0-9]+)$/.exec(peer);
    const port = Number(parts?.[3]);
    if (parts !== null && port > 0 && port < 65536) return { host: (parts[1] ?? parts[2]) as string, port };
    const counters = this.ledger.of(`${action} ${peer}`);
    this.ledger.drop(counters, 1, 0);
    this.ledger.failed(counters, "this is not host:port");
    return null;
  }
}
