/**
 * Parses command lines as the reference does: one or two dashes, = or the next word for
 * the value, unique abbreviations, any case, no- before flags. What cannot be understood
 * is reported and left out; the run goes on.
 */
import { readFileSync } from "node:fs";
import type { Settings } from "../runtime/settings.js";
import { DEFAULTS, mutableDefaults, OPTIONS, type Option } from "./option-table.js";

export interface ParsedOptions {
  readonly settings: Settings;
  /** What was wrong, one sentence each. */
  readonly problems: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
  /** Words that belong to no option. */
  readonly words: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The command line, then the lines of the resource file that SECRC names (manual: ENVIRONMENT). */
export function parseOptions(args: readonly string[], environment: Environment): ParsedOptions {
  const problems: string[] = [];
  const words = [...args, ...resourceFile(environment.SECRC, problems)];
  return new OptionParser(words, problems).parse();
}

function resourceFile(name: string | undefined, problems: string[]): string[] {
  if (name === undefined || name === "") return [];
  try {
    const lines = readFileSync(name, "latin1").split("\n");
    return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  } catch (error) {
    problems.push(`the resource file ${name} (environment variable SECRC) cannot be read: ${(error as Error).message}`);
    return [];
  }
}

interface Found {
  readonly option: Option;
  /** The option's name was given with no- before it. */
  readonly negated: boolean;
}

class OptionParser {
  private readonly args: readonly string[];
  private readonly problems: string[];
  private readonly settings = mutableDefaults() as Record<string, unknown> & ReturnType<typeof mutableDefaults>;
  private readonly words: string[] = [];
  private help = false;
  private version = false;
  private at = 0;

  constructor(args: readonly string[], problems: string[]) {
    this.args = args;
    this.problems = problems;
  }

  parse(): ParsedOptions {
    while (this.at < this.args.length) {
      const word = this.args[this.at++] as string;
      if (word === "--") break;
      const parts = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(word);
      if (parts !== null) this.option(parts[1] as string, parts[2], word);
      else if (word.startsWith("-") && word !== "-") this.problems.push(`unknown option ${word}`);
      else this.words.push(word);
    }
    this.checkValues();
    if (this.settings.input.some((input) => input.context !== null)) this.settings.intcontexts = true;
    const { settings, problems, help, version, words } = this;
    return { settings: settings as Settings, problems, help, version, words };
  }

  private option(name: string, value: string | undefined, word: string): void {
    const found = this.find(name, word);
    if (found === null) return;
    const { option, negated } = found;
    if (option.kind === "flag") {
      if (value !== undefined) this.problems.push(`option ${word}: ${option.names[0]} takes no value`);
      else this.flag(option, !negated);
      return;
    }
    // A mandatory value is the next word, whatever it looks like.
    const text = value ?? this.args[this.at++];
    if (text === undefined || value === "") this.problems.push(`option ${word} needs a value: ${option.value}`);
    else this.value(option, text, word);
  }

  private flag(option: Option, on: boolean): void {
    if (option.field === "help") this.help = on;
    else if (option.field === "version") this.version = on;
    else (this.settings as Record<string, unknown>)[option.field] = on;
  }

  private find(name: string, word: string): Found | null {
    const wanted = name.toLowerCase();
    const candidates: (Found & { name: string })[] = OPTIONS.flatMap((option) =>
      option.names.flatMap((known) => [
        { option, negated: false, name: known },
        ...(option.kind === "flag" && option.field !== "help" && option.field !== "version"
          ? [
              { option, negated: true, name: `no${known}` },
              { option, negated: true, name: `no-${known}` },
            ]
          : []),
      ]),
    );
    const exact = candidates.find((candidate) => candidate.name === wanted);
    if (exact !== undefined) return exact;
    const near = candidates.filter(({ option, name }) => !option.own && name.startsWith(wanted));
    const meant = new Set(near.map((candidate) => `${candidate.option.names[0]} ${candidate.negated}`));
    if (meant.size === 1) return near[0] as Found;
    const names = [...new Set(near.map((candidate) => `--${candidate.name}`))].join(", ");
    this.problems.push(near.length === 0 ? `unknown option ${word}` : `option ${word} may be any of ${names}`);
    return null;
  }

  private value(option: Option, text: string, word: string): void {
    const settings = this.settings as Record<string, unknown>;
    switch (option.kind) {
      case "string":
        settings[option.field] = text;
        return;
      case "strings":
        settings[option.field] = [...(settings[option.field] as string[]), text];
        return;
      case "inputs":
        settings[option.field] = [...this.settings.input, inputFrom(text)];
        return;
      case "choice":
        if (option.choices?.includes(text)) settings[option.field] = text;
        else this.problems.push(`option ${word}: "${text}" is none of ${option.choices?.join(", ")}; ignored`);
        return;
      default: {
        const number = NUMBERS[option.kind as keyof typeof NUMBERS](text);
        if (number === null) this.problems.push(`option ${word}: "${text}" is not a valid ${option.value}; ignored`);
        else settings[option.field] = number;
      }
    }
  }

  /** What is no number at all leaves the earlier value; a number out of range, once all is read, the default. */
  private checkValues(): void {
    const settings = this.settings as Record<string, unknown>;
    for (const { names, field, least, most } of OPTIONS) {
      const value = settings[field];
      if (typeof value !== "number" || value === DEFAULTS[field as keyof Settings]) continue;
      if (value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY)) continue;
      const range = most === undefined ? `at least ${least}` : `from ${least} to ${most}`;
      this.problems.push(`option --${names[0]}: ${value} must be ${range}; the default is used`);
      settings[field] = DEFAULTS[field as keyof Settings];
    }
    const { inputTimeout, timeoutScript, group, user } = this.settings;
    if (inputTimeout > 0 && timeoutScript === null) this.problems.push("option --input-timeout needs --timeout-script");
    if (group.length > 0 && user === null) this.problems.push("option --group needs --user");
  }
}

/** A file pattern, and the context behind its last equal sign. */
function inputFrom(text: string): { pattern: string; context: string | null } {
  const found = /^(.+)=(\S+)$/.exec(text);
  return found === null
    ? { pattern: text, context: null }
    : { pattern: found[1] as string, context: found[2] as string };
}

/** The forms of numbers; null for anything else. Underscores between digits say nothing. */
const NUMBERS = {
  integer: (text: string): number | null => (/^[-+]?_*[0-9][0-9_]*$/.test(text) ? Number(plain(text)) : null),
  number: (text: string): number | null =>
    /^[-+]?(?=\.?[0-9])[0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(text) ? Number(plain(text)) : null,
  /** Octal (0027), decimal, hexadecimal or binary form. */
  mode: (text: string): number | null => {
    if (/^0[0-7_]+$/.test(text)) return Number.parseInt(plain(text), 8);
    return /^(?:0|-?[1-9][0-9_]*|0[xX][0-9a-fA-F_]+|0[bB][01_]+)$/.test(text) ? Number(plain(text)) : null;
  },
};

function plain(text: string): string {
  return text.replaceAll("_", "");
}
