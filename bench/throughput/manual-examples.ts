/**
 * The rule files of the manual's section EXAMPLES, as the conformance cases have them, with
 * their output going to a file and without the time of day in it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Random } from "../../test/rules/random.js";
import { OUTPUT, unwantedLine } from "./rule-sets.js";
import type { Scenario } from "./scenario.js";
import { address, syslogLine, user } from "./vocabulary.js";

const CASES = fileURLToPath(new URL("../../../conformance/examples/", import.meta.url));

function rulesOf(name: string): Record<string, string> {
  const files = readdirSync(`${CASES}${name}`).filter((file) => file.endsWith(".sec"));
  return Object.fromEntries(files.map((file) => [file, forFile(readFileSync(`${CASES}${name}/${file}`, "latin1"))]));
}

function forFile(rules: string): string {
  return rules.replaceAll(/\bwrite - /g, `write ${OUTPUT} `).replaceAll(/%(?:\.hmsstr|u) /g, "");
}

const ROUTERS = 200;

/** CPU hogs, interfaces that go down and come up, among other messages. */
function ciscoLine(random: Random): string {
  if (random.below(5) > 0) return unwantedLine(random);
  const router = `router${random.below(ROUTERS)}`;
  const interfaceName = `Serial${random.below(4)}`;
  const choice = random.below(10);
  const event =
    choice === 0
      ? "%SYS-3-CPUHOG: Task ran for too long"
      : choice < 4
        ? "%SYS-5-CONFIG_I: Configured from console"
        : `%LINK-3-UPDOWN: Interface ${interfaceName}, changed state to ${random.pick(["down", "up"])}`;
  return `Nov 27 10:12:13 ${router} ${random.below(9000)}: ${event}`;
}

function loginLine(random: Random): string {
  if (random.below(5) > 0) return unwantedLine(random);
  const status = random.pick(["Accepted", "Failed", "Failed"]);
  const invalid = status === "Failed" && random.below(3) === 0 ? "invalid user " : "";
  const from = `${address(random)} port ${random.below(65_536)} ssh2`;
  return syslogLine(random, "sshd", `${status} password for ${invalid}${user(random)} from ${from}`);
}

export const manualExamples: readonly Scenario[] = [
  { name: "manual-cisco", rules: rulesOf("cisco-unstable-interface"), traffic: () => ciscoLine },
  { name: "manual-ssh", rules: rulesOf("introduction-ssh-failures"), traffic: () => loginLine },
  {
    name: "manual-hierarchy",
    rules: rulesOf("hierarchy-ssh"),
    traffic: () => loginLine,
    inputName: "secure",
    options: ["--intcontexts"],
  },
  { name: "manual-users", rules: rulesOf("introduction-distinct-users"), traffic: () => loginLine },
];
