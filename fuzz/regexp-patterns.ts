/** Random Perl regular expressions over all constructs, each with texts that it may match. */
import type { Random } from "../test/rules/random.js";

/** What a group matched when a text was made, for references to it. */
type Values = Map<number | string, string>;

/** A piece of an expression and a way to make a text for it. */
interface Piece {
  readonly text: string;
  readonly sample: (values: Values) => string;
}

const fixed = (text: string, sample: string = text): Piece => ({ text, sample: () => sample });

/** Characters that often occur, so that pieces overlap. */
const COMMON = "aaabbbcA1 -_s.";
const RARE = "\n\n\r\t\v\x85\xa0\xe9\xc9\xdf\xb5\xff\xd7k:;,\"'=/<>#@!%&~Z09(){}[]$^|*+?\\";

const LITERAL_ESCAPES: readonly Piece[] = [
  fixed("\\n", "\n"),
  fixed("\\t", "\t"),
  fixed("\\r", "\r"),
  fixed("\\.", "."),
  fixed("\\-", "-"),
  fixed("\\x61", "a"),
  fixed("\\x{62}", "b"),
  fixed("\\x{ 62 }", "b"),
  fixed("\\x{e9}", "\xe9"),
  fixed("\\xE9", "\xe9"),
  fixed("\\x", "\0"),
  fixed("\\141", "a"),
  fixed("\\o{142}", "b"),
  fixed("\\0", "\0"),
  fixed("\\012", "\n"),
  fixed("\\cA", "\x01"),
  fixed("\\e", "\x1b"),
  fixed("\\Q", "Q"),
  fixed("\\E", "E"),
  fixed("\\_", "_"),
  fixed("\\<", "<"),
  fixed("\\y", "y"),
  fixed("\\\xe9", "\xe9"),
];

const CLASSES: readonly Piece[] = [
  fixed(".", "a"),
  fixed(".", "-"),
  fixed("\\w", "a"),
  fixed("\\W", "-"),
  fixed("\\w", "\xe9"),
  fixed("\\d", "1"),
  fixed("\\D", "a"),
  fixed("\\s", " "),
  fixed("\\s", "\xa0"),
  fixed("\\S", "b"),
  fixed("\\h", "\t"),
  fixed("\\H", "a"),
  fixed("\\v", "\n"),
  fixed("\\V", "a"),
  fixed("\\N", "b"),
  fixed("\\R", "\r\n"),
  fixed("\\R", "\n"),
  fixed("\\X", "a"),
];

const UNICODE: readonly Piece[] = [
  fixed("\\p{L}", "\xe9"),
  fixed("\\pL", "a"),
  fixed("\\PL", "1"),
  fixed("\\p{Lu}", "A"),
  fixed("\\p{^Lu}", "a"),
  fixed("\\p{IsAlpha}", "\xe9"),
  fixed("\\p{Posix_Upper}", "A"),
  fixed("\\p{gc=Ll}", "\xe9"),
  fixed("\\N{U+61}", "a"),
  fixed("\\N{U+e9}", "\xe9"),
  fixed("\\x{100}?", ""),
  fixed("[\\x{100}a]", "a"),
];

const PLACES = ["^", "^", "^", "$", "$", "$", "\\A", "\\z", "\\Z", "\\b", "\\b", "\\b", "\\B", "\\B"];
const ZERO_WIDTH: readonly Piece[] = PLACES.map((text) => fixed(text, ""));

const QUANTIFIERS: readonly (readonly [text: string, min: number, max: number])[] = [
  ["*", 0, 3],
  ["*", 0, 2],
  ["+", 1, 3],
  ["+", 1, 2],
  ["?", 0, 1],
  ["?", 0, 1],
  ["{2}", 2, 2],
  ["{1,2}", 1, 2],
  ["{0,2}", 0, 2],
  ["{,2}", 0, 2],
  ["{1,}", 1, 3],
  ["{ 1, 3 }", 1, 3],
  ["{0}", 0, 0],
  ["{0,1}", 0, 1],
  ["{1}", 1, 1],
  ["{2,3}", 2, 3],
];

const RANGES = ["a-c", "a-z", "A-Z", "0-9", "\\x00-\\x1f", "\xe0-\xff", "+--", "\\w-a", "a-\\d", "!-~"];
const CLASS_ITEMS = [
  "\\w",
  "\\d",
  "\\s",
  "\\S",
  "\\W",
  "\\h",
  "\\n",
  "\\b",
  "\\.",
  "\\]",
  "\\-",
  "\\x41",
  "\\101",
  "\\E",
];
const POSIX = "alpha digit alnum upper lower space blank punct print graph cntrl xdigit word ascii ^alpha ^space".split(
  " ",
);

const MODIFIERS = ["i", "i", "s", "m", "x", "-i", "n", "s-i", "^", "^i", "a", "aa", "u", "xx", "im", "-x", "d"];

const VERBS = ["(*FAIL)", "(*F)", "(*ACCEPT)", "(*PRUNE)", "(*SKIP)", "(*COMMIT)", "(*THEN)", "(*:x)"];

export interface PatternCase {
  readonly pattern: string;
  readonly subjects: readonly string[];
}

export function makePatternCase(random: Random, subjects: number): PatternCase {
  const piece = makePiece(random);
  const prefix = random.below(12) === 0 ? `(?${random.pick(MODIFIERS)})` : "";
  const pattern = prefix + (random.below(20) === 0 ? damaged(piece.text, random) : piece.text);
  return {
    pattern,
    subjects: Array.from({ length: subjects }, () => makeSubject(piece, random)),
  };
}

function makePiece(random: Random): Piece {
  const kind = random.below(16);
  if (kind < 4) return makeLogPattern(random);
  if (kind < 6) return makeSoup(random);
  return new PatternMaker(random).alternatives(0);
}

const SOUP = [
  ..."( ( ) ) [ ] [^ (? (?: (?= (?<= (?<n> (?'n' (?P<m> (?P=n) (?P>n) (?&n) (?| (?> (?# (* (*F) (*: (?(".split(" "),
  ..."(?(1) (?(<n>) (?(R) (?(DEFINE) (?{ (?i) (?x) (?^ (?^: (?-i) (?i-s: (?a) (?aa) (?xx) (?n) (?R) (?1) (?-1) (?+1)".split(
    " ",
  ),
  ..."\\ \\1 \\2 \\8 \\10 \\g \\g1 \\g{ \\g{1} \\g{-1} \\g{n} \\k \\k<n> \\k{n} \\x \\x{ \\x4 \\x{41} \\o \\o{ \\o{101}".split(
    " ",
  ),
  ..."\\0 \\07 \\c \\cA \\N \\N{ \\N{U+41} \\p \\p{ \\pL \\p{L} \\p{Foo} \\P{^Lu} \\b \\b{ \\b{wb} \\B \\A \\z \\K \\R \\X".split(
    " ",
  ),
  ..."\\d \\w \\S \\h \\V \\Q \\E \\l \\e \\n \\- \\] [: :] [:alpha:] [:^digit:] [:foo:] [. .] [= =] - - ^ ^ $ | | . & !".split(
    " ",
  ),
  ..."* + ? *? +? ?? *+ ++ {2} {1,2} {,2} {2,} {2,1} { } {x} {1 , < > ' = : # a a b b A 1 2 _ n x \u00e9".split(" "),
  " ",
  "\n",
];

/** Fragments of syntax in any order: mostly nonsense, on whose acceptance we must agree. */
function makeSoup(random: Random): Piece {
  const text = Array.from({ length: 1 + random.below(6) }, () => random.pick(SOUP)).join("");
  return { text, sample: () => text.replace(/[^\w -]/g, "") };
}

/** The kinds of pieces that expressions for log lines are made of. */
const LOG_PIECES: readonly (readonly [text: string, samples: readonly string[]])[] = [
  ["sshd", ["sshd"]],
  ["\\[\\d+\\]", ["[12]", "[7]"]],
  ["(?:\\[\\d+\\])?", ["[3]", ""]],
  [": ", [": "]],
  [" ", [" "]],
  ["\\s+", [" ", "\t "]],
  ["(\\S+)", ["root", "a.b"]],
  ["(\\w+)", ["bob", "x_1"]],
  ["(\\d+)", ["22", "0"]],
  ["([\\d.]+)", ["10.0.0.1"]],
  ["((?:\\d{1,3}\\.){3}\\d{1,3})", ["1.22.3.4"]],
  [".*", ["", "some text"]],
  [".+", ["x", "some text"]],
  [".*?", ["", "ab"]],
  ["(.*)", ["", "text a"]],
  ["(.+?)", ["a", "b c"]],
  ["(?:invalid user )?", ["invalid user ", ""]],
  ["(?:for|from)", ["for", "from"]],
  ["(up|down)", ["up", "down"]],
  ["(?<n>\\w+)", ["eth0"]],
  ["(?<m>[^=]+)=", ["key=", "a b="]],
  ['"([^"]*)"', ['"a b"', '""']],
  ['(?:"[^"]*"|\\S+)', ['"a b"', "ab"]],
  ["((?:[^|\\\\]|\\\\.)*)\\|", ["a\\\\|b|", "|"]],
  ["(?:(\\w+) )*", ["a b ", ""]],
  ["(\\w+,)+", ["a,", "a,bc,"]],
  ["(?=.*foo)", ["", "foo"]],
  ["(?!.*bar)", [""]],
  ["(?<![\\d.])", [""]],
  ["\\b", [""]],
  ["[[:alnum:]_-]+", ["a-1", "_"]],
  ["[^\\s:]*", ["a", ""]],
  ["(?i:error|fail(?:ed|ure)?)", ["ERROR", "Failure"]],
  ["(?:(a)|(b))", ["a", "b"]],
  ["(x)?", ["x", ""]],
  ["(?>[^:]+)", ["ab"]],
  ["\\d++", ["12"]],
  ["(['\"]).*?\\1", ["'a'", '"b"']],
  ["\\(", ["("]],
  ["/", ["/"]],
];

/** A few of them in a row, sometimes with anchors, modifiers or alternatives. */
function makeLogPattern(random: Random): Piece {
  const branches = Array.from({ length: random.below(6) === 0 ? 2 : 1 }, () =>
    Array.from({ length: 2 + random.below(6) }, () => random.pick(LOG_PIECES)),
  );
  const open = random.pick(["", "", "", "^", "^", "(?i)", "(?m)", "(?s)", "(?x)", "\\A"]);
  const close = random.pick(["", "", "", "$", "$", "\\z", "\\b", "\\s*$"]);
  return {
    text: open + branches.map((pieces) => pieces.map(([text]) => text).join("")).join("|") + close,
    sample: () =>
      random
        .pick(branches)
        .map(([, samples]) => random.pick(samples))
        .join(""),
  };
}

/** What is likely to show differences of acceptance: one or two characters more, less or others. */
function damaged(text: string, random: Random): string {
  let result = text;
  for (let changes = 1 + random.below(2); changes > 0; changes--) {
    const at = random.below(result.length + 1);
    const insert = random.below(3) > 0 ? random.pick([..."()[]{}?*+|\\^$-,:<>=!#&'1 02abPRgkxo_"]) : "";
    result = result.slice(0, at) + insert + result.slice(at + random.below(2));
  }
  return result;
}

/** Longer ones make some expressions run for ever. */
const SUBJECT_LENGTH_MAX = 60;

function makeSubject(piece: Piece, random: Random): string {
  let text = piece.sample(new Map());
  if (random.below(3) === 0) text = randomText(random, 3) + text;
  if (random.below(3) === 0) text += randomText(random, 3);
  if (random.below(8) === 0) text += "\n";
  if (random.below(4) === 0) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + (random.below(2) === 0 ? randomText(random, 2) : "") + text.slice(at + 1);
  }
  if (random.below(10) === 0) {
    text = random.below(2) === 0 ? text.toUpperCase().replace(/[^\0-\xff]/g, "") : text.toLowerCase();
  }
  return text.slice(0, SUBJECT_LENGTH_MAX);
}

function randomText(random: Random, lengthMax: number): string {
  return Array.from({ length: random.below(lengthMax + 1) }, () => randomCharacter(random)).join("");
}

function randomCharacter(random: Random): string {
  return random.pick([...(random.below(6) === 0 ? RARE : COMMON)]);
}

const DEPTH_MAX = 4;

class PatternMaker {
  private groups = 0;
  private readonly names: string[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  private chance(oneIn: number): boolean {
    return this.random.below(oneIn) === 0;
  }

  alternatives(depth: number): Piece {
    const count = this.chance(4) ? 2 + this.random.below(2) : 1;
    const branches = Array.from({ length: count }, () => this.sequence(depth));
    return {
      text: branches.map(({ text }) => text).join("|"),
      sample: (values) => this.random.pick(branches).sample(values),
    };
  }

  private sequence(depth: number): Piece {
    if (this.chance(25)) return fixed("");
    const count = 1 + this.random.below(depth === 0 ? 5 : 3);
    const items = Array.from({ length: count }, () => this.quantified(depth));
    return {
      text: items.map(({ text }) => text).join(this.chance(60) ? separator(this.random) : ""),
      sample: (values) => items.map((item) => item.sample(values)).join(""),
    };
  }

  private quantified(depth: number): Piece {
    const atom = this.atom(depth);
    if (!this.chance(3)) return atom;
    const [text, min, max] = this.random.pick(QUANTIFIERS);
    const suffix = this.chance(4) ? "?" : this.chance(8) ? "+" : "";
    return {
      text: atom.text + text + suffix,
      sample: (values) => {
        const count = min + this.random.below(max - min + 1);
        return Array.from({ length: count }, () => atom.sample(values)).join("");
      },
    };
  }

  private atom(depth: number): Piece {
    const { random } = this;
    const kind = random.below(depth >= DEPTH_MAX ? 40 : 60);
    if (kind < 20) return this.literal();
    if (kind < 22) return random.pick(LITERAL_ESCAPES);
    if (kind < 29) return random.pick(CLASSES);
    if (kind < 33) return this.bracketed();
    if (kind < 36) return random.pick(ZERO_WIDTH);
    if (kind < 38) return this.reference();
    if (kind < 39) return this.chance(3) ? random.pick(UNICODE) : this.literal();
    if (kind < 40) return this.rare();
    return this.group(depth + 1);
  }

  private literal(): Piece {
    const char = randomCharacter(this.random);
    if (!/[\\^$.|()[\]*+?]/.test(char)) return fixed(char);
    return this.chance(40) ? fixed(char) : fixed(`\\${char}`, char);
  }

  private rare(): Piece {
    const { random } = this;
    switch (random.below(10)) {
      case 8:
        return fixed("\\G", "");
      case 0:
        return fixed("\\K", "");
      case 1:
        return fixed(random.pick(VERBS), "");
      case 2:
        return fixed("(?#note)", "");
      case 3:
        return fixed(`(?${random.pick(MODIFIERS)})`, "");
      case 4:
        return fixed(random.pick(["a{", "{", "}", "]", "a{,}", "a{x}", "{a", "b{1,x}", "-{"]));
      case 5:
        return this.recursion();
      default:
        return fixed("\\K", "");
    }
  }

  private recursion(): Piece {
    if (this.names.length > 0 && this.chance(2)) {
      const name = this.random.pick(this.names);
      const text = this.random.pick([`(?&${name})`, `(?P>${name})`]);
      return { text, sample: (values) => values.get(name) ?? "" };
    }
    const group = 1 + this.random.below(this.groups + 1);
    return {
      text: this.random.pick([`(?${group})`, "(?-1)", "(?+1)", "(?R)", `(?${group})`]),
      sample: (values) => values.get(group) ?? "",
    };
  }

  private bracketed(): Piece {
    const { random } = this;
    const items = Array.from({ length: 1 + random.below(3) }, () => {
      const kind = random.below(10);
      if (kind < 4) return randomCharacter(random).replace(/[\]\\[^-]/, "\\$&");
      if (kind < 6) return random.pick(RANGES);
      if (kind < 8) return random.pick(CLASS_ITEMS);
      if (kind < 9) return `[:${random.pick(POSIX)}:]`;
      return random.pick(["-", "^", ".", "$", "[", "\\p{L}", "]", "\\N{U+41}"]);
    });
    const text = `[${this.chance(4) ? "^" : ""}${items.join("")}]`;
    return { text, sample: () => (random.below(2) === 0 ? (items[0] ?? "a").slice(0, 1) : randomCharacter(random)) };
  }

  private reference(): Piece {
    const { random } = this;
    if (this.names.length > 0 && this.chance(3)) {
      const name = random.pick(this.names);
      const text = random.pick([`\\k<${name}>`, `\\k{${name}}`, `\\k'${name}'`, `\\g{${name}}`, `(?P=${name})`]);
      return { text, sample: (values) => values.get(name) ?? "" };
    }
    if (this.groups === 0 && !this.chance(10)) return this.literal();
    const group = this.chance(10) ? this.groups + 1 : 1 + random.below(Math.max(1, this.groups));
    const text = random.pick([`\\${group}`, `\\${group}`, `\\g${group}`, `\\g{${group}}`, "\\g{-1}"]);
    return { text, sample: (values) => values.get(group) ?? "" };
  }

  private group(depth: number): Piece {
    const { random } = this;
    const kind = random.below(40);
    if (kind < 16) return this.capture(depth, null);
    if (kind < 18) return this.capture(depth, random.pick(["n", "m", "n1"]));
    if (kind < 25) return this.wrapped("(?:", depth);
    if (kind < 27) return this.wrapped(this.random.pick(["(?>", "(?>", "(?>", "(*atomic:"]), depth);
    if (kind < 28) return this.wrapped(`(?${random.pick(MODIFIERS)}:`, depth);
    if (kind < 30) return this.branchReset(depth);
    if (kind < 36) return this.look(depth);
    if (kind < 38) return this.conditional(depth);
    return this.wrapped("(?:", depth);
  }

  private wrapped(open: string, depth: number): Piece {
    const body = this.alternatives(depth);
    return { text: `${open}${body.text})`, sample: body.sample };
  }

  private capture(depth: number, name: string | null): Piece {
    const group = ++this.groups;
    if (name !== null) this.names.push(name);
    const body = this.alternatives(depth);
    const open = name === null ? "(" : this.random.pick([`(?<${name}>`, `(?'${name}'`, `(?P<${name}>`]);
    return {
      text: `${open}${body.text})`,
      sample: (values) => {
        const value = body.sample(values);
        values.set(group, value);
        if (name !== null) values.set(name, value);
        return value;
      },
    };
  }

  private branchReset(depth: number): Piece {
    const first = this.groups;
    let last = first;
    const branches = Array.from({ length: 1 + this.random.below(3) }, () => {
      this.groups = first;
      const branch = this.sequence(depth);
      last = Math.max(last, this.groups);
      return branch;
    });
    this.groups = last;
    return {
      text: `(?|${branches.map(({ text }) => text).join("|")})`,
      sample: (values) => this.random.pick(branches).sample(values),
    };
  }

  private look(depth: number): Piece {
    const open = this.random.pick([
      ...["(?=", "(?=", "(?!", "(?<=", "(?<=", "(?<!", "(*pla:", "(*nlb:", "(*nla:", "(*plb:"],
      ...["(*positive_lookahead:", "(*negative_lookbehind:"],
    ]);
    const body = this.alternatives(depth + 1);
    return { text: `${open}${body.text})`, sample: (values) => (this.chance(2) ? "" : body.sample(values)) };
  }

  private conditional(depth: number): Piece {
    const { random } = this;
    const condition = random.pick([
      `(${1 + random.below(this.groups + 1)})`,
      `(${1 + random.below(this.groups + 1)})`,
      `(?=${this.sequence(depth + 1).text})`,
      `(?!${this.sequence(depth + 1).text})`,
      "(?<=a)",
      "(<n>)",
      "('m')",
      "(R)",
      "(R1)",
      "(R&n)",
      "(DEFINE)",
    ]);
    const yes = this.sequence(depth);
    const no = condition !== "(DEFINE)" && !this.chance(3) ? this.sequence(depth) : null;
    return {
      text: `(?${condition}${yes.text}${no === null ? "" : `|${no.text}`})`,
      sample: (values) => random.pick([yes, no ?? fixed("")]).sample(values),
    };
  }
}

function separator(random: Random): string {
  return random.pick([" ", "(?#c)", "\n", " #c\n"]);
}
