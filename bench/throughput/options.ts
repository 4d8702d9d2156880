/** The options of `npm run bench`: one table for reading and for the help. */

interface OptionRow {
  readonly name: string;
  /** What stands behind `=`; null: the option takes no value. */
  readonly value: string | null;
  readonly help: string;
}

const ROWS: readonly OptionRow[] = [
  { name: "only", value: "NAME,...", help: "scenarios of these names, or whose names contain one of these" },
  { name: "list", value: null, help: "name the scenarios" },
  { name: "quick", value: null, help: "100,000 lines, the reference for a second: rough figures soon" },
  { name: "lines", value: "N", help: "lines of each traffic (1,000,000)" },
  { name: "seconds", value: "N", help: "how long the reference is to run on its beginning of each traffic (4)" },
  { name: "rounds", value: "N", help: "runs of both, in turns, of which the fastest counts (2)" },
  { name: "seed", value: "N", help: "of the traffic (1)" },
  { name: "no-reference", value: null, help: "measure evcorr alone" },
  { name: "reference", value: "COMMAND", help: "the reference's program (/usr/bin/sec)" },
  { name: "prefilter", value: "no", help: "given to evcorr: match rule by rule" },
  { name: "threads", value: null, help: "given to evcorr: a second core scans" },
  { name: "patterns", value: null, help: "instead: many patterns, each alone, with the prefilter and without" },
  { name: "limits", value: null, help: "also ripgrep and Hyperscan on the patterns of the cold and hot sets" },
  { name: "record", value: null, help: "write the table to bench/records/, dated" },
  { name: "help", value: null, help: "this text" },
];

export class Options {
  private readonly given = new Map<string, string>();

  /** Throws with a message for the user. */
  constructor(words: readonly string[]) {
    for (const word of words) {
      const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/.exec(word) ?? [];
      const row = ROWS.find((candidate) => candidate.name === name);
      if (row === undefined) throw new Error(`there is no option ${word}: see --help`);
      if ((row.value === null) !== (value === undefined)) throw new Error(`--${usage(row)} is the form of ${word}`);
      this.given.set(row.name, value ?? "");
    }
  }

  has(name: string): boolean {
    return this.given.has(name);
  }

  text(name: string): string | undefined {
    return this.given.get(name);
  }

  number(name: string, usual: number): number {
    const text = this.given.get(name);
    if (text === undefined) return usual;
    if (!/^[0-9]+$/.test(text)) throw new Error(`--${name} takes a number, not "${text}"`);
    return Number(text);
  }

  static get help(): string {
    const lines = ROWS.map((row) => `  --${usage(row).padEnd(20)} ${row.help}`);
    return [
      "npm run bench -- [options]: how many lines a second evcorr and the reference handle,",
      "as whole processes on the same files, and whether they write the same",
      "",
      ...lines,
    ].join("\n");
  }
}

function usage({ name, value }: OptionRow): string {
  return value === null ? name : `${name}=${value}`;
}
