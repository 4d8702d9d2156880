/** What lines look like that a pattern without telling literals may match. */
import { NO_VALUES } from "../../../base/template.js";
import { parseRegExp } from "../../../regexp/index.js";
import type { Pattern, RegExpPattern } from "../../pattern.js";
import { type Nfa, nfaOf, nfaOfText } from "./nfa.js";

export interface Shape {
  readonly nfa: Nfa;
  /** Lines are wanted that the automaton does not accept. It is exact then. */
  readonly negative: boolean;
}

/** Null: any line may match, as far as is known. Only patterns that look at one line have a shape. */
export function shapeOf(pattern: Pattern): Shape | null {
  if (pattern.lines !== 1) return null;
  switch (pattern.type) {
    case "RegExp": {
      const nfa = nfaOfRegExp(pattern);
      return nfa === null ? null : { nfa, negative: false };
    }
    case "NRegExp": {
      const nfa = nfaOfRegExp(pattern);
      return nfa?.isExact ? { nfa, negative: true } : null;
    }
    case "SubStr":
    case "NSubStr": {
      const nfa = pattern.bound ? null : nfaOfText(pattern.text.expand(NO_VALUES));
      return nfa === null ? null : { nfa, negative: pattern.type === "NSubStr" };
    }
    default:
      return null;
  }
}

function nfaOfRegExp({ regexp, source }: RegExpPattern): Nfa | null {
  // Otherwise it is not known before an operation runs.
  if (regexp === null) return null;
  try {
    const parsed = parseRegExp(source);
    return parsed.kind === "expression" ? nfaOf(parsed.expression) : null;
  } catch (error) {
    // Hundreds of groups in each other.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
