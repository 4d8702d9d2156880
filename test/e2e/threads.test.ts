/** --threads: the same actions, whatever happens to the files meanwhile. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";
import { makeRandom } from "../rules/random.js";

const SEC = fileURLToPath(new URL("../../../bin/sec", import.meta.url));
const RULES = `type=Single
ptype=RegExp
pattern=failed login of (\\S+)
desc=$1
action=write out %s

type=SingleWithThreshold
ptype=RegExp
pattern=link (\\S+) is down
desc=link $1
action=write out %s
window=86400
thresh=3
`;

function placeFor(t: TestContext): Place {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", RULES);
  return place;
}

/** What the actions wrote; fails when the run did. */
function run(place: Place, ...args: readonly string[]): string {
  place.write("out", "");
  const { status, stderr } = spawnSync(process.execPath, [SEC, "--conf=r.sec", "--notail", "--debug=3", ...args], {
    cwd: place.directory,
    encoding: "utf8",
  });
  assert.equal(`${status} ${stderr}`, "0 ");
  return place.read("out");
}

/** Several blocks of lines of all lengths, in some of which something is found. */
function makeLog(seed: number, lines: number): string {
  const random = makeRandom(seed);
  return Array.from({ length: lines }, (_, number) => {
    const rest = "x".repeat(random.below(10) === 0 ? random.below(3000) : random.below(80));
    return random.pick([
      `${rest} ${number}`,
      `failed login of u${number} ${rest}`,
      `${rest} link eth${number % 50} is down`,
    ]);
  }).join("\n");
}

test("with a second core the actions are the same, in the same order", (t) => {
  const place = placeFor(t);
  place.write("a.log", makeLog(1, 20_000));
  place.write("b.log", makeLog(2, 20_000));
  const expected = run(place, "--input=a.log", "--input=b.log");
  assert.ok(expected.length > 50_000);
  assert.equal(run(place, "--input=a.log", "--input=b.log", "--threads"), expected);
  assert.equal(run(place, "--input=a.log", "--input=b.log", "--threads", "--max-line=3000"), expected);
});

test("where the second core cannot help it is said once", (t) => {
  const place = placeFor(t);
  const shapes = ["^\\S+ \\d+$", "^\\d+ \\S+$", "^\\S \\S$"].map(
    (pattern, at) => `\ntype=Single\nptype=RegExp\npattern=${pattern}\ndesc=${at}\naction=write out ${at} $0\n`,
  );
  place.write("r.sec", RULES + shapes.join(""));
  place.write("a.log", makeLog(3, 5000));
  const expected = run(place, "--input=a.log");
  assert.equal(run(place, "--input=a.log", "--threads", "--log=log"), expected);
  const said = place.read("log").match(/--threads has no effect with these rules/g) ?? [];
  assert.equal(said.length, 1);
});
