/**
 * How fast a replay is: `npm run bench:replay`. The same log and rules with --notail, where
 * no time is read, and replayed by the times in the log; in turns, the best of the rounds of each.
 *
 *   node build/bench/replay.js [--lines=1000000] [--rounds=5] [--rules=FILE]
 *
 * Prints lines per second of processor time, of the whole run with its start, and the ratio:
 * processor time, because other work on the machine changes it least.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { makeRandom } from "../test/rules/random.js";
import { Place } from "../testing/place.js";
import { option } from "./reference.js";

const EVCORR = fileURLToPath(new URL("../../bin/evcorr", import.meta.url));
const lines = Number(option("lines") ?? 1_000_000);
const rounds = Number(option("rounds") ?? 5);
const rules = fileURLToPath(new URL(`../../${option("rules") ?? "examples/demo.sec"}`, import.meta.url));
/** Lines of one second, in the mean. */
const LINES_A_SECOND = 4;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type MakeStamp = (time: Date) => string;
const two = (number: number): string => String(number).padStart(2, "0");
const STAMPS: Readonly<Record<string, MakeStamp>> = {
  syslog: (time) =>
    `${MONTHS[time.getUTCMonth()]} ${String(time.getUTCDate()).padStart(2)} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`,
  iso8601: (time) => time.toISOString(),
};

/** Of so many lines one is a failed login, which the rules count by host: windows that run out are what time adds. */
const TRAFFIC: Readonly<Record<string, number>> = { usual: 50, attack: 6 };

function makeLog(stamp: MakeStamp, linesPerFailure: number): string {
  const random = makeRandom(1);
  const address = (): string => `192.0.2.${random.below(250)}`;
  const parts: string[] = [];
  let time = Date.UTC(2023, 0, 1);
  for (let number = 0; number < lines; number++) {
    if (random.below(LINES_A_SECOND) === 0) time += 1000 * random.below(3);
    const process = 1000 + random.below(30_000);
    const failure = `sshd[${process}]: Failed password for invalid user u${random.below(500)} from ${address()} port 4242 ssh2`;
    const other = random.pick([
      `kernel: [${number}.0] iptables: IN=eth0 SRC=${address()} DST=192.0.2.1 PROTO=TCP DPT=${random.below(65_536)}`,
      `sshd[${process}]: Connection closed by ${address()} port ${random.below(65_536)} [preauth]`,
      `systemd[1]: Started Session ${number} of user root.`,
      `CRON[${process}]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)`,
      `dhclient[700]: DHCPACK of 192.0.2.40 from 192.0.2.1 (xid=0x${process.toString(16)})`,
    ]);
    const text = random.below(linesPerFailure) === 0 ? failure : other;
    parts.push(`${stamp(new Date(time))} gate ${text}\n`);
  }
  return parts.join("");
}

/** Lines per second of processor time, as the shell knows it of its children. */
function measure(place: Place, args: readonly string[]): number {
  const words = ["-c", 'TIMEFORMAT="%U %S"; time "$@" 2>errors', "time", process.execPath, EVCORR, ...args];
  const { status, stderr } = spawnSync("bash", words, {
    cwd: place.directory,
    env: { ...process.env, TZ: "UTC", LC_ALL: "C" },
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`evcorr ${args.join(" ")}: ${place.read("errors")}`);
  const [user, system] = stderr.toString().trim().split(" ").map(Number) as [number, number];
  return lines / (user + system);
}

const place = new Place();
try {
  console.log(`${lines} lines, best of ${rounds} rounds, lines per second of processor time`);
  console.log("traffic and times   --notail    replay  --run-actions  notail/replay");
  const logs = Object.entries(TRAFFIC).flatMap(([traffic, linesPerFailure]) =>
    Object.entries(STAMPS).map(([times, stamp]) => ({ name: `${traffic} ${times}`, stamp, linesPerFailure })),
  );
  for (const { name, stamp, linesPerFailure } of logs) {
    place.write("bench.log", makeLog(stamp, linesPerFailure));
    const programs = [
      ["run", `--conf=${rules}`, "--input=bench.log", "--notail", "--debug=1"],
      ["replay", `--conf=${rules}`, "--year=2023", "bench.log"],
      ["replay", `--conf=${rules}`, "--year=2023", "--run-actions", "bench.log"],
    ];
    const best = programs.map(() => 0);
    for (let round = 0; round < rounds; round++) {
      programs.forEach((args, index) => {
        best[index] = Math.max(best[index] as number, measure(place, args));
      });
    }
    const [notail, replay, run] = best as [number, number, number];
    const cells = [notail, replay, run].map((rate) => Math.round(rate).toString());
    console.log(
      `${name.padEnd(18)}${cells[0]?.padStart(10)}${cells[1]?.padStart(10)}${cells[2]?.padStart(15)}${(notail / replay).toFixed(2).padStart(15)}`,
    );
  }
} finally {
  place.remove();
}
