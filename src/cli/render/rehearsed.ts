/** Actions of a replay for people and for tools. */

import type { Seconds } from "../../base/seconds.js";
import { positionOf } from "../../base/source.js";
import type { LocalTime, TimeZone } from "../../engine/ports.js";
import type { Rule } from "../../rules/ast.js";
import type { RehearsedAction } from "../../runtime/replay/rehearsal.js";
import type { Witnessed } from "../../runtime/replay/witness.js";

/** Before each line of a text that does not stand in the first line. */
const BELOW = "\n    > ";

/** What was done, then the lines that led to it, indented. Bytes, one per character. */
export function renderAction(action: RehearsedAction, zone: TimeZone): string {
  const { time, rule, target, data, lines } = action;
  const what = [action.action, ...(target === null ? [] : [target])].join(" ");
  const place = rule === null ? "(no rule)" : `${rule.file}:${lineOf(rule)}`;
  const text = data === null ? "" : withoutLastNewline(data);
  const first = `${dateAndTime(zone(time))}  ${place}  ${what}`;
  const fits = !text.includes("\n") && !action.action.startsWith("pipe");
  const below = `${BELOW}${text.replaceAll("\n", BELOW)}`;
  const said = data === null ? "" : fits ? ` ${text}` : below;
  return `${first}${said}\n${lines.map(renderLine).join("")}`;
}

function renderLine({ log, number, text }: Witnessed): string {
  return log === null ? `    event: ${text}\n` : `    ${log}:${number}: ${text}\n`;
}

/** One object in one line; texts are shown as UTF-8 where they are. */
export function actionToJson(action: RehearsedAction, zone: TimeZone): string {
  const { time, rule, target, data, lines } = action;
  const shown = (text: string | null): string | null => (text === null ? null : decoded(text));
  const object = {
    time,
    local: isoTime(zone(time)),
    file: rule === null ? null : decoded(rule.file),
    line: rule === null ? null : lineOf(rule),
    type: rule?.type ?? null,
    action: action.action,
    target: shown(target),
    data: shown(data),
    lines: lines.map((line) => ({
      log: line.log,
      line: line.log === null ? null : line.number,
      time: line.time,
      text: decoded(line.text),
    })),
  };
  return `${JSON.stringify(object)}\n`;
}

function lineOf({ span }: Rule): number {
  return positionOf(span.file, span.start).line;
}

function decoded(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function withoutLastNewline(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** 2023-11-09 07:12:21 */
export function dateAndTime({ year, month, day, hour, minute, second }: LocalTime): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

function isoTime(time: LocalTime): string {
  const offset = Math.abs(time.offset);
  const sign = time.offset < 0 ? "-" : "+";
  const hours = Math.floor(offset / 3600);
  return `${dateAndTime(time).replace(" ", "T")}${sign}${two(hours)}:${two(Math.floor((offset % 3600) / 60))}`;
}

/** 3 d 4 h, 12 min 5 s: the two largest units. */
export function duration(seconds: Seconds): string {
  const units: readonly [string, number][] = [
    ["d", Math.floor(seconds / 86_400)],
    ["h", Math.floor(seconds / 3600) % 24],
    ["min", Math.floor(seconds / 60) % 60],
    ["s", seconds % 60],
  ];
  const from = units.findIndex(([, count]) => count > 0);
  const shown = from < 0 ? units.slice(-1) : units.slice(from, from + 2).filter(([, count]) => count > 0);
  return shown.map(([unit, count]) => `${count} ${unit}`).join(" ");
}
