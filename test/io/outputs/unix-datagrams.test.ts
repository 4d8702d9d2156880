import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { OutputLedger } from "../../../src/io/outputs/counters.js";
import { UnixDatagrams } from "../../../src/io/unix-datagrams.js";
import { recordLog, temporaryDirectory, until, withoutWaiting } from "./for-tests.js";

/** A receiver that reads a datagram for each line on its standard input, and prints its length and text. */
const RECEIVER = `use Socket; $| = 1; socket(S, PF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0]));
print "ready\\n"; while (<STDIN>) { recv(S, my $d, 1e6, 0); print length($d), " ", substr($d, 0, 20), "\\n"; }`;

async function startReceiver(context: TestContext, path: string) {
  const child = spawn("perl", ["-e", RECEIVER, path], { stdio: ["pipe", "pipe", "inherit"] });
  context.after(() => child.kill());
  let text = "";
  child.stdout.setEncoding("latin1").on("data", (more: string) => {
    text += more;
  });
  await until("the receiver is ready", () => text.startsWith("ready\n"));
  return { read: (count: number) => child.stdin.write("\n".repeat(count)), lines: () => text.split("\n").slice(1, -1) };
}

test("datagrams arrive as they are, in order; a peer that is not there is said once", async (context) => {
  const path = join(temporaryDirectory(context), "s");
  const receiver = await startReceiver(context, path);
  receiver.read(3);
  const { messages, log } = recordLog();
  const ledger = new OutputLedger(log, () => 0);
  const datagrams = new UnixDatagrams(log, ledger);
  datagrams.send(path, "one");
  datagrams.close(path);
  datagrams.send(path, "");
  datagrams.send(`${path}-none`, "x");
  datagrams.send(`${path}-none`, "y");
  datagrams.send(`/${"x".repeat(200)}`, "y");
  datagrams.send(path, "b\xe4\n");
  datagrams.end();
  await until("all is answered", () => datagrams.pending === 0 && receiver.lines().length >= 3);
  assert.deepEqual(receiver.lines(), ["3 one", "0 ", "3 b\xe4", ""]);
  assert.deepEqual(ledger.of(`udgram ${path}`).written, { writes: 3, bytes: 6 });
  assert.deepEqual(ledger.of(`udgram ${path}-none`).dropped, { writes: 2, bytes: 2 });
  assert.deepEqual(withoutWaiting(messages).sort(), [
    `3 udgram ${path}-none: a datagram of 1 bytes is lost: No such file or directory`,
    `3 udgram /${"x".repeat(200)}: a datagram of 1 bytes is lost: the name is too long`,
  ]);
});

test("a peer that does not read holds up nobody else, and is bounded", async (context) => {
  const directory = temporaryDirectory(context);
  const [slow, quick] = [join(directory, "slow"), join(directory, "quick")];
  const [slowReceiver, quickReceiver] = [await startReceiver(context, slow), await startReceiver(context, quick)];
  const { messages, log } = recordLog();
  const ledger = new OutputLedger(log, () => 0);
  const datagrams = new UnixDatagrams(log, ledger);
  const text = "x".repeat(100_000);
  for (let number = 0; number < 200; number++) datagrams.send(slow, text);
  datagrams.send(quick, "here");
  quickReceiver.read(1);
  await until("the other has its datagram", () => quickReceiver.lines().length === 1);
  const counters = ledger.of(`udgram ${slow}`);
  assert.equal(counters.dropped.writes, 200 - Math.floor((16 * 1024 * 1024) / 100_064));
  assert.ok(counters.queued.writes > 100);
  assert.deepEqual(messages, [
    `3 udgram ${slow}: the peer takes too little, new datagrams are lost; 167 writes (16700000 bytes) wait`,
  ]);
  slowReceiver.read(167);
  await until("the queue is sent", () => datagrams.pending === 0 && slowReceiver.lines().length === 167);
  assert.equal(counters.queued.bytes, 0);
  datagrams.end();
});

test("without perl, and when the sender dies, datagrams are counted as lost and the next ones are sent", async (context) => {
  const path = join(temporaryDirectory(context), "s");
  const { messages, log } = recordLog();
  const missing = new UnixDatagrams(log, new OutputLedger(log, () => 0), "/no/such/perl");
  missing.send(path, "x");
  missing.send(path, "y");
  await until("it is known", () => missing.pending === 0);
  assert.deepEqual(withoutWaiting(messages), [`3 udgram ${path}: udgram needs perl: spawn /no/such/perl ENOENT`]);

  const receiver = await startReceiver(context, path);
  const ledger = new OutputLedger(log, () => 0);
  const datagrams = new UnixDatagrams(log, ledger);
  const counters = ledger.of(`udgram ${path}`);
  for (let number = 0; number < 100; number++) datagrams.send(path, "x".repeat(50_000));
  await until("the peer is full", () => counters.written.writes > 0);
  const children = execFileSync("pgrep", ["-P", String(process.pid), "-f", "sub work"], { encoding: "utf8" });
  process.kill(Number(children.trim()), "SIGKILL");
  await until("its death is known", () => datagrams.pending === 0);
  assert.equal(counters.written.writes + counters.dropped.writes, 100);
  receiver.read(1000);
  datagrams.send(path, "after");
  await until("the next is sent", () => receiver.lines().at(-1) === "5 after");
  datagrams.end();
});
