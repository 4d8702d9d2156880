/** The benchmark's traffic is what it says: otherwise its figures would be about something else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mixedLines, rules, unwantedLine, wantedLine } from "../../bench/throughput/rule-sets.js";
import { SCENARIOS } from "../../bench/throughput/scenarios.js";
import { SUBJECTS, subject } from "../../bench/throughput/vocabulary.js";
import { World } from "../../testing/world.js";
import { makeRandom } from "../rules/random.js";

const SEED = 1;
const RULES = 64;
const LINES = 300;

/** How many of the lines some rule took. */
function taken(world: World, line: () => string): number {
  let count = 0;
  const matches = (): number =>
    world.rules.files
      .flatMap((file) => file.rules)
      .reduce((sum, rule) => sum + world.engine.core.usage.of(rule).matches, 0);
  for (let index = 0; index < LINES; index++) {
    const before = matches();
    world.line(line());
    if (matches() > before) count++;
  }
  return count;
}

test("subjects differ", () => {
  const names = new Set(Array.from({ length: SUBJECTS }, (_, number) => JSON.stringify(subject(number))));
  assert.equal(names.size, SUBJECTS);
});

test("wanted lines match a rule, unwanted ones none", () => {
  const random = makeRandom(SEED);
  assert.equal(
    taken(new World(rules(RULES)), () => wantedLine(RULES, random)),
    LINES,
  );
  assert.equal(
    taken(new World(rules(RULES)), () => unwantedLine(random)),
    0,
  );
});

test("hot traffic is half wanted, and lines are of usual length", () => {
  const random = makeRandom(SEED);
  const lines = mixedLines(RULES, 50);
  let bytes = 0;
  const count = taken(new World(rules(RULES)), () => {
    const line = lines(random);
    bytes += line.length;
    return line;
  });
  assert.ok(count > LINES * 0.4 && count < LINES * 0.6, `${count} of ${LINES}`);
  assert.ok(bytes / LINES > 85 && bytes / LINES < 125, `${bytes / LINES} bytes a line`);
});

test("every scenario is deterministic and loads", () => {
  for (const { name, traffic, rules: files, setup = 0 } of SCENARIOS) {
    const first = (): string[] => {
      const random = makeRandom(SEED);
      const line = traffic();
      return Array.from({ length: Math.min(setup, 1000) + 200 }, (_, index) => line(random, index));
    };
    assert.deepEqual(first(), first(), name);
    // Those with Perl code need a perl; that they load is seen when they run.
    if (name !== "manual-hierarchy" && !name.endsWith("-5000")) new World(files);
  }
});
