import assert from "node:assert/strict";
import { ChildProcess, spawnSync } from "node:child_process";
import { closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeFifo } from "../../faults/fifo-reader.js";
import { type ChildNews, Children } from "../../src/io/children.js";
import { Place, until } from "../../testing/place.js";

const PLAIN = { input: null, events: undefined, script: null } as const;
const EVENTS = { input: null, events: { context: null }, script: null } as const;
const NULL_DEVICE = 1;

/** Children whose news are collected as they come, and a wait for a condition. */
function makeChildren() {
  const messages: string[] = [];
  const news: ChildNews[] = [];
  const children = new Children(NULL_DEVICE, (_, message) => messages.push(message));
  let wake = (): void => {};
  const collect = (): void => {
    news.push(...children.takeNews());
    wake();
  };
  children.onNews = collect;
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const idle = () => until(() => children.count === 0).then(() => turn());
  return { children, messages, news, until, idle };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const shell = (line: string) => ({ shell: true, line }) as const;
const linesOf = (news: readonly ChildNews[]): string[] =>
  news.flatMap((one) => (one.kind === "line" ? [one.line] : []));

test("no more than --max-children run at once, the others wait in order", async () => {
  const { children, messages, news, idle } = makeChildren();
  children.limits = { maxChildren: 1, childTimeout: 0 };
  const expected = Array.from({ length: 8 }, (_, at) => `child ${at}`);
  for (const name of expected) children.start(shell(`echo ${name}`), EVENTS);
  assert.equal(children.count, 8);
  assert.equal(messages.filter((message) => / started: /.test(message)).length, 1);
  await idle();
  assert.deepEqual(linesOf(news), expected);
  assert.deepEqual(
    messages.filter((message) => message.includes("wait")),
    ["children wait for their turn: 1 run", "no child waits any more: 7 had to"],
  );
});

test("children that still wait at the end are counted, and not started", async () => {
  const { children, messages, idle } = makeChildren();
  children.limits = { maxChildren: 1, childTimeout: 0 };
  for (let at = 0; at < 3; at++) children.start(shell("sleep 60"), PLAIN);
  children.close();
  children.terminate();
  await idle();
  assert.ok(messages.includes("2 children that waited were not started"), messages.join("\n"));
  assert.equal(messages.filter((message) => / started: /.test(message)).length, 1);
});

test("a child that runs too long gets SIGTERM", async () => {
  const { children, messages, news, idle } = makeChildren();
  children.limits = { maxChildren: 0, childTimeout: 0.2 };
  children.start(shell("trap 'echo told; exit 3' TERM; while :; do sleep 0.02; done"), { ...EVENTS, script: 7 });
  await idle();
  assert.match(messages[1] ?? "", /^child \d+ has run for \d\.\d s, it gets SIGTERM: trap/);
  assert.deepEqual(linesOf(news), ["told"]);
  assert.deepEqual(news.at(-1), { kind: "exit", script: 7, failed: true });
});

test("a child that ignores SIGTERM gets SIGKILL", async () => {
  const { children, messages, idle } = makeChildren();
  children.limits = { maxChildren: 0, childTimeout: 0.2 };
  children.killAfterMs = 50;
  children.start({ shell: false, arguments: ["sh", "-c", "trap '' TERM; while :; do sleep 0.02; done"] }, PLAIN);
  await idle();
  assert.match(messages[1] ?? "", /it gets SIGTERM: sh -c/);
  assert.match(messages[2] ?? "", /it gets SIGKILL: sh -c/);
  assert.match(messages[3] ?? "", /ended with SIGKILL$/);
});

test("hundreds of children leave no descriptor and no handle", async () => {
  const { children, news, until, idle } = makeChildren();
  children.start({ shell: false, arguments: ["echo", "first"] }, { ...EVENTS, input: "x\n" });
  await idle();
  await turn();
  const before = { descriptors: descriptors(), handles: handles() };
  for (let round = 0; round < 15; round++) {
    for (let at = 0; at < 20; at++) {
      const line = at % 4 === 0 ? `nosuchprogram${at}` : `echo ${round} ${at}`;
      children.start(shell(line), at % 2 === 0 ? EVENTS : { ...EVENTS, input: "not read\n" });
    }
    await until(() => children.count < 10);
  }
  await idle();
  assert.equal(linesOf(news).length, 1 + 15 * 15);
  await turn();
  assert.deepEqual({ descriptors: descriptors(), handles: handles() }, before);
});

test("a program that a child left behind keeps neither the child nor its output", async () => {
  const { children, news, idle } = makeChildren();
  const before = descriptors();
  children.start(shell("echo first; sleep 5 & echo pid $!"), EVENTS);
  await idle();
  assert.equal(news.length, 3);
  assert.equal(linesOf(news)[0], "first");
  await turn();
  assert.equal(descriptors(), before);
  process.kill(Number(linesOf(news)[1]?.slice(4)));
});

test("a child that writes faster than it is heard has to wait", async () => {
  const messages: string[] = [];
  const children = new Children(NULL_DEVICE, (_, message) => messages.push(message));
  const full = new Promise<void>((resolve) => {
    let lines = 0;
    children.onNews = () => {
      if (++lines === 10_000) resolve();
    };
  });
  children.start({ shell: false, arguments: ["yes"] }, EVENTS);
  await full;
  for (let at = 0; at < 50; at++) await turn();
  // What one read may bring comes on top: 64 KiB of lines of two bytes.
  const first = children.takeNews().length;
  assert.ok(first >= 10_000 && first <= 10_000 + 32_768, `${first}`);
  await new Promise<void>((resolve) => {
    children.onNews = resolve;
  });
  assert.ok(children.hasNews, "it is heard again");
  children.terminate();
  await new Promise<void>((resolve) => {
    children.onNews = () => {
      if (children.takeNews().some((news) => news.kind === "exit")) resolve();
    };
  });
});

test("what cannot be executed fails, and nothing else", async () => {
  const { children, news, idle } = makeChildren();
  const commands = [
    shell(""),
    shell("  "),
    shell("\0x"),
    { shell: false, arguments: [] } as const,
    { shell: false, arguments: ["", "x"] } as const,
    { shell: false, arguments: ["/"] } as const,
    { shell: false, arguments: ["true", "x".repeat(300_000)] } as const,
  ];
  commands.forEach((command, script) => {
    children.start(command, { ...PLAIN, input: "x\n", script });
  });
  await idle();
  const exits = news.map((one) => (one.kind === "exit" ? [one.script, one.failed] : one));
  assert.deepEqual(
    exits.sort(),
    commands.map((_, script) => [script, true]),
  );
});

test("ten megabytes for a child that reads late arrive, and for one that does not read block nothing", async () => {
  const { children, news, idle } = makeChildren();
  const input = "x".repeat(10_000_000);
  children.start(shell("sleep 0.1; wc -c"), { ...EVENTS, input });
  children.start({ shell: false, arguments: ["true"] }, { ...PLAIN, input, script: 1 });
  await idle();
  assert.deepEqual(
    linesOf(news).map((line) => line.trim()),
    ["10000000"],
  );
  assert.ok(news.some((one) => one.kind === "exit" && one.script === 1 && !one.failed));
});

test("a child opens /dev/stdin by name after all was written, and again", async () => {
  const { children, news, idle } = makeChildren();
  const before = descriptors();
  // That cat ends shows that nobody writes any more.
  children.start(shell("cat > /dev/null; cat /dev/stdin /dev/stdin; echo end"), { ...EVENTS, input: "x\n" });
  children.start(shell("sleep 0.1; cat /dev/stdin; cat /dev/stdin"), { ...EVENTS, input: "y\n" });
  children.start(shell("cat /dev/stdin; echo nothing"), { ...EVENTS, input: "" });
  await idle();
  assert.deepEqual(linesOf(news).sort(), ["end", "nothing", "y"]);
  assert.equal(descriptors(), before);
});

test("a child that has not read its input when we end still gets it", async () => {
  const place = new Place();
  const { children, until: untilSo } = makeChildren();
  const before = descriptors();
  const go = place.path("go");
  makeFifo(go);
  children.start(shell(`cd ${place.directory}; read word < go; cat /dev/stdin > out; echo end >> out`), {
    ...EVENTS,
    input: "x\n",
  });
  // Its input, its output, what the input is opened by for late readers: all written when only two are left.
  await until("its input is written", () => descriptors() === before + 2);
  children.close();
  const held = openSync(go, constants.O_RDWR);
  writeSync(held, "go\n");
  await until("it has read", () => place.read("out") === "x\nend\n");
  await untilSo(() => children.count === 0);
  closeSync(held);
  assert.equal(descriptors(), before);
  place.remove();
});

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

function handles(): number {
  return (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles().length;
}

/** Directories of pipes that this process has now. */
const pipeDirectories = (): string[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(`evcorr-pipes-${process.pid}-`))
    .map((name) => join(tmpdir(), name));

test("pipes are made anew when somebody has tidied up temporary files", async () => {
  const others = pipeDirectories(); // of other tests
  const { children, news, idle } = makeChildren();
  children.start(shell("echo 1"), EVENTS);
  await idle();
  const [directory = assert.fail("there are no pipes")] = pipeDirectories().filter((name) => !others.includes(name));
  rmSync(directory, { recursive: true });
  children.start(shell("echo 2"), EVENTS);
  await idle();
  assert.deepEqual(linesOf(news), ["1", "2"]);
  children.close();
  assert.deepEqual(pipeDirectories(), others);
});

test("pipes that an owner left who was killed are removed", async () => {
  const { pid } = spawnSync("true"); // it has ended
  const left = join(tmpdir(), `evcorr-pipes-${pid}-XXXXXX`);
  mkdirSync(left);
  const { children, idle } = makeChildren();
  children.start(shell("echo 1"), EVENTS);
  await idle();
  children.close();
  assert.equal(existsSync(left), false);
});

test("children that cannot be sent a signal are told of, each time", async (t) => {
  const { children, messages, idle } = makeChildren();
  children.start(shell("cat"), { ...PLAIN, input: "" });
  // As Node does it when the child has become another user's.
  const kill = t.mock.method(ChildProcess.prototype, "kill", function (this: ChildProcess) {
    this.emit("error", new Error("kill EPERM"));
    return false;
  });
  children.terminate();
  children.terminate();
  kill.mock.restore();
  await idle();
  assert.equal(messages.filter((message) => message.includes("cannot be sent a signal: kill EPERM")).length, 2);
});
