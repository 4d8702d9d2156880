import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readlinkSync, rmSync, statSync } from "node:fs";
import { suite, type TestContext, test } from "node:test";
import { OUR_SEC } from "../../testing/daemon.js";
import { Place, until } from "../../testing/place.js";

const RULES = `type=Single
ptype=RegExp
pattern=^line (\\w+)$
desc=line
action=write OUT $1

type=Single
ptype=SubStr
pattern=who
desc=children
action=shellcmd (pwd; id -u; id -G; umask; env | grep -c -e EVCORR_ -e NOTIFY_; true) > OUT.child.new && mv OUT.child.new OUT.child
`;

const isRoot = process.getuid?.() === 0;

/** A place with rules and an input, all named by full paths. */
function prepare(context: TestContext): { place: Place; options: string[] } {
  const place = new Place();
  context.after(() => place.remove());
  place.write("rules.sec", RULES.replaceAll("OUT", place.path("out")));
  place.write("in", "");
  const options = ["--conf=rules.sec", "--input=in", "--log=log", "--pid=pid"];
  return { place, options: options.map((text) => text.replace("=", `=${place.directory}/`)) };
}

function sec(words: readonly string[], environment: Record<string, string> = {}) {
  const [file, ...before] = OUR_SEC as readonly [string, ...string[]];
  return { file, words: [...before, ...words], env: { ...process.env, ...environment } };
}

function runToEnd(words: readonly string[]): { status: number | null; errors: string } {
  const { file, words: all, env } = sec(words);
  const { status, stderr } = spawnSync(file, all, { env, encoding: "latin1", stdio: ["ignore", "ignore", "pipe"] });
  return { status, errors: stderr };
}

/** Starts a daemon; its process ID. It is ended after the test. */
function detach(context: TestContext, place: Place, words: readonly string[]): number {
  const { status, errors } = runToEnd(["--detach", ...words]);
  assert.equal(status, 0, errors);
  const pid = Number(place.read("pid"));
  context.after(() => (isAlive(pid) ? process.kill(pid, "SIGKILL") : undefined));
  return pid;
}

/** Alive, and no zombie that its parent has not yet asked for. */
function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/exe`) && canReadExe(pid);
}

function canReadExe(pid: number): boolean {
  try {
    readlinkSync(`/proc/${pid}/exe`);
    return true;
  } catch {
    return false;
  }
}

suite("lifecycle", { concurrency: 3 }, () => {
  test("standard error whose reader is gone ends nothing", async (t) => {
    const { place, options } = prepare(t);
    const { file, words, env } = sec([...options.filter((option) => !option.startsWith("--log")), "--conf=none"]);
    const child = spawn(file, words, { env, stdio: ["ignore", "ignore", "pipe"] });
    t.after(() => child.kill("SIGKILL"));
    child.stderr.destroy();
    const ended = once(child, "exit");
    await until("it is up", () => existsSync(place.path("pid")));
    place.append("in", "line works\n");
    await until("its action", () => place.lines("out").includes("works"));
    child.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null]);
  });

  test("names of files beyond ASCII are bytes: of rules, inputs by name and pattern, outputs, logs", (t) => {
    const place = new Place();
    t.after(() => place.remove());
    const output = Buffer.from(place.path("out-\u00f6"), "utf8").toString("latin1");
    place.write("\u00e9.sec", `type=Single\nptype=RegExp\npattern=(.+)\ndesc=x\naction=write ${output} $1\n`);
    for (const [at, name] of ["in-\u00e9", "in-\u4e00", "in-z"].entries()) place.write(name, `${at}\n`);
    const named = { conf: "\u00e9.sec", input: "in-?*", log: "log-\u00e9" };
    const options = Object.entries(named).map(([option, name]) => `--${option}=${place.path(name)}`);
    const { status, errors } = runToEnd([...options, `--input=${place.path("in-\u4e00")}`, "--fromstart", "--notail"]);
    assert.deepEqual([status, errors], [0, ""]);
    assert.deepEqual([...place.lines("out-\u00f6")].sort(), ["0", "1", "2"]);
    assert.match(place.read("log-\u00e9"), /1 rules loaded/);
  });

  test("a resource file that is gone at a restart is told in the log", async (t) => {
    const { place, options } = prepare(t);
    place.write("resource", "--debug=6\n");
    const { file, words, env } = sec(options, { SECRC: place.path("resource") });
    const child = spawn(file, words, { env, stdio: "ignore" });
    t.after(() => child.kill("SIGKILL"));
    await until("it is up", () => existsSync(place.path("pid")));
    rmSync(place.path("resource"));
    child.kill("SIGHUP");
    await until("it is told", () => /error: the resource file .* cannot be read/.test(place.read("log")));
  });

  test("--detach returns when the daemon is up, with its process ID in the file", async (t) => {
    const { place, options } = prepare(t);
    const pid = detach(t, place, options);
    assert.equal(readlinkSync(`/proc/${pid}/cwd`), "/");
    for (const stream of [0, 1, 2]) assert.equal(readlinkSync(`/proc/${pid}/fd/${stream}`), "/dev/null");
    place.append("in", "line works\nwho\n");
    await until("its action", () => place.lines("out").includes("works") && place.read("out.child") !== "");
    assert.equal(place.lines("out.child")[0], "/");
    assert.equal(place.lines("out.child").at(-1), "0", "its marks are not inherited");
    process.kill(pid, "SIGTERM");
    await until("it ends", () => !isAlive(pid));
    assert.match(place.read("log"), /SIGTERM received/);
    assert.equal(place.read("pid"), `${pid}\n`, "the file stays, as the reference leaves it");
  });

  test("--detach says why a daemon does not come up", (t) => {
    const { place, options } = prepare(t);
    const { status, errors } = runToEnd(["--detach", ...options, `--pid=${place.path("no/pid")}`, "--user=no such"]);
    assert.equal(status, 1);
    assert.match(errors, isRoot ? /there is no user "no such"/ : /cannot write the pid file/);
  });

  test("a daemon whose rules are faulty says so where it was started, and runs with the others", (t) => {
    const { place, options } = prepare(t);
    place.append("rules.sec", "\ntype=Bad\n");
    const { status, errors } = runToEnd(["--detach", ...options]);
    assert.equal(status, 0);
    assert.match(errors, /there is no rule type "Bad"/);
    process.kill(Number(place.read("pid")), "SIGKILL");
  });

  test("--user, --group and --umask, before anything is opened", { skip: !isRoot && "needs root" }, async (t) => {
    const { place, options } = prepare(t);
    const pid = detach(t, place, [...options, "--user=nobody", "--group=games", "--group=mail", "--umask=0027"]);
    place.append("in", "line x\nwho\n");
    await until("its child", () => place.lines("out.child").length === 5);
    const nobody = spawnSync("id", ["-u", "nobody"], { encoding: "utf8" }).stdout.trim();
    assert.deepEqual(place.lines("out.child").slice(1, 4), [nobody, "60 8", "0027"]);
    for (const file of ["log", "pid", "out"]) {
      const { uid, gid, mode } = statSync(place.path(file));
      assert.deepEqual([String(uid), gid, mode & 0o777], [nobody, 60, 0o640], file);
    }
    process.kill(pid, "SIGTERM");
    await until("it ends", () => !isAlive(pid));
  });

  test("unknown users and groups, and a pid file that cannot be written, end the start", (t) => {
    const { place, options } = prepare(t);
    const pid = runToEnd([...options, `--pid=${place.path("no/pid")}`]);
    assert.equal(pid.status, 1);
    assert.match(place.read("log"), /cannot write the pid file/);
    if (!isRoot) return;
    assert.match(runToEnd([...options, "--user=nobody", "--group=no such"]).errors, /no group "no such"/);
  });

  test("--syslog with a facility that there is not", (t) => {
    const { place, options } = prepare(t);
    place.write("stdin", "");
    const { status } = runToEnd([...options, "--notail", "--syslog=nofac"]);
    assert.equal(status, 0);
    assert.match(place.read("log"), /"nofac" is no facility, use one of kern, user/);
  });

  test("a service manager hears of start, reload, life and end", async (t) => {
    const { place, options } = prepare(t);
    const peer = spawn("perl", ["-e", LISTENER, place.path("socket")], { stdio: ["ignore", "pipe", "inherit"] });
    t.after(() => peer.kill());
    let heard = "";
    peer.stdout.setEncoding("latin1").on("data", (text: string) => {
      heard += text;
    });
    await until("the manager listens", () => heard.includes("listening"));
    const terms = sec(options, { NOTIFY_SOCKET: place.path("socket"), WATCHDOG_USEC: "2000000" });
    const daemon = spawn(terms.file, terms.words, { env: terms.env, stdio: "ignore" });
    t.after(() => daemon.kill("SIGKILL"));
    await until("READY", () => heard.includes("READY=1 STATUS=2 rules of 1 files"));
    await until("WATCHDOG", () => heard.includes("WATCHDOG=1"));
    daemon.kill("SIGHUP");
    await until("RELOADING", () => /RELOADING=1 MONOTONIC_USEC=\d+\n(?:.*\n)*READY=1/.test(heard));
    place.append("in", "who\n");
    await until("a child", () => place.lines("out.child").length === 5);
    assert.equal(place.lines("out.child").at(-1), "0", "the manager's socket is not inherited");
    daemon.kill("SIGTERM");
    await until("STOPPING", () => heard.includes("STOPPING=1"));
  });

  test("a file as standard input is followed from its beginning, with --fromstart, as from its end", async (t) => {
    const place = new Place();
    t.after(() => place.remove());
    place.write("rules.sec", "type=Single\nptype=RegExp\npattern=(.+)\ndesc=d\naction=owritecl out <$1>\n");
    place.write("in", "first\nhalf");
    const input = openSync(place.path("in"), "r");
    const { file, words } = sec(["--conf=rules.sec", "--input=-", "--fromstart"]);
    const daemon = spawn(file, words, { cwd: place.directory, stdio: [input, "ignore", "inherit"] });
    closeSync(input);
    t.after(() => daemon.kill("SIGKILL"));
    await until("the first line", () => place.read("out") === "<first>");
    place.append("in", " and half\nlast\n");
    await until("the others", () => place.read("out") === "<first><half and half><last>");
  });

  for (const signal of ["HUP", "ABRT"] as const) {
    test(`SIG${signal}: the resource file is read anew, and its --debug counts instead of SIGINT's level`, async (t) => {
      const { place, options } = prepare(t);
      const restarted = "SEC_RESTART|SEC_SOFTRESTART|SEC_STARTUP";
      const act = `action=write ${place.path("up")} up; create C`;
      place.append("rules.sec", `\ntype=Single\nptype=RegExp\npattern=^(${restarted})$\ndesc=up\n${act}\n`);
      place.write("resources", "--debug=6\n--intevents\n");
      const { file, words, env } = sec(options, { SECRC: place.path("resources") });
      const daemon = spawn(file, words, { env, stdio: "ignore" });
      t.after(() => daemon.kill("SIGKILL"));
      let restarts = 1;
      const restart = async (level: number): Promise<string> => {
        place.write("resources", `--debug=${level}\n--intevents\n`);
        place.write("log", "");
        daemon.kill(`SIG${signal}`);
        await until("it is up again", () => place.lines("up").length === restarts + 1);
        restarts++;
        return place.read("log");
      };
      await until("it is up", () => place.lines("up").length === 1);
      assert.match(place.read("log"), / debug: /);
      const fallen = await restart(3);
      assert.match(fallen, /SIG\w+ received/);
      assert.doesNotMatch(fallen.slice(fallen.indexOf("received")), / debug: | notice: /, "from the signal on");
      daemon.kill("SIGINT");
      await until("the level is said", () => /log level is 4/.test(place.read("log")));
      assert.match(await restart(6), / debug: /);
    });
  }
});

/** Prints each datagram to the socket named by its argument as a line. */
const LISTENER = `use Socket; $| = 1; socket(S, PF_UNIX, SOCK_DGRAM, 0) && bind(S, sockaddr_un($ARGV[0])) or die $!;
print "listening\\n"; while (defined(recv(S, my $text, 65536, 0))) { $text =~ tr/\\n/ /; print "$text\\n"; }`;
