/**
 * Random rule sets of all rule types and random traffic for them. Synthetic events are
 * paid from a budget (the event store of BUDGET, which lines `fill` fill), so that rules
 * that feed one another come to an end.
 */

/** What the generator needs of a source of randomness. */
export interface Choices {
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

const WORDS = ["a", "b", "c", "d"];
const BUDGET = "fill BUDGET 1%{.nl}2%{.nl}3%{.nl}4";

type Fields = string[];

export class RuleGenerator {
  private readonly random: Choices;
  private number = 0;
  /** In some rule sets all patterns have literals, so that lines can be passed by. */
  private readonly literalsOnly: boolean;
  /** In some many patterns have none: those are looked for by the shape of lines. */
  private readonly shapesToo: boolean;

  constructor(random: Choices) {
    this.random = random;
    this.literalsOnly = this.oneIn(2);
    this.shapesToo = this.oneIn(2);
  }

  /** Two or three rule files: one that sees all input, one that only a Jump leads to. */
  ruleSet(): Record<string, string> {
    const filler = `type=Single\nptype=SubStr\npattern=fill\ncontinue=TakeNext\ndesc=d\naction=${BUDGET}\n`;
    const options = "type=Options\njoincfset=set\nprocallin=no\n";
    const files: Record<string, string> = { "main.sec": filler + this.rules(3 + this.below(9)) };
    files["jumped.sec"] = options + this.rules(1 + this.below(4));
    if (this.oneIn(3)) files["other.sec"] = this.rules(1 + this.below(4));
    return files;
  }

  /** Lines `<second> <text>`, ascending. */
  traffic(lines: number): { readonly second: number; readonly text: string; readonly source: string }[] {
    let second = 0;
    let source = "in.log";
    // Lines that come together with those before: a kilobyte or two, in some traffics.
    const hasBursts = this.oneIn(2);
    let burst = 0;
    return Array.from({ length: lines }, () => {
      if (burst > 0) burst--;
      else {
        if (this.oneIn(2)) second += this.oneIn(12) ? this.below(40) : this.below(4);
        source = this.pick(["in.log", "in.log", "other.log"]);
        if (hasBursts && this.oneIn(12)) burst = 20 + this.below(60);
      }
      return { second, text: this.text(), source };
    });
  }

  private text(): string {
    if (this.oneIn(9)) return "fill";
    if (this.oneIn(4)) return `nothing of interest ${this.below(1000)}`;
    if (this.oneIn(3)) return `host p: ${this.pick(["session", "service", "Session"])} ${this.sessionWord()}`;
    return `${this.pick(WORDS)} k${this.below(3)}`;
  }

  private sessionWord(): string {
    return `${this.pick(WORDS)} ${this.pick(["opened", "closed"])}`;
  }

  /** Rules that no line meets: others then stand beyond the first words of bits, and rules are many. */
  private fillers(): string[] {
    const count = this.oneIn(8) ? this.pick([40, 100, 1000]) : 0;
    const filler = (number: number) =>
      ["type=Single", "ptype=SubStr", `pattern=filler ${number}`, "desc=filler", "action=none", ""].join("\n");
    return Array.from({ length: count }, (_, number) => filler(number));
  }

  private rules(count: number): string {
    const rules = Array.from({ length: count }, () => {
      this.number++;
      const type = this.pick(Object.keys(RULES) as (keyof typeof RULES)[]);
      return [`type=${type}`, ...RULES[type](this)].map((field) => `${field}\n`).join("");
    });
    const [before, between] = [this.fillers(), this.fillers()];
    const half = rules.length >> 1;
    return `\n${[...before, ...rules.slice(0, half), ...between, ...rules.slice(half), "label=end\n"].join("\n")}`;
  }

  below(limit: number): number {
    return this.random.below(limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    return this.random.pick(items);
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  window(suffix = ""): string {
    return `window${suffix}=${1 + this.below(12)}`;
  }

  thresh(suffix = ""): string {
    return `thresh${suffix}=${1 + this.below(3)}`;
  }

  desc(suffix = ""): string {
    return `desc${suffix}=${this.pick(["op", "op $1", "op $0"])}`;
  }

  action(keyword = "action"): string {
    return `${keyword}=${this.list(0)}`;
  }

  condition(suffix = "", bound = false): Fields {
    const [type, pattern] = bound && this.oneIn(2) ? this.boundPattern() : this.pattern();
    const goOn = this.pick(["TakeNext", "TakeNext", "TakeNext", "DontCont", "EndMatch", "GoTo end"]);
    const fields = [`ptype${suffix}=${type}`, `pattern${suffix}=${pattern}`, `continue${suffix}=${goOn}`];
    if (type === "RegExp" && this.oneIn(3)) fields.push(`varmap${suffix}=E; one=1`);
    if (this.oneIn(3)) fields.push(`context${suffix}=${this.context()}`);
    return fields;
  }

  private pattern(): readonly [type: string, pattern: string] {
    const word = this.pick(WORDS);
    const literal: readonly (readonly [type: string, pattern: string])[] = [
      ["RegExp", `^${word} (\\w+)`],
      ["RegExp", `^(${word}) (?<k>\\w+)`],
      ["RegExp", `^[${word}a] k([12])`],
      ["RegExp2", `^${word} (\\w+)\\n(\\w)`],
      ["RegExp", `^\\S+ \\S+ (?:session|service) (${word}|x) (opened|closed)$`],
      ["RegExp", `(?i)SESSION ${word}`],
      ["RegExp2", `session ${word}.*\\n.* (\\w+)$`],
      ["RegExp3", "opened\\n.*\\n(.*)"],
      ["SubStr3", `session ${word}`],
      ["SubStr", `session ${word} opened`],
      ["SubStr", `${word} k`],
      ["Cached", "E"],
    ];
    const others: readonly (readonly [type: string, pattern: string])[] = [
      ["RegExp", "^(\\w+) (\\w+)$"],
      ["NRegExp", `^[${word}f]`],
      ["NRegExp2", `service ${word}`],
      ["NSubStr", "k1"],
      ["NCached", "E"],
      ["TValue", "TRUE"],
    ];
    const shaped: readonly (readonly [type: string, pattern: string])[] = [
      ["RegExp", "^(\\w)\\s+(?<k>\\w+)$"],
      ["RegExp", "(\\w\\d) *$"],
      ["RegExp", "^(?:\\S+\\s+){3}(\\w+)"],
      ["RegExp", "\\b(\\d{2,})\\b"],
      ["RegExp", "(\\w)\\s+\\1"],
      ["RegExp", `[${word}S] `],
      ["RegExp", "^\\S{2,3}\\s(\\S+)"],
      ["NRegExp", "\\s\\w{3,}"],
      ["NRegExp", `^[${word}h]`],
      ["NSubStr", ":"],
      ["SubStr", " "],
    ];
    if (this.shapesToo && this.oneIn(2)) return this.pick(shaped);
    return this.pick(this.literalsOnly || this.oneIn(2) ? literal : others);
  }

  /** For second patterns of Pair rules: with values of the first. */
  private boundPattern(): readonly [type: string, pattern: string] {
    return this.pick([
      ["RegExp", "session $1 closed"],
      ["RegExp", "$1 k([12])"],
      ["RegExp", "^(\\w) $1$"],
      ["RegExp", "service (?:$1|b) (\\w+)"],
      ["RegExp", "k$1*"],
      ["SubStr", "session $1 closed"],
      ["SubStr", "$1 k1"],
      ["NSubStr", "$1"],
      ["RegExp2", "session $1.*\\n(.*)"],
    ] as const);
  }

  private context(): string {
    const operands = ["C", "!C", "C_$1", "!C_$1", "varset E", "!varset E", "(C && !D)"];
    const text = Array.from({ length: 1 + this.below(4) }, () => this.pick(operands)).join(this.pick([" && ", " || "]));
    return this.oneIn(4) ? `[${text}]` : text;
  }

  private list(depth: number): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.act(depth)).join("; ");
  }

  private act(depth: number): string {
    const name = this.pick(["C", "D", "C_$1"]);
    const write = `write - %u r${this.number} %s <$1> <$+{k}> %v`;
    if (this.oneIn(2)) return write;
    if (depth < 2 && this.oneIn(4)) return `create ${name} ${this.below(9)} (${this.list(depth + 1)})`;
    const delay = this.pick(["0", "0", "1", "3", "20"]);
    return this.pick([
      `free %b; shift BUDGET %b; if %b (event ${delay} ${this.pick(WORDS)} k${this.below(3)})`,
      `free %b; shift BUDGET %b; if %b (cevent X ${delay} ${this.pick(WORDS)} $1)`,
      `add ${name} $0; getsize %v ${name}`,
      `set ${name} ${this.pick(["-", "0", "2", "15"])}`,
      `setltime ${name} ${this.below(9)}`,
      `delete ${name}`,
      `obsolete ${name}`,
      `alias ${name} ${this.pick(["C", "A"])}`,
      `unalias ${this.pick(["A", name])}`,
      `report ${name}`,
      `reset ${this.pick(["", "0 ", "-1 ", "+1 ", "2 "])}${this.pick(["op", "op $1", "%s"])}`,
      `setwpos %u ${this.pick(["0", "-1", "2"])} ${this.pick(["op", "op $1"])}`,
      `getwpos %v ${this.pick(["0", "-1", "2"])} ${this.pick(["op", "op $1"])}`,
      `rewrite ${this.below(3)} ${this.pick(WORDS)} k9`,
      `exists %v ${name}; if %v (${write}) else (assign %v none)`,
      `varset %v E; write - $:{E:one} %v`,
      "shellcmd echo %s $1",
    ]);
  }
}

/** The fields of each rule type but `type`. */
const RULES = {
  Single: (make) => [...make.condition(), make.desc(), make.action()],
  SingleWithScript: (make) => [
    ...make.condition(),
    make.desc(),
    "script=check $1",
    make.action(),
    make.action("action2"),
  ],
  SingleWithSuppress: (make) => [...make.condition(), make.desc(), make.action(), make.window()],
  Pair: (make) => pairFields(make),
  PairWithWindow: (make) => pairFields(make),
  SingleWithThreshold: (make) => [
    ...make.condition(),
    make.desc(),
    make.action(),
    make.action("action2"),
    make.window(),
    make.thresh(),
  ],
  SingleWith2Thresholds: (make) => [
    ...make.condition(),
    make.desc(),
    make.action(),
    make.window(),
    make.thresh(),
    make.desc("2"),
    make.action("action2"),
    make.window("2"),
    `thresh2=${make.below(3)}`,
  ],
  EventGroup2: (make) => [
    ...make.condition(),
    make.thresh(),
    ...make.condition("2"),
    make.thresh("2"),
    make.desc(),
    make.action(),
    ...["init", "slide", "end", "count", "count2"].filter(() => make.oneIn(2)).map((list) => make.action(list)),
    make.window(),
    `multact=${make.pick(["yes", "no"])}`,
    ...(make.oneIn(2) ? ["egptype=RegExp", "egpattern=1 (?:\\d )*2"] : []),
  ],
  Suppress: (make) => make.condition().filter((field) => !field.startsWith("continue")),
  // Without a context: one that has to be asked in every second would name no deadline.
  Calendar: (make) => [`time=${make.pick(["*", "*/2", "14,16"])} * * * *`, "desc=calendar", make.action()],
  Jump: (make) => [...make.condition(), `cfset=${make.pick(["set", "set", "none set"])}`],
} satisfies Record<string, (make: RuleGenerator) => Fields>;

function pairFields(make: RuleGenerator): Fields {
  const first = make.condition();
  return [
    ...first,
    make.desc(),
    make.action(),
    ...make.condition("2", true),
    make.desc("2"),
    make.action("action2"),
    make.window(),
  ];
}
