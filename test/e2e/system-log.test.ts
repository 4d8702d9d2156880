/** --syslog with a daemon of its own and the real socket: only where nothing else has it, and root may make it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { test } from "node:test";
import { Daemon } from "../../testing/daemon.js";
import { Place, until } from "../../testing/place.js";

const SOCKET = "/dev/log";
const skip = (process.getuid?.() !== 0 && "needs root") || (existsSync(SOCKET) && "this system has a log of its own");

test("--syslog: facility and severity, the levels above --debug left out, again after a restart", {
  skip,
}, async (t) => {
  const peer = spawn("perl", ["-e", LISTENER, SOCKET], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => {
    peer.kill();
    rmSync(SOCKET, { force: true });
  });
  let heard = "";
  peer.stdout.setEncoding("latin1").on("data", (text: string) => {
    heard += text;
  });
  await until("the peer listens", () => heard.startsWith("listening\n"));
  const place = new Place();
  t.after(() => place.remove());
  const daemon = new Daemon(place, "", ["--syslog=local3", "--debug=4"]);
  t.after(() => daemon.kill());
  await daemon.isUp();
  // local3 is 19; notice is 5
  const line = (text: string) =>
    new RegExp(`^<${19 * 8 + 5}>\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d sec\\[${daemon.pid}\\]: ${text}`, "m");
  await daemon.until("it logs to the system", () => line("2 rules loaded from pulse.sec").test(heard));
  daemon.signal("USR2");
  await daemon.until("it logs its signal", () => line("SIGUSR2 received").test(heard));
  daemon.signal("HUP");
  await daemon.until("it logs the next one", () => line("SIGHUP received").test(heard));
  assert.equal(await daemon.terminate(), 0);
  await until("it logs its end", () => line("SIGTERM received").test(heard));
  assert.doesNotMatch(heard, /synthetic|child/, "of higher levels");
});

const LISTENER = `use Socket; $| = 1; socket(S, PF_UNIX, SOCK_DGRAM, 0) && bind(S, sockaddr_un($ARGV[0])) or die $!;
print "listening\\n"; while (defined(recv(S, my $text, 65536, 0))) { $text =~ s/\\n*$/\\n/; print $text; }`;
