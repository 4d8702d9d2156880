/** Why a pattern does not match a text, for people. */
import type { WhyNot } from "../../observe/explain/index.js";
import { type LongestPrefix, nameOfByte } from "../../regexp/index.js";
import { shown } from "./explain-text.js";

/** Characters of the text around the place where a pattern stopped. */
const AROUND = 40;

/** Longest beginning of an expression that is told. */
const BEGINNING_MAX = 80;

export function renderWhyNot(why: WhyNot, text: string): string[] {
  switch (why.kind) {
    case "prefix": {
      const hint = why.nearMiss === null ? [] : [`it would match ${why.nearMiss}`];
      return [...renderPrefix(why.prefix, text), ...hint];
    }
    case "negated":
      return ["it is negated, and the text matches"];
    case "no entry":
      return [`no pattern has cached a match as ${why.entry} for this event`];
    case "entry":
      return [`a pattern has cached a match as ${why.entry} for this event`];
    case "function":
      return ["the Perl function said no"];
    case "false":
      return ["it is FALSE"];
    case "unknown":
      return ["how far it gets cannot be told"];
  }
}

function renderPrefix({ matched, rest, wants, start, end }: LongestPrefix, text: string): string[] {
  if (matched === "") return [`not even its beginning is there: ${shown(rest, BEGINNING_MAX)}`];
  const before = text.slice(Math.max(start, end - AROUND), end);
  const cut = end - AROUND > start ? "..." : "";
  const rows: readonly (readonly [label: string, value: string])[] = [
    ["it matches as far as", shown(matched)],
    ...(before === "" ? [] : [["which is", `"${cut}${visible(before)}"`] as const]),
    ["then it wants", shown(rest) + (wants === null ? "" : `  (${rest.length > 2 ? "first " : ""}${wants})`)],
    [`but at column ${columnOf(text, end)} is`, standsAt(text, end)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padStart(width)}  ${value}`);
}

/** What begins there, and the name of its first character when it is hard to see. */
function standsAt(text: string, at: number): string {
  if (at === text.length) return "the end of the line";
  const name = nameOfByte(text.charCodeAt(at));
  return `"${visible(text.slice(at), AROUND)}"${name === null ? "" : `  (${name})`}`;
}

/** Tabs, too, which a line keeps when all of it is shown. */
function visible(text: string, most?: number): string {
  return shown(text, most).replaceAll("\t", "\\t");
}

/** From 1 on, in characters: the second and further bytes of UTF-8 do not count. */
function columnOf(text: string, at: number): number {
  return text.slice(0, at).replace(/[\u0080-\u00bf]/g, "").length + 1;
}
