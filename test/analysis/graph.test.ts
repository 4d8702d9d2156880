import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../src/analysis/graph/arrange.js";
import { buildGraph } from "../../src/analysis/graph/build.js";
import { toDot } from "../../src/analysis/graph/dot.js";
import { toMermaid } from "../../src/analysis/graph/mermaid.js";
import type { RuleGraph } from "../../src/analysis/graph/model.js";
import { readFile } from "../rules/reading.js";

const graphOf = (text: string): RuleGraph => buildGraph({ files: [readFile(text)] });

/** Edges as `from kind to`, each node by the last line of its label; dashed ones with a question mark. */
function edgesOf(graph: RuleGraph): string[] {
  const name = new Map(graph.nodes.map((node) => [node.id, node.label.at(-1)]));
  return graph.edges
    .filter((edge) => edge.kind !== "feeds")
    .map(({ from, to, kind, note, possible }) =>
      [name.get(from), kind, ...(note === "" ? [] : [note]), name.get(to), ...(possible ? ["?"] : [])].join(" "),
    )
    .sort();
}

const single = (desc: string, pattern: string, action: string, more = ""): string =>
  `type=Single\nptype=RegExp\npattern=${pattern}\ndesc=${desc}\naction=${action}\n${more}\n\n`;

test("contexts: what creates, fills, asks for, reads and ends them", () => {
  const graph = graphOf(
    single("a", "up (\\w+)", "create SEEN_$1 60; add LOG_$1 $0") +
      single("b", "down (\\w+)", "delete SEEN_$1", "context=SEEN_$1 && !QUIET") +
      single("c", "show (\\w+)", "report LOG_$1 /bin/cat"),
  );
  assert.deepEqual(edgesOf(graph), [
    "LOG_$1 reads c",
    "QUIET forbids b",
    "SEEN_$1 allows b",
    "a adds to LOG_$1",
    "a creates SEEN_$1",
    "b ends SEEN_$1",
    "c runs /bin/cat",
  ]);
  const remarks = graph.nodes.filter((node) => node.remark !== null);
  assert.deepEqual(
    remarks.map((node) => [node.label.at(-1), node.remark]),
    [["QUIET", "never created"]],
  );
});

test("names that overlap only for some values are possible connections", () => {
  const graph = graphOf(single("a", "x", "create HOST_web1") + single("b", "y (\\w+)", "none", "context=HOST_$1"));
  assert.deepEqual(edgesOf(graph), ["HOST_$1 allows b", "HOST_web1 allows b ?", "a creates HOST_web1"]);
});

test("what a context does at its end comes from the context", () => {
  const graph = graphOf(single("a", "x", "create C 60 (event ended; write - over)"));
  assert.deepEqual(edgesOf(graph), ["C makes ended", "C writes standard output", "a creates C"]);
});

test("synthetic events lead to the rules that match them; a rule that takes any line is left out", () => {
  const graph = graphOf(
    single("a", "x (\\w+)", "event problem at $1; tevent 5 all clear") +
      single("b", "^problem at \\w+$", "none") +
      single("c", "^all clear$", "none") +
      single("d", ".", "none"),
  );
  assert.deepEqual(edgesOf(graph), [
    "a makes all clear",
    "a makes problem at $1",
    "all clear is matched by c",
    "problem at $1 is matched by b ?",
  ]);
});

test("labels, file sets, cache entries, operations of other rules, internal events", () => {
  const graph = graphOf(
    `type=Options\njoincfset=mine\n\n${single("a", "x (\\w+)", "reset +1 %s", "varmap=E; w=1\ncontinue=GoTo end")}${single(
      "b",
      "y",
      "none",
      "context=varset E",
    )}label=end\n${single("c", "^SEC_STARTUP$", "none", "context=[SEC_INTERNAL_EVENT]")}type=Jump\nptype=SubStr\npattern=z\ncfset=mine other\n`,
  );
  assert.deepEqual(edgesOf(graph), [
    "E is used by b",
    "Jump, line 27 jumps to file set mine",
    "Jump, line 27 jumps to file set other",
    "SEC_INTERNAL_EVENT allows c",
    "SEC_STARTUP is matched by c",
    "a goes to end c",
    "a resets b",
    "a sets E",
    "file set mine contains test.sec",
  ]);
});

test("texts are quoted for Graphviz and for Mermaid", () => {
  const graph = graphOf(single('say "hi" \\ <b>', "x", "none"));
  const decode = (bytes: string): string => bytes;
  assert.match(toDot(graph, decode), /label="Single, line 1\\nsay \\"hi\\" \\\\ <b>"/);
  assert.match(toMermaid(graph, decode), /\["Single, line 1<br>say #34;hi#34; #92; #60;b#62;"\]/);
});

test("a second pattern with variables is matched by the events that may have their values", () => {
  const graph = graphOf(
    single("a", "calm (\\w+)", "event STORM_END $1") +
      `type=PairWithWindow
ptype=RegExp
pattern=storm (\\w+)
desc=storm
action=none
ptype2=RegExp
pattern2=^STORM_END $1$
desc2=calm
action2=none
window=60

type=Pair
ptype=RegExp
pattern=rain (\\w+)
desc=rain
action=none
ptype2=SubStr
pattern2=RAIN_END $1
desc2=dry
action2=none
`,
  );
  assert.deepEqual(edgesOf(graph), ["STORM_END $1 is matched by storm ?", "a makes STORM_END $1"]);
});

test("small pictures are arranged in rows, in order and apart", () => {
  const svg = (width: number, height: number): string =>
    `<?xml?><svg width="${width}pt" height="${height}pt"><g id="graph0" class="graph"><g id="edge1" class="edge"/></g></svg>`;
  const sizes: readonly (readonly [number, number])[] = [
    [400, 60],
    [80, 44],
    [300.5, 90],
    [120, 20],
    [500, 44],
  ];
  const picture = arrange(sizes.map(([width, height]) => svg(width, height)));
  const places = [...picture.matchAll(/translate\(([\d.]+) ([\d.]+)\)/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  assert.equal(places.length, sizes.length);
  const [, , width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(picture)?.[1] ?? "").split(" ").map(Number);
  places.forEach(([x, y], index) => {
    const [w, h] = sizes[index] as readonly [number, number];
    assert.ok(x + w <= width && y + h <= height);
    for (const [at, [otherX, otherY]] of places.slice(0, index).entries()) {
      const [otherW, otherH] = sizes[at] as readonly [number, number];
      assert.ok(x >= otherX + otherW || y >= otherY + otherH, `${index} and ${at}`);
    }
  });
  assert.doesNotMatch(picture, / id=/);
  assert.ok(width / height < 4 && height / width < 4, "about the shape of a screen");
});
