/**
 * Hostile and huge files: nothing throws, and the time grows with the size only. Each text
 * is read at two sizes; the bound on the ratio is far above what linear time needs, and
 * far below what quadratic time would take.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "./reading.js";

const SINGLE = "type=Single\nptype=RegExp\npattern=x\ndesc=d\n";

/** Texts of about `size` characters. */
const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  "stray lines": (size) => "x\n".repeat(size / 2),
  "one long line": (size) => "a".repeat(size),
  "NUL bytes": (size) => "\0".repeat(size),
  "all bytes": (size) => Array.from({ length: size }, (_, index) => String.fromCharCode((index * 7) % 256)).join(""),
  "one long keyword": (size) => `${"a".repeat(size)}=1\n`,
  backslashes: (size) => "\\".repeat(size),
  "empty continuation lines": (size) => "\\\n".repeat(size / 2),
  "backslashes given back by empty lines": (size) => `a=${"\\".repeat(size / 2)}${"\n".repeat(size / 2)}`,
  "many rules": (size) => `${SINGLE}action=none\n\n`.repeat(size / 60),
  "many faulty rules": (size) => `${SINGLE}action=nnoe\ncontxt=A\n\n`.repeat(size / 70),
  "fields without end": (size) => "desc=x\n".repeat(size / 7),
  "an action list over many lines": (size) => `${SINGLE}action=${"write - $1;\\\n   ".repeat(size / 16)}none\n`,
  "an action list of faults": (size) => `${SINGLE}action=${"wirte - $1;\\\n   ".repeat(size / 16)}none\n`,
  "a context expression over many lines": (size) => `${SINGLE}action=none\ncontext=${"A && \\\n".repeat(size / 7)}A\n`,
  "many arguments": (size) => `${SINGLE}action=cmdexec ${"a \\\n".repeat(size / 4)}\n`,
  "deep parentheses": (size) => `${SINGLE}action=none\ncontext=${"(".repeat(size / 2)}A${")".repeat(size / 2)}\n`,
  "open parentheses": (size) => `${SINGLE}action=${"(".repeat(size)}\n`,
  "closed parentheses": (size) => `${SINGLE}action=${")".repeat(size)}\n`,
  negations: (size) => `${SINGLE}action=none\ncontext=${"!".repeat(size)}A\n`,
  pipes: (size) => `${SINGLE}action=none\ncontext=${"|".repeat(size)}A\n`,
  "lists in lists": (size) => `${SINGLE}action=${"create A 5 (".repeat(size / 13)}none${")".repeat(size / 13)}\n`,
  "lists in lists without parentheses": (size) => `${SINGLE}action=${"create A 5 ".repeat(size / 11)}none\n`,
  "a long variable map": (size) => `${SINGLE}action=none\nvarmap=${"a=1;".repeat(size / 4)}\n`,
  "a long time": (size) => `type=Calendar\ndesc=d\naction=none\ntime=${"1,".repeat(size / 2)} * * * *\n`,
  "labels and what leads nowhere": (size) =>
    Array.from({ length: size / 80 }, (_, i) => `label=a${i}\n\n${SINGLE}action=none\ncontinue=GoTo b${i}\n\n`).join(
      "",
    ),
  quotes: (size) => `${SINGLE}action=${"pipe 'a;".repeat(size / 8)}\n`,
};

const SMALL = 40_000;
const FACTOR = 8;
/** Quadratic time would take 64 times as long. */
const RATIO_MAX = 32;
/** Milliseconds below which a measurement says nothing. */
const NOISE_MS = 20;

function measure(text: string): number {
  const start = performance.now();
  readFile(text);
  return performance.now() - start;
}

for (const [name, make] of Object.entries(TEXTS)) {
  test(`linear time: ${name}`, () => {
    const [small, large] = [make(SMALL), make(SMALL * FACTOR)];
    const best = (text: string): number => Math.min(measure(text), measure(text), measure(text));
    const [quick, slow] = [best(small), best(large)];
    assert.ok(slow < RATIO_MAX * Math.max(quick, NOISE_MS), `${quick} ms, but ${slow} ms for ${FACTOR} times the size`);
  });
}

test("numbers that no number type holds are the highest that one does", () => {
  const { rules } = readFile(
    `type=SingleWithSuppress\nptype=SubStr\npattern=x\ndesc=d\naction=none\nwindow=${"9".repeat(400)}\n`,
  );
  const [rule] = rules;
  assert.ok(rule?.type === "SingleWithSuppress");
  assert.equal(rule.window, Number.MAX_SAFE_INTEGER);
});

test("a pattern cannot ask for buffers that no memory holds", () => {
  const { diagnostics } = readFile("type=Suppress\nptype=SubStr1000001\npattern=x\n");
  assert.equal(diagnostics[0]?.message, "the pattern looks at 1000001 lines, but an input buffer holds 1000000");
});
