import { writeSync } from "node:fs";
import { makeTimeZone } from "../../io/timezone.js";
import type { RuleSet } from "../../rules/ast.js";
import { replay as runReplay } from "../../runtime/replay.js";
import { bytesOf } from "../bytes.js";
import { REPLAY_HELP } from "../help.js";
import { COLOUR, PLAIN, renderDiagnostic } from "../render/diagnostics.js";
import { makeProgress, NO_PROGRESS } from "../render/progress.js";
import { actionToJson, renderAction } from "../render/rehearsed.js";
import { renderSummary } from "../render/replay-summary.js";
import { replayArguments } from "../replay-options.js";
import { Stop } from "../stop.js";
import { TextWriter } from "../text-writer.js";

/** `evcorr replay`: returns the exit status. */
export async function replay(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(REPLAY_HELP);
    return 0;
  }
  const parsed = replayArguments(args, process.env);
  if (typeof parsed === "string") {
    process.stderr.write(`evcorr replay: ${parsed.replaceAll("\n", "\n  ")}\n  "evcorr replay --help" tells more\n`);
    return 2;
  }
  // Perl code and programs see the same zone.
  if (parsed.zone !== null) process.env.TZ = parsed.zone;
  const zone = makeTimeZone(process.env);
  const { isTTY } = process.stderr;
  const progress = isTTY
    ? makeProgress(
        zone,
        (text) => writeSync(2, text),
        () => performance.now(),
      )
    : NO_PROGRESS;
  const isJson = parsed.format === "json";
  const output = new TextWriter(1, isJson ? "utf8" : "latin1");
  const say = (text: string): void => {
    progress.clear();
    output.flush();
    writeSync(2, Buffer.from(`evcorr replay: ${text.replace(/\n$/, "")}\n`, "latin1"));
  };
  const render = isJson ? actionToJson : renderAction;
  const stop = new Stop();
  const begun = performance.now();
  const { settings, logs, times, runActions, drain } = parsed;
  const { exitStatus, summary } = await runReplay(settings, {
    logs,
    times,
    zone,
    runActions,
    drain,
    readSettings: () => settings,
    onRules: (rules) => printDiagnostics(rules, isTTY, say),
    onAction: (action) => {
      progress.clear();
      output.write(render(action, zone));
      if (output.isClosed) stop.noReader();
    },
    onProgress: (lines, now) => progress.show(lines, now),
    stop: stop.signal,
    say,
  });
  output.flush();
  progress.clear();
  if (stop.message !== null) say(stop.message);
  if (summary === null) return stop.exitStatus(exitStatus);
  for (const line of renderSummary(summary, zone)) say(line);
  if (isTTY) say(`${Math.round((summary.lines * 1000) / (performance.now() - begun))} lines/s`);
  for (const { fault } of summary.logs) if (fault !== null) say(fault);
  return stop.exitStatus(exitStatus);
}

function printDiagnostics(rules: RuleSet, colour: boolean, say: (text: string) => void): void {
  for (const file of rules.files) {
    for (const diagnostic of file.diagnostics) say(bytesOf(renderDiagnostic(diagnostic, colour ? COLOUR : PLAIN)));
  }
}
