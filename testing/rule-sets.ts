/** Rule sets from text. A test's rules must load: anything that is wrong with them is thrown. */
import type { PerlHost } from "../src/perl/host.js";
import { compileRegExp } from "../src/regexp/index.js";
import type { RuleFile, RuleSet } from "../src/rules/ast.js";
import { parseRuleFile } from "../src/rules/index.js";

export interface RuleSetOptions {
  readonly perl?: PerlHost | null;
  /** Files of an earlier rule set that are kept as they are when their text is the same. */
  readonly previous?: RuleSet;
  /** Faulty rules are left out without complaint. */
  readonly faulty?: boolean;
}

/** One rule file, or several by name in matching order. */
export function makeRuleSet(texts: string | Readonly<Record<string, string>>, options: RuleSetOptions = {}): RuleSet {
  const byName = typeof texts === "string" ? { "r.sec": texts } : texts;
  return { files: Object.entries(byName).map(([name, text]) => makeRuleFile(name, text, options)) };
}

function makeRuleFile(name: string, text: string, { perl = null, previous, faulty }: RuleSetOptions): RuleFile {
  const kept = previous?.files.find((file) => file.name === name && file.source.text === text);
  if (kept !== undefined) return kept;
  const file = parseRuleFile({ name, text }, 0, { regexp: compileRegExp, perl, bufsize: 0 });
  const [fault] = file.diagnostics;
  if (fault !== undefined && faulty !== true) throw new Error(`${name}: ${fault.message}\n${text}`);
  return file;
}
