/**
 * Strings with variables. A field's text goes through up to three substitution
 * rounds, in this order (manual: ACTIONS, "substitution rounds"):
 *
 *   shadowed   %1 %{1} %+{name} %:{entry:name}   values of a Pair's first pattern; %% is a literal %
 *   match      $1 ${1} $+{name} $:{entry:name}   values of the pattern that matched; $$ is a literal $
 *   variables  %name %{name} %.name              action list variables; %% is a literal %
 *
 * Which rounds a text goes through depends on the field and on the pattern that
 * matched, so a template compiles one form per combination, on first use.
 *
 * A compiled form is a list of segments, so values are opaque by construction:
 * what a value contains is never looked at again. There is one exception that the
 * reference has and users rely on: text and value together may form a variable,
 * as in %$1 or %{count_$1} (a variable whose name is computed). Such a text is
 * found when it is compiled ("open at a boundary") and expanded round by round.
 */
import { compactString, sharedString } from "./compact-string.js";
import { CANONICAL_NUMBER, variableNamed } from "./match-variables.js";
import type { TemplateValues } from "./template-values.js";

export { NO_VALUES, type TemplateValues, UNKNOWN_MATCH } from "./template-values.js";

/** How a value is written into the text, e.g. with the special characters of regular expressions masked. */
export type Transform = (value: string) => string;

/** A substitution round, in the order in which they take place. */
export type Round = "shadowed" | "match" | "variables";

/** A part of a text: itself, or a variable as it is written. */
export interface OutlinePart {
  readonly kind: "literal" | "variable";
  readonly text: string;
  readonly round?: Round;
}

type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "numbered"; readonly round: Round; readonly index: number }
  | { readonly kind: "named"; readonly round: Round; readonly name: string }
  | { readonly kind: "cached"; readonly round: Round; readonly entry: string; readonly name: string }
  | { readonly kind: "variable"; readonly round: Round; readonly name: string };

/** A string is a literal, a number a numbered variable of the match round. */
type Part = string | number | Variable;

type Variable = Exclude<Segment, { kind: "literal" }>;

/**
 * A text compiled for one combination of rounds. With thousands of rules what costs is not the
 * work but the places of memory that an expansion looks at: hence few objects, none for what most
 * texts consist of, and the first parts without a list.
 */
class Form {
  /** The combination, as in roundsFor(). */
  readonly key: number;
  /** The whole text when it holds no variable. */
  readonly constant: string | null;
  /** Text and value may together form a variable: expand round by round. */
  readonly open: boolean;
  readonly count: number;
  readonly first: Part;
  readonly second: Part;
  readonly third: Part;
  readonly fourth: Part;
  /** All parts, where there are more. */
  readonly parts: readonly Part[] | null;

  constructor(source: string, { rounds, key }: Rounds) {
    const { segments, open } = compile(source, rounds);
    const parts = segments.map(partOf);
    const [first = "", second = "", third = "", fourth = ""] = parts;
    this.key = key;
    this.constant = typeof first === "string" && parts.length <= 1 ? first : null;
    this.open = open;
    this.count = parts.length;
    [this.first, this.second, this.third, this.fourth] = [first, second, third, fourth];
    this.parts = parts.length > INLINE_PARTS ? parts : null;
  }

  look(): number {
    return typeof this.first === "string" ? this.first.length : this.count;
  }
}

/** So many parts have names of their own. */
const INLINE_PARTS = 4;

/** One object for all texts. */
const DESCRIPTION: Extract<Segment, { kind: "variable" }> = { kind: "variable", round: "variables", name: "s" };

const MATCH_TOKEN =
  /^(?:([0-9]+)|\{([0-9]+)\}|\+\{([0-9]+|[A-Za-z_][\w!]*)\}|:\{([A-Za-z]\w*):([0-9]+|[A-Za-z_][\w!]*)\})/;
const MATCH_TOKEN_BEGUN = /^(?:[0-9]*|\{[0-9]*|\+|\+\{[\w!]*|:|:\{\w*(?::[\w!]*)?)$/;
const VARIABLE_TOKEN = /^(?:(\.?[A-Za-z]\w*)|\{(\.?[A-Za-z]\w*)\})/;
const VARIABLE_TOKEN_BEGUN = /^\{?\.?\w*$/;

const SIGIL: Readonly<Record<Round, string>> = { shadowed: "%", match: "$", variables: "%" };

/** The text's tokens of one round; `open` says that a token may go on past the text's end. */
function scan(text: string, round: Round): { segments: Segment[]; open: boolean } {
  const sigil = SIGIL[round];
  const token = round === "variables" ? VARIABLE_TOKEN : MATCH_TOKEN;
  const begun = round === "variables" ? VARIABLE_TOKEN_BEGUN : MATCH_TOKEN_BEGUN;
  const segments: Segment[] = [];
  let literal = "";
  let open = false;
  let from = 0;
  for (let at = text.indexOf(sigil); at >= 0; at = text.indexOf(sigil, from)) {
    literal += text.slice(from, at);
    const rest = text.slice(at + 1);
    if (rest.startsWith(sigil)) {
      literal += sigil;
      from = at + 2;
      continue;
    }
    const found = token.exec(rest);
    if (found === null) {
      if (begun.test(rest)) open = true;
      literal += sigil;
      from = at + 1;
      continue;
    }
    // An unbraced token at the very end goes on into what follows it: %na + "me".
    if (found[0].length === rest.length && !found[0].endsWith("}")) open = true;
    if (literal !== "") segments.push({ kind: "literal", text: literal });
    literal = "";
    segments.push(segmentOf(found, round));
    from = at + 1 + found[0].length;
  }
  literal += text.slice(from);
  if (literal !== "") segments.push({ kind: "literal", text: literal });
  return { segments, open };
}

function segmentOf(found: RegExpExecArray, round: Round): Segment {
  if (round === "variables") return { kind: "variable", round, name: (found[1] ?? found[2]) as string };
  const index = found[1] ?? found[2];
  if (index !== undefined && CANONICAL_NUMBER.test(index)) return { kind: "numbered", round, index: Number(index) };
  if (index !== undefined) return { kind: "named", round, name: index };
  if (found[3] !== undefined) return { kind: "named", round, name: found[3] };
  return { kind: "cached", round, entry: found[4] as string, name: found[5] as string };
}

function spelling(segment: Exclude<Segment, { kind: "literal" }>): string {
  const sigil = SIGIL[segment.round];
  if (segment.kind === "numbered") return `${sigil}${segment.index}`;
  if (segment.kind === "cached") return `${sigil}:{${segment.entry}:${segment.name}}`;
  if (segment.kind === "variable") return `${sigil}${segment.name}`;
  return `${sigil}+{${segment.name}}`;
}

function compile(source: string, rounds: readonly Round[]): { readonly segments: Segment[]; readonly open: boolean } {
  let segments: Segment[] = source === "" ? [] : [{ kind: "literal", text: source }];
  let open = false;
  for (const round of rounds) {
    const next: Segment[] = [];
    segments.forEach((segment, index) => {
      if (segment.kind !== "literal") {
        next.push(segment);
        return;
      }
      const scanned = scan(segment.text, round);
      if (scanned.open && index + 1 < segments.length) open = true;
      next.push(...scanned.segments);
    });
    segments = joinLiterals(next);
  }
  return { segments, open };
}

function partOf(segment: Segment): Part {
  // Not a reference into the file of rules, which would be one more place to look at.
  if (segment.kind === "literal") return compactString(segment.text);
  if (segment.kind === "numbered" && segment.round === "match") return segment.index;
  return segment.kind === "variable" && segment.name === DESCRIPTION.name ? DESCRIPTION : segment;
}

function joinLiterals(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (segment.kind === "literal" && last?.kind === "literal") {
      joined[joined.length - 1] = { kind: "literal", text: last.text + segment.text };
    } else {
      joined.push(segment);
    }
  }
  return joined;
}

/** The value of a segment that is no literal; an unset variable is the empty string. */
function segmentValue(segment: Exclude<Segment, { kind: "literal" }>, values: TemplateValues): string {
  if (segment.kind === "variable") return values.variable?.(segment.name) ?? "";
  if (segment.kind === "cached") {
    const cache = segment.round === "shadowed" ? values.shadowedCache : values.cache;
    const entry = cache?.get(segment.entry);
    return (entry && variableNamed(entry, segment.name)) ?? "";
  }
  const variables = segment.round === "shadowed" ? values.shadowed : values.match;
  if (variables === null) return "";
  return (
    (segment.kind === "numbered" ? variables.numbered[segment.index] : variableNamed(variables, segment.name)) ?? ""
  );
}

/** Expands round by round, masking in each value the sigils of the rounds to come. */
function expandRoundByRound(
  source: string,
  rounds: readonly Round[],
  values: TemplateValues,
  transform?: Transform,
): string {
  let text = source;
  rounds.forEach((round, index) => {
    const later = rounds.slice(index + 1);
    const mask = (value: string): string => {
      let masked = value;
      if (later.includes("match")) masked = masked.replaceAll("$", "$$$$");
      if (later.includes("variables")) masked = masked.replaceAll("%", "%%");
      return masked;
    };
    text = scan(text, round)
      .segments.map((segment) => {
        if (segment.kind === "literal") return segment.text;
        const value = segmentValue(segment, values);
        return mask(transform === undefined ? value : transform(value));
      })
      .join("");
  });
  return text;
}

/** Rounds, and a number for their combination. */
interface Rounds {
  readonly rounds: readonly Round[];
  readonly key: number;
}

const ROUNDS: readonly Round[] = ["shadowed", "match", "variables"];

function keyOf({ shadowed, match, variable }: TemplateValues): number {
  return (shadowed === null ? 0 : 1) | (match === null ? 0 : 2) | (variable === null ? 0 : 4);
}

function roundsFor(values: TemplateValues): Rounds {
  const key = keyOf(values);
  return { rounds: ROUNDS.filter((_, bit) => ((key >> bit) & 1) === 1), key };
}

/** See Template.matchRound. */
export interface MatchRound {
  /** Texts, and numbers that stand for variables. */
  readonly parts: readonly (string | number)[];
  /** The variables' values by number. */
  values(values: TemplateValues): string[];
}

function makeMatchRound(source: string): MatchRound {
  const variables: Exclude<Segment, { kind: "literal" }>[] = [];
  const numbers = new Map<string, number>();
  const parts = compile(source, ["match"]).segments.map((segment) => {
    if (segment.kind === "literal") return segment.text;
    const key = JSON.stringify(segment);
    const number = numbers.get(key) ?? variables.push(segment) - 1;
    numbers.set(key, number);
    return number;
  });
  return { parts, values: (values) => variables.map((variable) => segmentValue(variable, values)) };
}

/** See Template.matchVariables. */
export interface UsedVariables {
  readonly numbers: readonly number[];
  /** Names of any form, those of inputs and internal contexts included. */
  readonly names: readonly string[];
  /** Values may form the name of a match variable: any may be needed. */
  readonly all: boolean;
}

function usedVariables(source: string): UsedVariables {
  const both = compile(source, ["shadowed", "match"]);
  const segments = [...both.segments, ...scan(source, "shadowed").segments, ...scan(source, "match").segments];
  return {
    numbers: segments.flatMap((segment) => (segment.kind === "numbered" ? [segment.index] : [])),
    names: segments.flatMap((segment) => (segment.kind === "named" ? [segment.name] : [])),
    all: both.open,
  };
}

function expansionOf(part: Part, values: TemplateValues, transform?: Transform): string {
  if (typeof part === "string") return part;
  const value = typeof part === "number" ? (values.match?.numbered[part] ?? "") : segmentValue(part, values);
  return transform === undefined ? value : transform(value);
}

/** A text that may hold variables; see the top of this file. */
export class Template {
  readonly source: string;
  /** It can hold no variable, in any round. */
  private readonly isConstant: boolean;
  readonly hasPercent: boolean;
  /** Few texts are expanded in more than one combination of rounds. */
  private forms: readonly Form[] = [];
  /** The one that was last used. */
  private form: Form | null = null;
  private matchRoundOnce: MatchRound | undefined;

  constructor(source: string) {
    this.hasPercent = source.includes("%");
    this.isConstant = !this.hasPercent && !source.includes("$");
    this.source = this.isConstant ? sharedString(source) : source;
  }

  /** Reads what an expansion reads: see engine/warm-up.ts. */
  look(): number {
    return this.isConstant ? this.source.length : (this.form?.look() ?? 0);
  }

  /** The text with all variables replaced. `transform` is applied to each value. */
  expand(values: TemplateValues, transform?: Transform): string {
    if (this.isConstant) return this.source;
    const key = keyOf(values);
    const form = this.form !== null && this.form.key === key ? this.form : this.changeForm(values);
    if (form.constant !== null) return form.constant;
    if (form.open) return expandRoundByRound(this.source, roundsFor(values).rounds, values, transform);
    const { count, parts } = form;
    let text = expansionOf(form.first, values, transform);
    if (count > 1) text += expansionOf(form.second, values, transform);
    if (count > 2) text += expansionOf(form.third, values, transform);
    if (count > 3) text += expansionOf(form.fourth, values, transform);
    if (parts === null) return text;
    for (let index = INLINE_PARTS; index < parts.length; index++) {
      text += expansionOf(parts[index] as Part, values, transform);
    }
    return text;
  }

  /** Whether the text holds a match variable (or a mask, $$) if the match round is applied to it. */
  get hasMatchVariables(): boolean {
    return (
      scan(this.source, "match").segments.some((segment) => segment.kind !== "literal") || this.source.includes("$$")
    );
  }

  /**
   * The text's parts for tools that look at rules without running them: literals as they
   * are, each variable as written. `rounds` are those that the text goes through.
   */
  outline(rounds: readonly Round[]): readonly OutlinePart[] {
    return compile(this.source, rounds).segments.map((segment) =>
      segment.kind === "literal"
        ? { kind: "literal", text: segment.text }
        : { kind: "variable", round: segment.round, text: spelling(segment) },
    );
  }

  /** The text when only the match round is applied to it: its parts, and the variables among them. */
  get matchRound(): MatchRound {
    this.matchRoundOnce ??= makeMatchRound(this.source);
    return this.matchRoundOnce;
  }

  /** The match variables that the text may need, with the sigil $ or, of a Pair's first pattern, %. */
  get matchVariables(): UsedVariables {
    return usedVariables(this.source);
  }

  private changeForm(values: TemplateValues): Form {
    const rounds = roundsFor(values);
    let form = this.forms.find(({ key }) => key === rounds.key);
    if (form === undefined) {
      form = new Form(this.source, rounds);
      this.forms = [...this.forms, form];
    }
    this.form = form;
    return form;
  }
}
