import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Sockets } from "../../../src/io/outputs/sockets.js";
import { recordLog, temporaryDirectory, until, withoutWaiting } from "./for-tests.js";

const MIB = 1024 * 1024;

function makeSockets(context: TestContext, timeout = 60) {
  const { messages, log } = recordLog();
  const sockets = new Sockets(timeout, log, () => 0);
  context.after(() => {
    sockets.closeAll();
    return sockets.drain(0);
  });
  return { sockets, messages };
}

/** A server that keeps what its connections said. */
async function startServer(
  context: TestContext,
  where: { path: string } | { host: string; port: number },
  reads = true,
) {
  const connections: { socket: Socket; text: string; ended: boolean; read: () => void }[] = [];
  const server = createServer((socket) => {
    const read = (): void => {
      socket.setEncoding("latin1").on("data", (text: string) => {
        connection.text += text;
      });
    };
    const connection = { socket, text: "", ended: false, read };
    connections.push(connection);
    if (reads) read();
    socket.on("end", () => {
      connection.ended = true;
    });
    socket.on("error", () => {});
  });
  server.listen(where);
  await once(server, "listening");
  context.after(() => {
    server.close();
    for (const { socket } of connections) socket.destroy();
  });
  return { server, connections, port: (server.address() as AddressInfo).port };
}

for (const host of ["127.0.0.1", "::1", "localhost"]) {
  test(`tcpsock to ${host}: one connection until it is closed, data waits for it`, async (context) => {
    const { connections, port } = await startServer(context, { host: host === "::1" ? host : "127.0.0.1", port: 0 });
    const { sockets, messages } = makeSockets(context);
    const peer = host.includes("::") ? `[${host}]:${port}` : `${host}:${port}`;
    sockets.sendTcp(peer, "one ");
    sockets.sendTcp(peer, "tw\xf6");
    sockets.closeTcp(peer);
    sockets.sendTcp(peer, "three");
    await until("all arrived", () => connections.length === 2 && connections.some(({ text }) => text === "three"));
    await until("the first is closed", () => connections.some(({ ended }) => ended));
    assert.deepEqual(connections.map(({ text, ended }) => `${text} ${ended}`).sort(), [
      "one tw\xf6 true",
      "three false",
    ]);
    await until("it is known", () => sockets.pending === 0);
    assert.deepEqual(sockets.ledger.of(`tcpsock ${peer}`).written, { writes: 3, bytes: 12 });
    assert.deepEqual(messages, []);
  });
}

test("ustream: a peer that closes is connected anew by a later send", async (context) => {
  const path = join(temporaryDirectory(context), "s");
  const { connections } = await startServer(context, { path });
  const { sockets, messages } = makeSockets(context);
  sockets.sendStream(path, "one");
  await until("it arrived", () => connections[0]?.text === "one");
  connections[0]?.socket.end();
  await until("the close is complete", () => connections[0]?.ended === true);
  sockets.sendStream(path, "two");
  await until("the second connection", () => connections[1]?.text === "two");
  connections[1]?.socket.end();
  await until("the second close", () => sockets.ledger.of(`ustream ${path}`).closings === 2);
  assert.deepEqual(messages, [`4 ustream ${path}: the peer has closed the connection`], "said once a minute");
});

test("a refused connection: what waited is lost and counted, said once; the next send tries again", async (context) => {
  const first = await startServer(context, { host: "127.0.0.1", port: 0 });
  first.server.close();
  await once(first.server, "close");
  const { sockets, messages } = makeSockets(context);
  const peer = `127.0.0.1:${first.port}`;
  for (let number = 1; number <= 3; number++) {
    sockets.sendTcp(peer, "lost");
    await until("it is refused", () => sockets.ledger.of(`tcpsock ${peer}`).errors === number && sockets.pending === 0);
  }
  const { connections } = await startServer(context, { host: "127.0.0.1", port: first.port });
  sockets.sendTcp(peer, "found");
  await until("it arrived", () => connections[0]?.text === "found" && sockets.pending === 0);
  assert.deepEqual(withoutWaiting(messages), [
    `3 tcpsock ${peer}: connect ECONNREFUSED ${peer}`,
    `4 tcpsock ${peer}: works again after 0 s; 3 writes (12 bytes) are lost`,
  ]);
});

test("a peer that accepts and never reads: bounded, counted, the rest arrives when it reads", async (context) => {
  const path = join(temporaryDirectory(context), "s");
  const { connections } = await startServer(context, { path }, false);
  const { sockets, messages } = makeSockets(context);
  const counters = sockets.ledger.of(`ustream ${path}`);
  const text = "x".repeat(MIB);
  for (let number = 0; number < 40; number++) sockets.sendStream(path, text);
  assert.equal(counters.dropped.writes, 24, "16 MiB are kept");
  await until("it is connected", () => connections.length === 1);
  connections[0]?.read();
  await until("the rest arrived", () => connections[0]?.text.length === 16 * MIB && sockets.pending === 0);
  assert.match(
    messages.join("\n"),
    /^3 .*takes too little, new data is lost; 16 writes \(16777216 bytes\) wait\n4 .*24 writes \(25165824 bytes\) are lost$/,
  );
});

test("a peer that resets: nothing is thrown, what it did not take is counted", async (context) => {
  const path = join(temporaryDirectory(context), "s");
  const { connections } = await startServer(context, { path }, false);
  const { sockets, messages } = makeSockets(context);
  for (let number = 0; number < 15; number++) sockets.sendStream(path, "x".repeat(MIB));
  await until("it is connected", () => connections.length === 1);
  connections[0]?.socket.destroy();
  await until("it is known", () => sockets.pending === 0);
  const { written, dropped, queued } = sockets.ledger.of(`ustream ${path}`);
  assert.equal(written.writes + dropped.writes, 15);
  assert.ok(dropped.writes > 0);
  assert.deepEqual(queued, { writes: 0, bytes: 0 });
  assert.equal(messages.length, 1);
});

test("at the end of the program what a peer did not take is counted", async (context) => {
  const path = join(temporaryDirectory(context), "s");
  const { connections } = await startServer(context, { path }, false);
  const { sockets } = makeSockets(context);
  for (let number = 0; number < 15; number++) sockets.sendStream(path, "x".repeat(MIB));
  await until("it is connected", () => connections.length === 1);
  sockets.closeAll();
  await sockets.drain(40);
  await until("it is counted", () => sockets.pending === 0);
  assert.ok(sockets.ledger.of(`ustream ${path}`).dropped.writes > 0);
});

for (const [host, type] of [
  ["127.0.0.1", "udp4"],
  ["::1", "udp6"],
  ["localhost", "udp4"],
] as const) {
  test(`udpsock to ${host}`, async (context) => {
    const server = createSocket(type);
    const texts: string[] = [];
    server.on("message", (text) => texts.push(text.toString("latin1")));
    server.bind(0, type === "udp6" ? "::1" : "127.0.0.1");
    await once(server, "listening");
    context.after(() => server.close());
    const { sockets } = makeSockets(context);
    const peer = `${host === "::1" ? "[::1]" : host}:${server.address().port}`;
    sockets.sendUdp(peer, "\xfcne");
    sockets.closeUdp(peer);
    sockets.sendUdp(peer, "two");
    if (host === "localhost") {
      // The name may mean ::1 first, where nobody listens.
      await until("all is sent or refused", () => sockets.pending === 0);
      return;
    }
    await until("both arrived", () => texts.length === 2);
    assert.deepEqual(texts.sort(), ["two", "\xfcne"]);
  });
}

test("udpsock: datagrams that are too long, refused, or for a host that is not there are said once", async (context) => {
  const server = createSocket("udp4");
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const { sockets, messages } = makeSockets(context);
  const peer = `127.0.0.1:${port}`;
  sockets.sendUdp(peer, "x".repeat(70_000));
  sockets.sendUdp(peer, "x".repeat(70_000));
  await until("it is refused", () => sockets.pending === 0);
  assert.deepEqual(sockets.ledger.of(`udpsock ${peer}`).dropped, { writes: 2, bytes: 140_000 });
  assert.deepEqual(withoutWaiting(messages), [`3 udpsock ${peer}: a datagram of 70000 bytes is lost: send EMSGSIZE`]);
  server.close();
  await once(server, "close");
  await until("a refusal is known", () => {
    sockets.sendUdp(peer, "x");
    return sockets.ledger.of(`udpsock ${peer}`).dropped.writes > 2 || sockets.ledger.of(`udpsock ${peer}`).errors > 2;
  });
  sockets.sendUdp("host.invalid:514", "x");
  await until("the name is unknown", () => sockets.ledger.of("udpsock host.invalid:514").dropped.writes === 1);
  sockets.sendUdp("no-port", "x");
  sockets.sendTcp("127.0.0.1:99999", "x");
  assert.deepEqual(messages.slice(-2), [
    "3 udpsock no-port: this is not host:port",
    "3 tcpsock 127.0.0.1:99999: this is not host:port",
  ]);
});

test("a datagram to an address that the system does not connect to is lost and counted", async (t) => {
  const { sockets, messages } = makeSockets(t);
  sockets.sendUdp("255.255.255.255:9", "to all");
  await until("it is told", () => messages.length > 0);
  assert.match(messages.join(), /udpsock 255\.255\.255\.255:9: connect E[A-Z]+/);
  assert.deepEqual(sockets.ledger.all()[0]?.dropped, { writes: 1, bytes: 6 });
  assert.equal(sockets.pending, 0);
});
