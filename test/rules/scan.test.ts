import assert from "node:assert/strict";
import { test } from "node:test";
import { positionOf } from "../../src/base/source.js";
import { Problems } from "../../src/rules/diagnostics.js";
import { scanBlocks } from "../../src/rules/scan.js";

function scan(text: string) {
  const problems = new Problems("f");
  const file = { name: "f", text };
  const blocks = [...scanBlocks(file, problems)];
  return {
    blocks: blocks.map(({ fields }) => fields.map(({ keyword, value }) => `${keyword.text}|${value.text}`)),
    labels: blocks.map(({ labels }) => labels.map(({ text: label }) => label)),
    covered: blocks.map(({ span }) => text.slice(span.start, span.end)),
    places: blocks.map(({ fields }) =>
      fields.map(({ value }) => {
        const { line, column } = positionOf(file, value.span().start);
        return `${line}:${column}`;
      }),
    ),
    problems: problems.inOrder().map(({ id, span }) => `${id} ${JSON.stringify(text.slice(span?.start, span?.end))}`),
  };
}

test("white space around keyword and value is no part of them, inside it is", () => {
  assert.deepEqual(scan(" \ta \t=\t b  c \r\nd=e=f\n").blocks, [["a|b  c", "d|e=f"]]);
});

test("empty lines and comments separate definitions, rem and stray lines do not", () => {
  const { blocks, problems } = scan("a=1\nrem=x\nstray\nb=2\n \t\r\nc=3\n  # d=4\ne=5\n#\n\n#");
  assert.deepEqual(blocks, [["a|1", "b|2"], ["c|3"], ["e|5"]]);
  assert.deepEqual(problems, ['stray-line "stray"']);
});

test("continuation lines are joined as they are, before anything else is looked at", () => {
  const { blocks, places } = scan("a=one \\\n  two\\ \t\n\\\nthree\n# c \\\nb=1\nc\\\n=\\\n2\n");
  assert.deepEqual(blocks, [["a|one   twothree"], ["c|2"]]);
  assert.deepEqual(places, [["1:3"], ["9:1"]]);
});

test("an empty continuation line leaves the backslash before it at the end again", () => {
  assert.deepEqual(scan("a=x\\\\\n \t\nb=1\n").blocks, [["a|xb=1"]]);
  assert.deepEqual(scan("a=x\\\\\\\n\n\nb=1\n").blocks, [["a|xb=1"]]);
  assert.deepEqual(scan("a=x\\\\\\\ny\nb=1\n").blocks, [["a|x\\\\y", "b|1"]]);
});

test("a file that ends inside a continued line loses it", () => {
  const { blocks, problems } = scan("a=1\nb=2\\\n");
  assert.deepEqual(blocks, [["a|1"]]);
  assert.deepEqual(problems, ['lost-line "b=2\\\\\\n"']);
  assert.deepEqual(scan("a=1\n\\").problems, []);
});

test("a field without a value is passed over", () => {
  const { blocks, problems } = scan("a=1\nb=\nc=  \nrem=\nlabel=\n");
  assert.deepEqual(blocks, [["a|1"]]);
  assert.deepEqual(problems, ['empty-field "b="', 'empty-field "c="', 'empty-field "rem="', 'empty-field "label="']);
});

test("a line whose keyword is not letters and digits is stray", () => {
  const { blocks, problems } = scan("a b=1\na-b=2\n=3\n_=4\n\u00e9=5\n\u00a0a=6\n\u00a0\nA1=7\n");
  assert.deepEqual(blocks, [["A1|7"]]);
  assert.equal(problems.length, 7);
  assert.ok(problems.every((problem) => problem.startsWith("stray-line ")));
});

test("labels belong to the definition that they stand in", () => {
  const { blocks, labels } = scan("label=a b\n\nlabel=c\nx=1\nlabel=d\n\nlabel=e");
  assert.deepEqual(blocks, [[], ["x|1"], []]);
  assert.deepEqual(labels, [["a b"], ["c", "d"], ["e"]]);
});

test("a definition covers its fields and labels", () => {
  assert.deepEqual(scan("\n  a=1 \n b=2\\\n3 \n\n\nc=4").covered, ["a=1 \n b=2\\\n3", "c=4"]);
});
