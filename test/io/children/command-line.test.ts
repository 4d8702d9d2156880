import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { argumentsOf } from "../../../src/io/children/command-line.js";

const line = (text: string) => argumentsOf({ shell: true, line: text });

test("a shell only where the line needs one", () => {
  assert.deepEqual(line(" ls  -l\t#x a^b a=b "), ["ls", "-l", "#x", "a^b", "a=b"]);
  for (const text of ["echo $x", "A=b ls", "exec ls", " exec ls", "ls | cat", "a\nb", "ls ~", "echo 'a'"]) {
    assert.deepEqual(line(text), ["/bin/sh", "-c", text]);
  }
  assert.deepEqual(line("executable x"), ["executable", "x"]);
  assert.deepEqual(line("ls\n"), ["ls"]);
});

test("strings end at a NUL", () => {
  assert.deepEqual(line("echo a\0$b"), ["echo", "a"]);
  assert.deepEqual(argumentsOf({ shell: false, arguments: ["a\0b", "\0", "c"] }), ["a", "", "c"]);
});

test("nothing to execute", () => {
  for (const text of ["", "  ", "\n", "\0ls"]) assert.deepEqual(line(text), []);
  assert.deepEqual(argumentsOf({ shell: false, arguments: ["", "x"] }), []);
});

test("arguments that are no UTF-8 arrive byte by byte, UTF-8 as it is", () => {
  const words = ["printf", "%s|", "\xff'\"$x\\\n\n", "", "-n", "\xc3\xa4", "\xe4"];
  const [file, ...rest] = argumentsOf({ shell: false, arguments: words });
  const printed = execFileSync(file ?? "", rest, { encoding: "latin1" });
  assert.equal(
    printed,
    words
      .slice(2)
      .map((word) => `${word}|`)
      .join(""),
  );
  assert.deepEqual(argumentsOf({ shell: false, arguments: ["echo", "\xc3\xa4"] }), ["echo", "ä"]);
});
