/** What actions send arrives, by each kind of socket, and again after they were closed (manual: SIGUSR2). */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { suite, type TestContext, test } from "node:test";
import { Daemon } from "../../testing/daemon.js";
import { Place, until } from "../../testing/place.js";

interface Receiver {
  /** The action, with its peer. */
  readonly action: string;
  /** What has arrived: each datagram, or all of a stream. */
  readonly received: () => readonly string[];
  /** Connections so far; null: there are none. */
  readonly connections: () => number | null;
}

const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"));

function streamsOf(server: Server, action: string): Receiver {
  let text = "";
  let connections = 0;
  server.on("connection", (socket) => {
    connections++;
    socket.setEncoding("latin1").on("data", (data: string) => {
      text += data;
    });
  });
  return { action, received: () => (text === "" ? [] : [text]), connections: () => connections };
}

async function tcp(context: TestContext, host: string): Promise<Receiver> {
  const server = createServer().listen(0, host);
  context.after(() => server.close());
  await once(server, "listening");
  return streamsOf(server, `tcpsock ${host}:${(server.address() as AddressInfo).port}`);
}

async function unixStream(context: TestContext, place: Place): Promise<Receiver> {
  const server = createServer().listen(place.path("stream"));
  context.after(() => server.close());
  await once(server, "listening");
  return streamsOf(server, `ustream ${place.path("stream")}`);
}

async function udp(context: TestContext, host: string): Promise<Receiver> {
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4").bind(0, host);
  context.after(() => socket.close());
  await once(socket, "listening");
  const received: string[] = [];
  socket.on("message", (bytes) => received.push(bytes.toString("latin1")));
  return { action: `udpsock ${host}:${socket.address().port}`, received: () => received, connections: () => null };
}

/** Node has no Unix datagrams: perl receives them. */
async function unixDatagrams(context: TestContext, place: Place): Promise<Receiver> {
  const path = place.path("datagrams");
  const peer = spawn("perl", ["-e", LISTENER, path], { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => peer.kill());
  let heard = "";
  peer.stdout.setEncoding("latin1").on("data", (text: string) => {
    heard += text;
  });
  await until("the peer listens", () => heard.startsWith("listening\n"));
  const received = (): string[] => heard.split("\n").slice(1, -1);
  return { action: `udgram ${path}`, received, connections: () => null };
}

const LISTENER = `use Socket; $| = 1; socket(S, PF_UNIX, SOCK_DGRAM, 0) && bind(S, sockaddr_un($ARGV[0])) or die $!;
print "listening\\n"; print "$text\\n" while defined(recv(S, $text, 65536, 0));`;

suite("sockets", { concurrency: 3 }, () => {
  const kinds: Readonly<Record<string, (context: TestContext, place: Place) => Promise<Receiver>>> = {
    "tcpsock, IPv4": (context) => tcp(context, "127.0.0.1"),
    "tcpsock, IPv6": (context) => tcp(context, "::1"),
    "udpsock, IPv4": (context) => udp(context, "127.0.0.1"),
    "udpsock, IPv6": (context) => udp(context, "::1"),
    ustream: unixStream,
    udgram: unixDatagrams,
  };
  for (const [kind, listen] of Object.entries(kinds)) {
    const skip = kind.includes("IPv6") && !hasIPv6 && "there is no IPv6 here";
    test(`${kind}: bytes arrive in order, and after SIGUSR2 by a new socket`, { skip }, async (t) => {
      const place = new Place();
      t.after(() => place.remove());
      const receiver = await listen(t, place);
      place.write("in", "");
      const rules = `type=Single\nptype=RegExp\npattern=^send (.*)$\ndesc=d\naction=${receiver.action} $1;\n`;
      const daemon = new Daemon(place, rules, ["--input=in"]);
      t.after(() => daemon.kill());
      await daemon.isUp();
      const arrived = (): string => receiver.received().join("");
      place.append("in", "send one \xff\nsend two\n");
      await daemon.until("both arrive", () => arrived() === "one \xfftwo");
      daemon.signal("USR2");
      await daemon.until("it has closed them", () => /SIGUSR2 received/.test(place.read("sec.log")));
      await daemon.pulse("after the signal");
      place.append("in", "send three\n");
      await daemon.until("the third arrives", () => arrived() === "one \xfftwothree");
      assert.ok(receiver.connections() === null || receiver.connections() === 2);
      assert.equal(await daemon.terminate(), 0);
    });
  }
});
