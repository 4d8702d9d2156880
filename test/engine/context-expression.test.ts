import assert from "node:assert/strict";
import { test } from "node:test";
import type { PerlArgument } from "../../src/perl/host.js";
import { type ScriptedFunction, ScriptedPerl } from "../../testing/scripted-perl.js";
import { World } from "../../testing/world.js";
import { RECORDED_EXPRESSIONS } from "./context-expression-recorded.js";

/** Its value and the operands in the order of evaluation, in the form of the recorded table. */
function evaluate(expression: string): string {
  const trace: string[] = [];
  const programs: Record<string, ScriptedFunction> = {};
  for (const name of expression.match(/[A-Za-z]/g) ?? []) {
    programs[name] = () => {
      trace.push(name);
      return [name === name.toUpperCase() ? "1" : "0"];
    };
  }
  const context = expression.replace(/[A-Za-z]/g, "=($&)");
  const perl = new ScriptedPerl(programs);
  const world = new World(`type=Single\nptype=TValue\npattern=TRUE\ncontext=${context}\ndesc=d\naction=write - yes\n`, {
    perl,
  });
  world.line("x");
  return `${expression} ${world.output.includes("yes")} ${trace.join("")}`;
}

test("values and order of evaluation of combinations, as recorded from the reference", () => {
  const recorded = RECORDED_EXPRESSIONS.split("\n").filter((line) => line !== "");
  assert.equal(recorded.length, 450);
  const evaluated = recorded.map((line) => evaluate(line.slice(0, line.indexOf(" "))));
  assert.deepEqual(evaluated, recorded);
});

/** What one rule with this condition writes for the line. */
function written(fields: string, line: string, perl = new ScriptedPerl({})): string[] {
  const world = new World(
    `type=Single\nptype=SubStr\npattern=make\ndesc=d\naction=create C_ab; create C_$$1; create C_$1\n\n` +
      `type=Single\n${fields}\ndesc=d\naction=write - yes\n`,
    { perl },
  );
  world.line("make");
  world.line(line);
  return world.output;
}

// Expectations: findings from the reference, see conformance/contexts for the cases.
test("match variables are substituted in contexts, but not in brackets, nor for patterns without variables", () => {
  assert.deepEqual(written("ptype=RegExp\npattern=^x (.*)\ncontext=C_$1", "x ab"), ["yes"]);
  assert.deepEqual(written("ptype=RegExp\npattern=^x (.*)\ncontext=C_$1", "x abc"), []);
  assert.deepEqual(written("ptype=RegExp\npattern=^x (.*)\ncontext=C_$$1", "x no"), ["yes"]);
  assert.deepEqual(written("ptype=RegExp\npattern=^x (.*)\ncontext=[C_$1]", "x no"), ["yes"]);
  assert.deepEqual(written("ptype=SubStr\npattern=x\ncontext=C_$1", "x no"), ["yes"]);
  assert.deepEqual(written("ptype=TValue\npattern=TRUE\ncontext=C_$$1", "x no"), ["yes"]);
});

test("a context in brackets is evaluated before the pattern, others only after it matched", () => {
  const order: string[] = [];
  const note = (name: string, value: string): ScriptedFunction => {
    return () => {
      order.push(name);
      return [value];
    };
  };
  const functions = {
    context: note("context", "1"),
    never: note("never", "0"),
    "sub { pattern }": note("pattern", "1"),
  };
  const perl = new ScriptedPerl(functions);
  assert.deepEqual(written("ptype=PerlFunc\npattern=sub { pattern }\ncontext=[=(context)]", "x", perl), ["yes"]);
  assert.deepEqual(order.splice(0), ["context", "pattern"]);
  assert.deepEqual(written("ptype=PerlFunc\npattern=sub { pattern }\ncontext==(context)", "x", perl), ["yes"]);
  assert.deepEqual(order.splice(0), ["pattern", "context"]);
  assert.deepEqual(written("ptype=PerlFunc\npattern=sub { pattern }\ncontext=[=(never)]", "x", perl), []);
  assert.deepEqual(order, ["never"]);
});

test("parameters of -> are split before they are substituted; an unset variable is an empty string", () => {
  const given: (readonly PerlArgument[])[] = [];
  const functions = {
    "sub { f }": (parameters: readonly PerlArgument[]) => {
      given.push(parameters);
      return ["1"];
    },
  };
  const perl = new ScriptedPerl(functions);
  const fields = "ptype=RegExp\npattern=^x (.*)\ncontext=a$1 $2 b %u -> (sub { f })";
  assert.deepEqual(written(fields, "x one two", perl), ["yes"]);
  assert.deepEqual(given, [["aone two", "", "b", "%u"]]);
});

test("parameters of :> are entries of the cache, undef where there is none", () => {
  let given: readonly PerlArgument[] = [];
  const functions = {
    "sub { f }": (parameters: readonly PerlArgument[]) => {
      given = parameters;
      return ["1"];
    },
  };
  const fields = "ptype=RegExp\npattern=^x (.*)\nvarmap=E; v=1\ncontext=E none $1 :> (sub { f })";
  assert.deepEqual(written(fields, "x E", new ScriptedPerl(functions)), ["yes"]);
  const match = { numbered: ["x E", "E"], named: { v: "E" }, inputSource: "input.log", internalContext: undefined };
  const entry = { kind: "entry", entry: match };
  assert.deepEqual(given, [entry, undefined, entry]);
});

test("Perl code that fails is false, and says why in the log", () => {
  const functions = {
    bad: () => {
      throw new Error("it broke");
    },
  };
  const rules = "type=Single\nptype=TValue\npattern=TRUE\ncontext=!=(bad)\ndesc=d\naction=write - yes\n";
  const world = new World(rules, { perl: new ScriptedPerl(functions) });
  world.line("x");
  assert.deepEqual(world.output, ["yes"]);
  assert.deepEqual(world.recorder.messages, [{ level: 2, message: 'Perl code "bad" failed: it broke (r.sec:4)' }]);
});

test("varset asks for an entry of the cache, which the next event empties", () => {
  const world = new World(
    "type=Single\nptype=RegExp\npattern=^a\nvarmap=E\ncontinue=TakeNext\ndesc=d\naction=none\n\n" +
      "type=Single\nptype=RegExp\npattern=(.*)\ncontext=varset E\ndesc=d\naction=write - $1\n",
  );
  for (const line of ["b", "a", "b", "a2"]) world.line(line);
  assert.deepEqual(world.output, ["a", "a2"]);
});
