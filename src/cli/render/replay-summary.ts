/** What a replay came to, in lines for standard error. */
import type { TimeZone } from "../../engine/ports.js";
import type { LogFile } from "../../io/logs/log-file.js";
import type { Summary } from "../../runtime/replay/summary.js";
import { dateAndTime, duration } from "./rehearsed.js";

export function renderSummary(summary: Summary, zone: TimeZone): string[] {
  const { first, last, lines, matched, syntheticEvents, logs } = summary;
  if (first === null || last === null) return ["there was no line to replay"];
  const from = zone(first);
  const span = `${dateAndTime(from)} to ${dateAndTime(zone(last))} ${zone(last).zone} (${duration(last - first)})`;
  const events = syntheticEvents === 0 ? "" : `, ${count(syntheticEvents, "synthetic or internal event")}`;
  return [
    ...logs.flatMap(renderLog),
    `${count(lines, "line")} from ${span}; ${matched} met a rule${events}`,
    renderActions(summary),
    ...renderOpen(summary),
  ];
}

function renderLog(log: LogFile): string[] {
  const { source, format, inferredYear, impossible, fromFuture } = log;
  const { total, late, untimed } = log.lines;
  const without = untimed - impossible;
  const notes = [
    ...(inferredYear === null ? [] : [`it is taken to begin in ${inferredYear} (--year)`]),
    ...(without === 0 ? [] : [`${count(without, "line")} without a time`]),
    ...(impossible === 0 ? [] : [`${count(impossible, "line")} with a date that does not exist in that year (--year)`]),
    ...(log.hasCarriageReturns ? ["its lines end in CR LF: before $ in patterns there is a CR"] : []),
    ...(late === 0 ? [] : [`${count(late, "line")} came too late (--max-lateness, --late)`]),
  ];
  const what = format === null ? "empty" : `${count(total, "line")}, times as ${format.name}`;
  const warning = `${source.name}: ${fromFuture} times would be later than when it was last written to: it seems to begin in an earlier year, give --year`;
  return [`${source.name}: ${[what, ...notes].join("; ")}`, ...(fromFuture === 0 ? [] : [warning])];
}

function renderActions({ actions }: Summary): string {
  if (actions === null) return "actions were run";
  const counts = [...actions].map(([name, times]) => `${times} ${name}`);
  return counts.length === 0
    ? "no action would have been run"
    : `actions that would have been run: ${counts.join(", ")}`;
}

function renderOpen({ openOperations, openContexts, delayedEvents }: Summary): string[] {
  const open = [
    [openOperations, "window"],
    [openContexts, "context lifetime"],
    [delayedEvents, "delayed event"],
  ] as const;
  const some = open.filter(([number]) => number > 0).map(([number, what]) => count(number, what));
  return some.length === 0 ? [] : [`the clock has stopped while these were open: ${some.join(", ")} (--drain=SECONDS)`];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
