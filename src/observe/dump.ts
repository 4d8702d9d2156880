/** The state as text for people (manual: SIGNALS, SIGUSR1). A pure function of the state. */
import type { Seconds } from "../base/seconds.js";
import type { Core } from "../engine/core.js";

export function dumpText(core: Core, now: Seconds): string {
  const operations = [...core.operations].map(
    ({ rule, description, windowStart }) =>
      `${rule.file} | ${rule.number} | ${description}: window begins at ${windowStart}`,
  );
  const contexts = [...core.contexts.names()].map((name) => {
    const context = core.contexts.get(name);
    const lifetime = context?.lifetime === 0 ? "no end" : `${context?.lifetime} seconds`;
    return `${name}: created at ${context?.created}, ${lifetime}, ${context?.store.size} strings`;
  });
  const rules = core.files.map((file) => `${file.name}: ${file.rules.length} rules`);
  return [
    section(`State at ${now}`, []),
    section("Rule files", rules),
    section("Contexts", contexts),
    section("Event correlation operations", operations),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}`, "=".repeat(title.length), ...lines, ""].join("\n");
}
