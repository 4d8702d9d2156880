/**
 * What the acceptance tables are made of. Each table test/rules/acceptance/NAME.txt holds
 * one probe a line, with the reference's verdict before it: `+ probe` loads, `- probe` does
 * not. Here is how a probe becomes a rule file. record.ts writes the verdicts anew.
 */
export type Form = (probe: string) => string;

const FRAME = "type=Single\nptype=RegExp\npattern=(.)\ndesc=d\n";
const ONE = { ptype: "RegExp", pattern: "x", desc: "d", action: "none" };
const TWO = { ptype2: "RegExp", pattern2: "y", desc2: "e", action2: "none" };

/** The fewest fields that each rule type needs. */
export const FEWEST: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Single: ONE,
  SingleWithScript: { ...ONE, script: "/bin/true" },
  SingleWithSuppress: { ...ONE, window: "5" },
  Pair: { ...ONE, ...TWO },
  PairWithWindow: { ...ONE, ...TWO, window: "5" },
  SingleWithThreshold: { ...ONE, window: "5", thresh: "2" },
  SingleWith2Thresholds: { ...ONE, window: "5", thresh: "2", desc2: "e", action2: "none", window2: "5", thresh2: "0" },
  EventGroup: { ...ONE, window: "5" },
  EventGroup2: { ...ONE, ptype2: "RegExp", pattern2: "y", window: "5" },
  EventGroup3: { ...ONE, ptype2: "TValue", pattern2: "TRUE", ptype3: "SubStr", pattern3: "y", window: "5" },
  Suppress: { ptype: "RegExp", pattern: "x" },
  Calendar: { time: "* * * * *", desc: "d", action: "none" },
  Jump: { ptype: "RegExp", pattern: "x", cfset: "a" },
};

/** `Pair -desc +window=0 +rem`: the fewest fields of a type, without some, with others. */
const ruleOf: Form = (probe) => {
  const [type = "", ...changes] = probe.split(" ");
  const fields = { ...FEWEST[type] } as Record<string, string>;
  for (const change of changes) {
    const [name = "", value = "none"] = change.slice(1).split("=");
    if (change.startsWith("-")) delete fields[name];
    else fields[name] = value.replaceAll("_", " ");
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}\n`);
  return `type=${type}\n${lines.join("")}`;
};

export const FORMS = {
  actions: (probe) => `${FRAME}action=${probe}\n`,
  contexts: (probe) => `${FRAME}action=none\ncontext=${probe}\n`,
  varmaps: (probe) => `${FRAME}action=none\nvarmap=${probe}\n`,
  /** One more line at the end of a good rule. */
  fields: (probe) => `${FRAME}action=none\n${probe}\n`,
  /** Pattern type, a blank, pattern. */
  patterns: (probe) => {
    const at = /^(?:Sub Str|\w+ [0-9])(?= )/.exec(probe)?.[0].length ?? probe.indexOf(" ");
    return `type=Single\ndesc=d\naction=none\nptype=${probe.slice(0, at)}\npattern=${probe.slice(at + 1)}\n`;
  },
  times: (probe) => `type=Calendar\ntime=${probe}\ndesc=d\naction=none\n`,
  windows: (probe) => `type=SingleWithSuppress\nptype=RegExp\npattern=x\ndesc=d\naction=none\nwindow=${probe}\n`,
  rules: ruleOf,
  /** A whole file as a JSON string; here the verdict is the number of rules that load, with ! when there are faults. */
  files: (probe) => JSON.parse(probe),
} as const satisfies Record<string, Form>;

export type TableName = keyof typeof FORMS;

export interface Row {
  readonly verdict: string;
  readonly probe: string;
}

/** Lines of a table; headings (`# ...`) and empty lines have no verdict. */
export function readTable(text: string): Row[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "))
    .map((line) => {
      const at = line.indexOf(" ");
      return { verdict: line.slice(0, at), probe: line.slice(at + 1) };
    });
}
