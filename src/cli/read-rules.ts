/** For commands that look at rule files without running them. */
import { glob } from "../io/glob.js";
import { makePerlHost, type RealPerl } from "../io/perl/host.js";
import { makeTimeZone } from "../io/timezone.js";
import { PerlRouter } from "../perl/router.js";
import { compileRegExp } from "../regexp/index.js";
import type { RuleSet } from "../rules/ast.js";
import { hasErrors, loadRuleSet } from "../runtime/load.js";
import { bytesOf } from "./bytes.js";
import { PLAIN, renderDiagnostic } from "./render/diagnostics.js";

export interface ReadRules {
  readonly rules: RuleSet;
  /** Some rules did not load; that was said on standard error. */
  readonly faulty: boolean;
}

/** Compiles Perl code as a running correlator would; nothing is called but what functions are made by. */
export function routerForReading(perl: RealPerl, compiles: boolean): PerlRouter {
  const surroundings = {
    now: () => Math.floor(Date.now() / 1000),
    localTime: makeTimeZone(process.env),
    checkLimits: () => {},
  };
  return new PerlRouter({ real: perl.available() ? perl : null, compiles, surroundings });
}

/** Loads rule files by names or patterns; what is wrong with them goes to standard error. */
export function readRules(command: string, patterns: readonly string[]): ReadRules {
  for (const pattern of patterns) {
    if (glob(bytesOf(pattern)).length === 0) process.stderr.write(`evcorr ${command}: no file matches ${pattern}\n`);
  }
  const perl = makePerlHost({
    standardOutput: 1,
    flushOutput: () => {},
    exit: () => {},
    clock: null,
    timeout: 0,
    contexts: { names: () => [], get: () => undefined, set: () => {}, delete: () => {} },
    log: () => {},
  });
  const compilers = { regexp: compileRegExp, perl: routerForReading(perl, true), bufsize: 0 };
  const rules = loadRuleSet(patterns.map(bytesOf), compilers);
  perl.close();
  const faulty = hasErrors(rules);
  for (const file of rules.files) {
    for (const diagnostic of file.diagnostics) {
      if (diagnostic.severity === "error") process.stderr.write(`${renderDiagnostic(diagnostic, PLAIN)}\n`);
    }
  }
  return { rules, faulty };
}
