/**
 * Unicode properties (`\p{...}`) on bytes. Only the names that people use: all general
 * categories, Perl's POSIX-like properties and a few more. Others are left to Perl, which
 * also knows which names do not exist.
 */
import { ANY_BYTE, ByteSet, NO_BYTE } from "./byte-set.js";
import { type ClassName, classOf } from "./character-rules.js";

const CATEGORY_SETS = {
  lu: "41-5a c0-d6 d8-de",
  ll: "61-7a b5 df-f6 f8-ff",
  lt: "",
  lm: "",
  lo: "aa ba",
  mn: "",
  mc: "",
  me: "",
  nd: "30-39",
  nl: "",
  no: "b2-b3 b9 bc-be",
  pc: "5f",
  pd: "2d",
  ps: "28 5b 7b",
  pe: "29 5d 7d",
  pi: "ab",
  pf: "bb",
  po: "21-23 25-27 2a 2c 2e-2f 3a-3b 3f-40 5c a1 a7 b6-b7 bf",
  sm: "2b 3c-3e 7c 7e ac b1 d7 f7",
  sc: "24 a2-a5",
  sk: "5e 60 a8 af b4 b8",
  so: "a6 a9 ae b0",
  zs: "20 a0",
  zl: "",
  zp: "",
  cc: "0-1f 7f-9f",
  cf: "ad",
} as const;

const CATEGORY_NAMES: Readonly<Record<keyof typeof CATEGORY_SETS, string>> = {
  lu: "uppercaseletter",
  ll: "lowercaseletter",
  lt: "titlecaseletter",
  lm: "modifierletter",
  lo: "otherletter",
  mn: "nonspacingmark",
  mc: "spacingmark",
  me: "enclosingmark",
  nd: "decimalnumber",
  nl: "letternumber",
  no: "othernumber",
  pc: "connectorpunctuation",
  pd: "dashpunctuation",
  ps: "openpunctuation",
  pe: "closepunctuation",
  pi: "initialpunctuation",
  pf: "finalpunctuation",
  po: "otherpunctuation",
  sm: "mathsymbol",
  sc: "currencysymbol",
  sk: "modifiersymbol",
  so: "othersymbol",
  zs: "spaceseparator",
  zl: "lineseparator",
  zp: "paragraphseparator",
  cc: "control",
  cf: "format",
};

/** Major categories: all categories that begin with the letter. */
const MAJOR_NAMES = { l: "letter", m: "mark", n: "number", p: "punctuation", s: "symbol", z: "separator", c: "other" };

/** [:class:] names under which Perl has a property, with Unicode's meaning and with ASCII's. */
const CLASS_PROPERTIES: readonly ClassName[] = [
  "alpha",
  "digit",
  "alnum",
  "upper",
  "lower",
  "word",
  "space",
  "blank",
  "cntrl",
  "graph",
  "print",
  "punct",
  "xdigit",
];

function categories(): Map<string, ByteSet> {
  const table = new Map<string, ByteSet>();
  for (const [short, ranges] of Object.entries(CATEGORY_SETS)) {
    const set = ByteSet.hexadecimal(ranges);
    table.set(short, set);
    table.set(CATEGORY_NAMES[short as keyof typeof CATEGORY_SETS], set);
  }
  for (const [letter, name] of Object.entries(MAJOR_NAMES)) {
    const parts = Object.keys(CATEGORY_SETS).filter((short) => short.startsWith(letter));
    const set = parts.map((short) => table.get(short) as ByteSet).reduce((all, part) => all.union(part), NO_BYTE);
    table.set(letter, set);
    table.set(name, set);
  }
  return table;
}

function properties(): Map<string, ByteSet> {
  const table = categories();
  for (const name of CLASS_PROPERTIES) {
    const unicode = classOf(name, "unicode");
    table.set(`xposix${name}`, unicode);
    table.set(`posix${name}`, classOf(name, "ascii"));
    // \p{Punct} is the general category, which the table has already.
    if (name !== "punct") table.set(name, unicode);
  }
  table.set("punct", table.get("p") as ByteSet);
  for (const [name, known] of Object.entries({
    alphabetic: "alpha",
    uppercase: "upper",
    lowercase: "lower",
    whitespace: "space",
    hexdigit: "xdigit",
  })) {
    table.set(name, table.get(known) as ByteSet);
  }
  table.set("any", ANY_BYTE);
  table.set("all", ANY_BYTE);
  table.set("assigned", ANY_BYTE);
  table.set("ascii", classOf("ascii", "ascii"));
  table.set("perlspace", classOf("space", "ascii"));
  table.set("perlword", classOf("word", "ascii"));
  table.set("latin", ByteSet.hexadecimal("41-5a 61-7a aa ba c0-d6 d8-f6 f8-ff"));
  return table;
}

interface Tables {
  readonly categories: ReadonlyMap<string, ByteSet>;
  readonly properties: ReadonlyMap<string, ByteSet>;
  /** Under /i, properties that tell cases apart match letters of any case. */
  readonly ignoringCase: ReadonlyMap<string, ByteSet>;
}

function makeTables(): Tables {
  const categorySets = categories();
  /** Cased letters, by general category and by derived property. */
  const casedLetters = (categorySets.get("lu") as ByteSet).union(categorySets.get("ll") as ByteSet);
  const cased = classOf("upper", "unicode").union(classOf("lower", "unicode"));
  const ignoringCase = new Map([
    ["lu", casedLetters],
    ["uppercaseletter", casedLetters],
    ["ll", casedLetters],
    ["lowercaseletter", casedLetters],
    ["upper", cased],
    ["uppercase", cased],
    ["xposixupper", cased],
    ["lower", cased],
    ["lowercase", cased],
    ["xposixlower", cased],
    ["posixupper", classOf("alpha", "ascii")],
    ["posixlower", classOf("alpha", "ascii")],
  ]);
  return {
    categories: categorySets,
    properties: properties().set("lc", casedLetters).set("casedletter", casedLetters),
    ignoringCase,
  };
}

/** Few expressions name a property, and a start is to be quick: made on first use. */
let tables: Tables | undefined;

/** Title case under /i is something else again: left to Perl. */
const NOT_IGNORING_CASE = new Set(["lt", "titlecaseletter"]);

/** Names in forms that all of Perl's rules for loose names read alike; others are left to Perl. */
const PLAIN_NAME = /^ *[A-Za-z]+(?:[ _-]?[A-Za-z]+)* *$/;

/**
 * The bytes of a property by the text between the braces; null when the name is not in
 * our table. Perl ignores case, blanks, underscores and dashes in names.
 */
export function propertySet(text: string, ignoreCase: boolean): ByteSet | null {
  tables ??= makeTables();
  const { categories, properties } = tables;
  const ignoringCase = ignoreCase ? tables.ignoringCase : null;
  const [left = "", right, ...more] = text.split(/[=:]/);
  if (more.length > 0) return null;
  if (right === undefined) {
    const name = looseName(left);
    return name === null
      ? null
      : lookUp(properties, properties.has(name) ? name : name.replace(/^is/, ""), ignoringCase);
  }
  const property = looseName(left);
  const value = looseName(right);
  if (property === null || value === null || !CATEGORY_PROPERTY.has(property)) return null;
  return lookUp(categories, value, ignoringCase);
}

const CATEGORY_PROPERTY = new Set(["gc", "generalcategory", "category"]);

function looseName(text: string): string | null {
  return PLAIN_NAME.test(text) ? text.toLowerCase().replace(/[-_ ]/g, "") : null;
}

type Table = ReadonlyMap<string, ByteSet>;

/** `ignoringCase` goes before `table` under /i, where it is given. */
function lookUp(table: Table, name: string, ignoringCase: Table | null): ByteSet | null {
  if (ignoringCase !== null && NOT_IGNORING_CASE.has(name)) return null;
  return ignoringCase?.get(name) ?? table.get(name) ?? null;
}
