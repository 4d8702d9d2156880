/** Standard output and the end of Perl. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld } from "./perl-for-tests.js";

test("print is collected as in the reference: written before a child starts, and at the end", (context) => {
  const world = makeWorld(context);
  world.values('print "printed\\n"; printf("%s\\n", "formatted"); syswrite(STDOUT, "at once\\n"); 1');
  assert.equal(world.output, "at once\n");
  world.values('system("echo child"); print "last"; 1');
  assert.equal(world.output, "at once\nprinted\nformatted\nchild\n");
  world.perl.close();
  assert.equal(world.output, "at once\nprinted\nformatted\nchild\nlast");
});

test("flush() writes what was printed", (context) => {
  const world = makeWorld(context);
  world.perl.flush();
  assert.equal(world.output, "");
  world.values('print "one\\n"; 1');
  assert.equal(world.output, "");
  world.perl.flush();
  assert.equal(world.output, "one\n");
  assert.equal(world.text("$|"), "0");
});

test("what we have collected is written before Perl code runs", (context) => {
  const order: string[] = [];
  const world = makeWorld(context, { flushOutput: () => order.push("flushed") });
  world.values("1");
  assert.deepEqual(order.length > 0 && new Set(order), new Set(["flushed"]));
});

test("exit ends the correlator with its status, after END blocks and all output", (context) => {
  let printed = "";
  const world = makeWorld(context, {
    exit: (status) => {
      printed = world.output;
      world.exits.push(status);
    },
  });
  world.values('print "nonl"; END { print "-end" } 1');
  assert.deepEqual(world.perl.evaluate("exit(7)", "list"), { ok: false, message: "exit(7)" });
  assert.deepEqual(world.exits, [7]);
  assert.equal(printed, "nonl-end");
  assert.deepEqual(world.perl.evaluate("1", "list"), { ok: false, message: "Perl code called exit()" });
  assert.deepEqual(world.log, []);
});

for (const [source, status] of [
  ["exit", 0],
  ["exit(256 + 3)", 3],
  ["eval { exit(4) }; 1", 4],
  ["BEGIN { exit(5) }", 5],
  ["END { $? = 6 } exit(1)", 6],
] as const) {
  test(`${source} ends with ${status}`, (context) => {
    const world = makeWorld(context);
    assert.equal(world.perl.evaluate(source, "list").ok, false);
    assert.deepEqual(world.exits, [status]);
  });
}

test("exit in a function that is called", (context) => {
  const world = makeWorld(context);
  assert.equal(world.perl.call(world.code("sub { exit(2) }"), [], "scalar").ok, false);
  assert.deepEqual(world.exits, [2]);
});

test("an error thrown by our exit() reaches the caller", (context) => {
  const world = makeWorld(context, {
    exit: (status) => {
      throw new RangeError(`ends with ${status}`);
    },
  });
  assert.throws(() => world.perl.evaluate("exit(9)", "list"), new RangeError("ends with 9"));
});

test("END blocks run when the host is closed", (context) => {
  const world = makeWorld(context);
  world.values('END { print "bye\\n" } 1');
  world.perl.close();
  assert.equal(world.output, "bye\n");
  assert.deepEqual(world.exits, []);
});
