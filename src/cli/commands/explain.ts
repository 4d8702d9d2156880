import { writeSync } from "node:fs";
import type { Core } from "../../engine/core.js";
import type { Tracer } from "../../engine/tracer.js";
import { makeTimeZone } from "../../io/timezone.js";
import { type Firing, Recorder } from "../../observe/explain/index.js";
import type { RuleSet } from "../../rules/ast.js";
import type { ReplayObserver } from "../../runtime/replay/observer.js";
import { EXTRA_LINE } from "../../runtime/replay/observer.js";
import type { RehearsedAction } from "../../runtime/replay/rehearsal.js";
import { replay as runReplay } from "../../runtime/replay.js";
import { type ExplainArguments, explainArguments, type Wanted } from "../explain-options.js";
import { EXPLAIN_HELP } from "../help.js";
import { COLOUR, PLAIN, renderDiagnostic } from "../render/diagnostics.js";
import { renderChain } from "../render/explain-chain.js";
import { actionJson, chainJson, type NumberedAction, trailJson } from "../render/explain-json.js";
import { indented, listName, type Style, shown, timeText } from "../render/explain-text.js";
import { renderTrail, toldText } from "../render/explain-trail.js";
import { makeProgress, NO_PROGRESS } from "../render/progress.js";
import { Stop } from "../stop.js";
import { TextWriter } from "../text-writer.js";

/** `evcorr explain`: returns the exit status. */
export async function explain(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(EXPLAIN_HELP);
    return 0;
  }
  const parsed = explainArguments(args, process.env);
  if (typeof parsed === "string") {
    process.stderr.write(`evcorr explain: ${parsed.replaceAll("\n", "\n  ")}\n  "evcorr explain --help" tells more\n`);
    return 2;
  }
  const { settings, logs, times, zone: zoneName, drain } = parsed.replay;
  // Perl code sees the same zone.
  if (zoneName !== null) process.env.TZ = zoneName;
  const zone = makeTimeZone(process.env);
  const { isTTY } = process.stderr;
  const write = (text: string): void => {
    writeSync(2, text);
  };
  const progress = isTTY ? makeProgress(zone, write, () => performance.now()) : NO_PROGRESS;
  const output = new TextWriter(1, parsed.replay.format === "json" ? "utf8" : "latin1");
  const say = (text: string): void => {
    progress.clear();
    output.flush();
    writeSync(2, Buffer.from(`evcorr explain: ${text.replace(/\n$/, "")}\n`, "latin1"));
  };
  const style = { zone, paint: process.stdout.isTTY ? COLOUR : PLAIN };
  const explainer = new Explainer(parsed, style, (text) => {
    progress.clear();
    output.write(text);
    if (output.isClosed) stop.noReader();
  });
  const stop = new Stop();
  const { exitStatus, summary } = await runReplay(settings, {
    logs,
    times,
    zone,
    runActions: false,
    drain,
    readSettings: () => settings,
    onRules: (rules) => printDiagnostics(rules, isTTY, say),
    onAction: (action) => explainer.action(action),
    onProgress: (lines, now) => progress.show(lines, now),
    observer: explainer,
    ...(parsed.wanted.kind === "line" ? { extraLine: parsed.wanted.text } : {}),
    stop: stop.signal,
    say,
  });
  output.flush();
  progress.clear();
  for (const log of summary?.logs ?? []) if (log.fault !== null) say(log.fault);
  if (stop.message !== null) say(stop.message);
  if (summary === null || exitStatus !== 0 || stop.message !== null) return stop.exitStatus(exitStatus);
  if (explainer.isWithoutActions) say(`no action would have been run, over ${summary.lines} lines; --at=N tells why`);
  const missed = explainer.missed(summary.lines);
  if (missed === null) return 0;
  say(missed);
  return 1;
}

class Explainer implements ReplayObserver {
  isDone = false;
  private readonly wanted: Wanted;
  private readonly isJson: boolean;
  private readonly style: Style;
  private readonly write: (text: string) => void;
  private recorder: Recorder | null = null;
  private actions = 0;
  private found = 0;
  /** The line at hand is the one that is asked for. */
  private isFollowed = false;

  constructor({ wanted, replay }: ExplainArguments, style: Style, write: Explainer["write"]) {
    this.wanted = wanted;
    this.isJson = replay.format === "json";
    this.style = style;
    this.write = write;
  }

  begin(core: Core): Tracer {
    this.recorder = new Recorder(core);
    return this.recorder;
  }

  lineBegins(log: string, number: number): void {
    this.recorder?.comesFrom(log, number);
    this.isFollowed = this.isWanted(log, number);
    if (this.isFollowed) this.recorder?.follow();
  }

  lineEnds(): void {
    if (!this.isFollowed) return;
    this.isFollowed = false;
    this.found++;
    this.isDone = true;
    for (const trail of this.recorder?.takeTrails() ?? []) {
      if (this.isJson) this.writeJson(trailJson(trail));
      else this.writeLines(renderTrail(trail, this.style));
    }
  }

  action({ action: name, target, data, time, rule }: RehearsedAction): void {
    const firing = this.recorder?.told({ action: name, target, data }) ?? null;
    if (this.isDone) return;
    const action: NumberedAction = { number: ++this.actions, time, rule, action: name, target, data };
    const { wanted } = this;
    if (wanted.kind === "list") {
      if (this.isJson) this.writeJson(actionJson(action, firing));
      else this.writeLines([this.title(action, firing)]);
      return;
    }
    if (wanted.kind === "action" ? action.number !== wanted.number : !this.isAskedFor(action)) return;
    this.found++;
    if (wanted.kind === "action") this.isDone = true;
    this.chain(action, firing);
  }

  /** What was asked for and is not there; null: all is told. */
  missed(lines: number): string | null {
    const { wanted, found, actions } = this;
    if (found > 0 || wanted.kind === "list" || wanted.kind === "line") return null;
    if (wanted.kind === "at") {
      return `there is no line ${wanted.number}${wanted.log === null ? "" : ` in ${wanted.log}`}; there are ${lines} in all`;
    }
    const what = wanted.kind === "action" ? `action ${wanted.number}` : `action with "${shown(wanted.text)}" in it`;
    return `there is no ${what}; the rules led to ${actions} action${actions === 1 ? "" : "s"}`;
  }

  /** All actions were asked for, and there was none. */
  get isWithoutActions(): boolean {
    return this.wanted.kind === "list" && this.actions === 0;
  }

  private isWanted(log: string, number: number): boolean {
    const { wanted } = this;
    if (wanted.kind === "line") return log === EXTRA_LINE;
    return wanted.kind === "at" && number === wanted.number && (wanted.log === null || wanted.log === log);
  }

  private isAskedFor(action: NumberedAction): boolean {
    const { wanted } = this;
    if (wanted.kind !== "why") return false;
    return [toldText(action), action.data].some((text) => text?.includes(wanted.text) === true);
  }

  private chain(action: NumberedAction, firing: Firing | null): void {
    if (this.isJson) {
      this.writeJson(firing === null ? actionJson(action, null) : chainJson(action, firing));
      return;
    }
    const why = firing === null ? ["no rule did that"] : renderChain(firing, this.style);
    this.writeLines([this.title(action, firing), ...indented(why), ""]);
  }

  private title(action: NumberedAction, firing: Firing | null): string {
    const by = firing === null ? "(no rule)" : listName(firing);
    return `#${action.number}  ${timeText(action.time, this.style)}  ${by}: ${this.style.paint(toldText(action), "bold")}`;
  }

  private writeLines(lines: readonly string[]): void {
    this.write(`${lines.join("\n")}\n`);
  }

  private writeJson(value: unknown): void {
    this.write(`${JSON.stringify(value)}\n`);
  }
}

function printDiagnostics(rules: RuleSet, colour: boolean, say: (text: string) => void): void {
  for (const file of rules.files) {
    for (const diagnostic of file.diagnostics) say(renderDiagnostic(diagnostic, colour ? COLOUR : PLAIN));
  }
}
