/** Matching from an offset on: what `while (/.../g)` finds, one after the other, as perl told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { allPlaces } from "../../fuzz/regexp-places.js";
import { compileRegExp, type RegExpOnV8 } from "../../src/regexp/index.js";

/** `$-[0], $+[0], $-[1], $+[1], ...` of each match; -1 where a group is unset. */
type Row = readonly [pattern: string, subject: string, matches: readonly (readonly number[])[]];

const ROWS: readonly Row[] = [
  [
    "a*",
    "baac",
    [
      [0, 0],
      [1, 3],
      [3, 3],
      [4, 4],
    ],
  ],
  [
    "x*",
    "axb",
    [
      [0, 0],
      [1, 2],
      [2, 2],
      [3, 3],
    ],
  ],
  [
    "\\Ga",
    "aab",
    [
      [0, 1],
      [1, 2],
    ],
  ],
  [
    "\\G\\s*(\\w+)",
    "ab cd, ef",
    [
      [0, 2, 0, 2],
      [2, 5, 3, 5],
    ],
  ],
  [
    "(?<=a)b|$",
    "abab",
    [
      [1, 2],
      [3, 4],
      [4, 4],
    ],
  ],
  ["^", "abc", [[0, 0]]],
  [
    "(?m)^",
    "a\nb\n",
    [
      [0, 0],
      [2, 2],
    ],
  ],
  [
    "(a)|(b)",
    "abcab",
    [
      [0, 1, 0, 1, -1, -1],
      [1, 2, -1, -1, 1, 2],
      [3, 4, 3, 4, -1, -1],
      [4, 5, -1, -1, 4, 5],
    ],
  ],
  [
    "\\b",
    "ab cd",
    [
      [0, 0],
      [2, 2],
      [3, 3],
      [5, 5],
    ],
  ],
  [
    "a\\K",
    "aab",
    [
      [1, 1],
      [2, 2],
    ],
  ],
  [
    "(?:)",
    "ab",
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  ],
  [
    "(?<n>\\w)(?<m>\\d)?",
    "a1b",
    [
      [0, 2, 0, 1, 1, 2],
      [2, 3, 2, 3, -1, -1],
    ],
  ],
  [
    "a*?",
    "aa",
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 2],
    ],
  ],
  [
    "$",
    "a\n",
    [
      [1, 1],
      [2, 2],
    ],
  ],
  [
    "(a|ab)(c|bcd)?",
    "abcdac",
    [
      [0, 4, 0, 1, 1, 4],
      [4, 6, 4, 5, 5, 6],
    ],
  ],
  [
    '(\\w+)=("[^"]*"|\\S+)\\s*',
    'a=1 b="x y" c=',
    [
      [0, 4, 0, 1, 2, 3],
      [4, 12, 4, 5, 6, 11],
    ],
  ],
  [
    "(?=a)",
    "aab",
    [
      [0, 0],
      [1, 1],
    ],
  ],
  [
    "(?>a*)",
    "aab",
    [
      [0, 2],
      [2, 2],
      [3, 3],
    ],
  ],
  [
    "(?!a)\\K",
    "ab",
    [
      [1, 1],
      [2, 2],
    ],
  ],
];

function compiled(pattern: string): RegExpOnV8 {
  const result = compileRegExp(pattern);
  assert.ok(result.kind === "compiled", pattern);
  return result.regexp;
}

test("all matches one after the other, with the places of their groups", () => {
  const found = ROWS.map(([pattern, subject]) => [pattern, subject, allPlaces(compiled(pattern), subject)]);
  assert.deepEqual(found, ROWS);
});

test("matchAt gives the same places, and the groups' text", () => {
  for (const [pattern, subject, matches] of ROWS) {
    const regexp = compiled(pattern);
    let offset = 0;
    let mayBeEmpty = true;
    for (const places of matches) {
      const match = regexp.matchAt(subject, offset, mayBeEmpty);
      assert.ok(match !== null, pattern);
      const { start, end, numbered } = match;
      assert.deepEqual([start, end], places.slice(0, 2), pattern);
      assert.deepEqual(numbered, textsOf(places, subject), pattern);
      offset = end;
      mayBeEmpty = end > start;
    }
    assert.equal(regexp.matchAt(subject, offset, mayBeEmpty), null, pattern);
  }
});

test("an offset behind the end finds nothing", () => {
  assert.equal(compiled("a*").matchAt("aa", 3), null);
  assert.deepEqual(compiled("a*").matchAt("aa", 2), { start: 2, end: 2, numbered: [""] });
});

test("groups and their names are told", () => {
  const { groupCount, groupsOfNames } = compiled("(?<n>a)(b)|(?<n>c)");
  assert.equal(groupCount, 3);
  assert.deepEqual([...groupsOfNames], [["n", [1, 3]]]);
});

function textsOf(places: readonly number[], subject: string): (string | undefined)[] {
  return Array.from({ length: places.length / 2 }, (_, group) => {
    const start = places[2 * group] as number;
    return start < 0 ? undefined : subject.slice(start, places[2 * group + 1]);
  });
}
