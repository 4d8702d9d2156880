/** Sockets that actions send to (manual: udgram, ustream, udpsock, tcpsock). */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { connect, isIPv6, type Socket } from "node:net";
import type { LogLevel } from "../../engine/ports.js";

/** Bytes kept for one peer that is not connected yet or too slow; beyond it data is dropped and counted. */
const BUFFERED_MAX = 16 * 1024 * 1024;

interface Stream {
  readonly socket: Socket;
  connected: boolean;
  /** Bytes dropped since the last message about it. */
  dropped: number;
}

/** A datagram socket; it closes when what it was given has been sent. */
interface Datagrams {
  readonly socket: UdpSocket;
  sending: number;
  closing: boolean;
}

export class Sockets {
  /** Data handed to a socket and not yet taken by the system. */
  pending = 0;
  private readonly streams = new Map<string, Stream>();
  private readonly udp = new Map<string, Datagrams>();
  private datagrams: ChildProcess | null = null;
  private readonly connectTimeout: number;
  private readonly log: (level: LogLevel, message: string) => void;

  /** `connectTimeout` in seconds. */
  constructor(connectTimeout: number, log: (level: LogLevel, message: string) => void) {
    this.connectTimeout = connectTimeout;
    this.log = log;
  }

  sendStream(file: string, data: string): void {
    this.sendTo(`unix ${file}`, () => connect({ path: file }), data);
  }

  closeStream(file: string): void {
    this.closeOne(`unix ${file}`);
  }

  sendTcp(peer: string, data: string): void {
    const address = addressOf(peer);
    if (address === null) {
      this.log(3, `tcpsock: "${peer}" is not host:port`);
      return;
    }
    this.sendTo(`tcp ${peer}`, () => connect(address), data);
  }

  closeTcp(peer: string): void {
    this.closeOne(`tcp ${peer}`);
  }

  sendUdp(peer: string, data: string): void {
    const address = addressOf(peer);
    if (address === null) {
      this.log(3, `udpsock: "${peer}" is not host:port`);
      return;
    }
    const datagrams = this.udp.get(peer) ?? this.openUdp(peer, address.host);
    this.pending++;
    datagrams.sending++;
    datagrams.socket.send(Buffer.from(data, "latin1"), address.port, address.host, (error) => {
      this.pending--;
      datagrams.sending--;
      if (datagrams.closing && datagrams.sending === 0) datagrams.socket.close();
      if (error !== null) this.log(3, `udpsock: ${peer}: ${error.message}`);
    });
  }

  closeUdp(peer: string): void {
    const datagrams = this.udp.get(peer);
    if (datagrams === undefined) return;
    this.udp.delete(peer);
    datagrams.closing = true;
    if (datagrams.sending === 0) datagrams.socket.close();
  }

  /** Node has no Unix datagram sockets: a small perl program sends what it is given. */
  sendDatagram(file: string, data: string): void {
    const sender = this.datagrams ?? this.startSender();
    const [name, text] = [Buffer.from(file, "latin1"), Buffer.from(data, "latin1")];
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32BE(name.length, 0);
    lengths.writeUInt32BE(text.length, 4);
    this.pending++;
    sender.stdin?.write(Buffer.concat([lengths, name, text]));
  }

  closeDatagram(file: string): void {
    if (this.datagrams === null) return;
    const name = Buffer.from(file, "latin1");
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32BE(name.length, 0);
    lengths.writeUInt32BE(0xffffffff, 4);
    this.datagrams.stdin?.write(Buffer.concat([lengths, name]));
  }

  closeAll(): void {
    for (const name of [...this.streams.keys()]) this.closeOne(name);
    for (const peer of [...this.udp.keys()]) this.closeUdp(peer);
    this.datagrams?.stdin?.end();
    this.datagrams = null;
  }

  private sendTo(name: string, open: () => Socket, data: string): void {
    const stream = this.streams.get(name) ?? this.openStream(name, open);
    if (stream.socket.writableLength > BUFFERED_MAX) {
      if (stream.dropped === 0) this.log(3, `${name}: the peer takes too little, data is dropped`);
      stream.dropped += data.length;
      return;
    }
    this.pending++;
    stream.socket.write(Buffer.from(data, "latin1"), () => {
      this.pending--;
    });
  }

  private openStream(name: string, open: () => Socket): Stream {
    const socket = open();
    const stream: Stream = { socket, connected: false, dropped: 0 };
    this.streams.set(name, stream);
    socket.setTimeout(this.connectTimeout * 1000, () => {
      if (!stream.connected) socket.destroy(new Error(`no connection within ${this.connectTimeout} seconds`));
    });
    socket.on("connect", () => {
      stream.connected = true;
      socket.setTimeout(0);
      socket.unref();
    });
    socket.on("error", (error) => this.log(3, `${name}: ${error.message}`));
    socket.on("close", () => {
      if (stream.dropped > 0) this.log(3, `${name}: ${stream.dropped} bytes were dropped`);
      if (this.streams.get(name) === stream) this.streams.delete(name);
    });
    socket.resume();
    return stream;
  }

  private closeOne(name: string): void {
    this.streams.get(name)?.socket.end();
    this.streams.delete(name);
  }

  private openUdp(peer: string, host: string): Datagrams {
    const socket = createSocket(isIPv6(host) ? "udp6" : "udp4");
    socket.on("error", (error) => this.log(3, `udpsock: ${peer}: ${error.message}`));
    socket.unref();
    const datagrams = { socket, sending: 0, closing: false };
    this.udp.set(peer, datagrams);
    return datagrams;
  }

  private startSender(): ChildProcess {
    const sender = spawn("perl", ["-e", DATAGRAM_SENDER], { stdio: ["pipe", "pipe", "ignore"] });
    this.datagrams = sender;
    sender.on("error", (error) => {
      this.pending = 0;
      this.log(3, `udgram needs perl: ${error.message}`);
    });
    sender.stdin?.on("error", () => {});
    sender.stdout?.setEncoding("latin1").on("data", (answers: string) => {
      for (const answer of answers.split("\n")) {
        if (answer === "") continue;
        this.pending--;
        if (answer !== "sent") this.log(3, `udgram: ${answer}`);
      }
    });
    sender.unref();
    return sender;
  }
}

/** Frames: two lengths, socket name, text; a text length of 2^32-1 closes the socket. Answers each text with a line. */
const DATAGRAM_SENDER = `use Socket; $| = 1; binmode STDIN; my %sockets;
while (read(STDIN, my $lengths, 8) == 8) {
  my ($n, $t) = unpack("NN", $lengths); read(STDIN, my $name, $n);
  if ($t == 0xffffffff) { delete $sockets{$name}; next; }
  my $text = ""; read(STDIN, $text, $t) if $t;
  if (!$sockets{$name}) {
    socket(my $s, PF_UNIX, SOCK_DGRAM, 0);
    if (!connect($s, sockaddr_un($name))) { print "$name: $!\\n"; next; }
    $sockets{$name} = $s;
  }
  if (defined(send($sockets{$name}, $text, 0))) { print "sent\\n"; }
  else { print "$name: $!\\n"; delete $sockets{$name}; }
}`;

function addressOf(peer: string): { host: string; port: number } | null {
  const parts = /^(?:\[([^\]]+)\]|(.+)):([0-9]+)$/.exec(peer);
  if (parts === null) return null;
  return { host: (parts[1] ?? parts[2]) as string, port: Number(parts[3]) };
}
