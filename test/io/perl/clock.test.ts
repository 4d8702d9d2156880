/** The time that Perl code sees. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, resultOf } from "./perl-for-tests.js";

/** Tue Nov 14 22:13:20 2023 UTC */
const START = 1_700_000_000;

function scripted() {
  const clock = { now: START };
  const sleep = (seconds: number): void => {
    clock.now += seconds;
  };
  return { clock, options: { clock: () => clock.now, sleep } };
}

test("under a scripted clock all of Perl's clocks show its time", (context) => {
  const { clock, options } = scripted();
  const zone = process.env.TZ;
  process.env.TZ = "UTC";
  context.after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const world = makeWorld(context, options);
  const times = world.code(
    "sub { (time, time() + 0, scalar(localtime), scalar(gmtime()), (localtime)[2], (gmtime())[5], $^T) }",
  );
  const text = "Tue Nov 14 22:13:20 2023";
  assert.deepEqual(resultOf(world.perl.call(times, [], "list")), [
    String(START),
    String(START),
    text,
    text,
    "22",
    "123",
    String(START),
  ]);
  clock.now += 3600;
  assert.deepEqual(resultOf(world.perl.call(times, [], "list")).slice(2, 4), [
    "Tue Nov 14 23:13:20 2023",
    "Tue Nov 14 23:13:20 2023",
  ]);
  assert.equal(world.text("scalar(gmtime(0))"), "Thu Jan  1 00:00:00 1970");
  assert.equal(world.text('require POSIX; POSIX::strftime("%H:%M:%S", localtime)'), "23:13:20");
  assert.equal(world.text("require Time::HiRes; Time::HiRes::time()"), String(START + 3600));
  assert.equal(world.text("use Time::HiRes qw(time); time"), String(START + 3600));
});

test("sleep moves the scripted clock and takes no time", (context) => {
  const { clock, options } = scripted();
  const world = makeWorld(context, options);
  const start = performance.now();
  assert.equal(world.text("my $t = time; sleep 500; time - $t"), "500");
  assert.equal(world.text("sleep(100)"), "100");
  assert.equal(clock.now, START + 600);
  assert.ok(performance.now() - start < 50_000);
});

test("without a clock of ours Perl code sees the real one", (context) => {
  const world = makeWorld(context);
  const before = Math.floor(Date.now() / 1000);
  const seen = Number(world.text("time"));
  assert.ok(seen >= before && seen <= Math.ceil(Date.now() / 1000), String(seen));
});
