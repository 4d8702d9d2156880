/** Event group patterns (manual: EVENTGROUP RULE, egptype and egpattern). */
import { NO_VALUES } from "../../base/template.js";
import type { Pattern } from "../../patterns/index.js";
import type { PerlFuncPattern } from "../../patterns/pattern.js";
import { isTrue } from "../../perl/host.js";
import type { Core } from "../core.js";
import type { EventGroupOperation } from "../operation.js";

export function groupPatternHolds(pattern: Pattern, operation: EventGroupOperation, core: Core): boolean {
  const tokens = operation.events.map((event) => event.token);
  const string = tokens.join(" ");
  switch (pattern.type) {
    case "SubStr":
      return string.includes(pattern.text.expand(NO_VALUES));
    case "NSubStr":
      return !string.includes(pattern.text.expand(NO_VALUES));
    case "RegExp":
      return pattern.regexp?.test(string) === true;
    case "NRegExp":
      return pattern.regexp?.test(string) === false;
    case "PerlFunc":
      return call(pattern, string, tokens, operation, core) === true;
    case "NPerlFunc":
      return call(pattern, string, tokens, operation, core) === false;
    default:
      return false;
  }
}

/** The function gets the string, the list of tokens and (since 2.9.2) the list of occurrence times. */
function call(
  pattern: PerlFuncPattern,
  string: string,
  tokens: readonly string[],
  operation: EventGroupOperation,
  core: Core,
): boolean | undefined {
  const times = operation.events.map((event) => String(event.time));
  const parameters = [string, { kind: "list", values: tokens } as const, { kind: "list", values: times } as const];
  const outcome = core.perl?.call(pattern.code, parameters, "scalar");
  if (outcome?.ok === true) return isTrue(outcome.value[0]);
  core.log(2, `event group function failed: ${outcome?.message ?? "there is no Perl"}`, pattern);
  return undefined;
}
