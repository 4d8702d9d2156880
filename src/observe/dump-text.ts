/** The state as text for people (manual: SIGNALS, SIGUSR1); docs/dump.md describes it. */
import { positionOf } from "../base/source.js";
import type { BufferedLine, SourceName } from "../engine/buffers.js";
import { BUILTIN_NAMES, builtinVariable } from "../engine/builtin-variables.js";
import type { Context } from "../engine/contexts.js";
import { textOf } from "../perl/host.js";
import type { RuleFile } from "../rules/ast.js";
import { describeRule, sourceOf } from "./dump-json.js";
import { countOf, fieldLines, indent, oneLine, section, tableLines } from "./layout.js";
import { operationLines } from "./operation-text.js";
import { valueLines, variableLines } from "./values-text.js";
import type { FormatTime, InputView, OutputView, StateView } from "./view.js";

interface Section {
  readonly title: string;
  readonly lines: (view: StateView, format: FormatTime) => readonly string[];
}

export function dumpText(view: StateView): string {
  const format: FormatTime = (time) =>
    builtinVariable("t", { now: time, localTime: () => view.zone(time) }) ?? String(time);
  const title = `${view.program.version}: its state at ${format(view.program.dumped)}\n`;
  return [title, ...SECTIONS.map(({ title, lines }) => section(title, lines(view, format)))].join("\n");
}

const SECTIONS: readonly Section[] = [
  { title: "Program", lines: programLines },
  { title: "Environment", lines: environmentLines },
  { title: "Work done", lines: performanceLines },
  { title: "Rules", lines: ruleLines },
  { title: "Inputs", lines: inputLines },
  { title: "Input buffers", lines: bufferLines },
  { title: "Pending events", lines: pendingLines },
  { title: "Pattern match cache", lines: cacheLines },
  { title: "Event correlation operations", lines: allOperationLines },
  { title: "Contexts", lines: allContextLines },
  { title: "Child processes", lines: childLines },
  { title: "Outputs", lines: outputLines },
  { title: "Action list variables", lines: actionVariableLines },
];

function programLines({ program }: StateView, format: FormatTime): string[] {
  return fieldLines([
    ["version", program.version],
    ["started", format(program.started)],
    ["rules loaded", format(program.rulesLoaded)],
    ["dumped", format(program.dumped)],
    ["options", program.options],
    ["resource file", program.resourceFile ?? "none"],
    ["effective user ID", program.userId],
    ["effective group ID", program.groupId],
    ["other group IDs", program.otherGroupIds.join(" ") || "none"],
  ]);
}

function environmentLines({ program }: StateView): string[] {
  const entries = Object.entries(program.environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, value]) => oneLine(`${name}=${value ?? ""}`));
}

function performanceLines({ program, core }: StateView): string[] {
  const cpu = (user: number, system: number): string => `${user.toFixed(2)} s user, ${system.toFixed(2)} s system`;
  return fieldLines([
    ["running for", countOf(program.dumped - program.started, "second")],
    ["CPU time", cpu(program.userSeconds, program.systemSeconds)],
    ["CPU time of children", cpu(program.childUserSeconds, program.childSystemSeconds)],
    ["events processed", core.eventCount],
  ]);
}

function ruleLines(view: StateView, format: FormatTime): string[] {
  return view.core.files.flatMap((file) => [
    `${oneLine(file.name)}: ${countOf(file.rules.length, "rule")}, loaded ${format(view.program.fileLoaded(file))}`,
    ...indent(usageTable(file, view)),
  ]);
}

function usageTable(file: RuleFile, { core }: StateView): string[] {
  if (file.rules.length === 0) return [];
  const isMeasured = core.cpuTime !== null;
  const titles = ["rule", "line", "matches", ...(isMeasured ? ["events", "CPU seconds"] : []), "description"];
  const rows = file.rules.map((rule) => {
    const { matches, events, cpuSeconds } = core.usage.of(rule);
    const { line } = positionOf(rule.span.file, rule.span.start);
    const cost = isMeasured ? [events, cpuSeconds.toFixed(3)] : [];
    return [rule.number + 1, line, matches, ...cost, describeRule(rule)];
  });
  return tableLines(titles, rows);
}

const INPUT_KINDS = { file: "regular file", pipe: "pipe", stream: "socket" } as const;

function inputLines({ inputs, core }: StateView): string[] {
  return inputs.flatMap((input) => [oneLine(input.name), ...indent(fieldLines(inputFields(input, core.settings)))]);
}

function inputFields({ name, context, lines, isOpen, place }: InputView, settings: { intcontexts: boolean }) {
  const fields: [string, string | number][] = [
    ["status", isOpen ? "open" : "closed"],
    ["lines read", lines],
  ];
  if (settings.intcontexts) fields.push(["internal context", context ?? `_FILE_EVENT_${name}`]);
  if (place === null) return fields;
  fields.push(["type", INPUT_KINDS[place.kind]]);
  if (place.position !== null) fields.push(["read up to byte", `${place.position} of ${place.size ?? "?"}`]);
  fields.push(["device and inode", `${place.device} ${place.inode}`]);
  return fields;
}

function bufferLines({ core, inputs }: StateView): string[] {
  const { size, joint } = core.buffers;
  const contents = new Map(core.buffers.contents());
  if (joint) {
    const sourced = ({ text, source }: BufferedLine) => [sourceName(source), text];
    const rows = (contents.get(null) ?? []).map(sourced);
    return [`one buffer of ${countOf(size, "line")} for all inputs`, ...indent(tableLines(["input", "line"], rows))];
  }
  const sources: readonly SourceName[] = [...inputs.map(({ name }) => name), null];
  return [
    `a buffer of ${countOf(size, "line")} for each input`,
    ...sources.flatMap((source) => {
      const lines = contents.get(source) ?? [];
      const texts = lines.filter((line) => line.source !== undefined).map(({ text }) => oneLine(text));
      return [`${sourceName(source)}${texts.length === 0 ? ": empty" : ""}`, ...indent(texts)];
    }),
  ];
}

function sourceName(source: SourceName | undefined): string {
  if (source === undefined) return "(nothing yet)";
  return source === null ? "synthetic and internal events" : oneLine(source);
}

function pendingLines({ core }: StateView, format: FormatTime): string[] {
  const { now, later } = core.events.waiting();
  const line = (when: string, text: string, context: string | null): string =>
    oneLine(`${when}, context ${context ?? "_INTERNAL_EVENT"}: ${text}`);
  return totalled(now.length + later.length, [
    ...now.map(({ text, context }) => line("at once", text, context)),
    ...later.map(({ text, context, at }) => line(format(at), text, context)),
  ]);
}

function cacheLines({ core }: StateView): string[] {
  const entries = [...core.buffers.cache];
  return totalled(
    entries.length,
    entries.flatMap(([name, variables]) => [oneLine(name), ...indent(variableLines("$", variables))]),
  );
}

function allOperationLines({ core }: StateView, format: FormatTime): string[] {
  const operations = [...core.operations];
  return totalled(
    operations.length,
    operations.flatMap((operation) => operationLines(operation, format)),
  );
}

function allContextLines({ core }: StateView, format: FormatTime): string[] {
  const contexts = [...core.contexts.all()].filter(({ internal }) => !internal);
  return totalled(
    contexts.length,
    contexts.flatMap((context) => contextLines(context, format)),
  );
}

function contextLines({ names, created, lifetime, store, list }: Context, format: FormatTime): string[] {
  const [first = "", ...others] = names;
  return [
    oneLine(first),
    ...indent([
      ...fieldLines([
        ["other names", others.join(" ")],
        ["created", format(created)],
        ["lifetime", lifetime === 0 ? "no end" : countOf(lifetime, "second")],
        ["action at the end", list === null ? "" : sourceOf(list.list.span)],
      ]),
      ...(list === null ? [] : ["values", ...indent(valueLines(list.binding))]),
      `event store: ${countOf(store.size, "string")}`,
      ...indent(store.toArray().map(oneLine)),
    ]),
  ];
}

function childLines({ children, childrenWaiting }: StateView): string[] {
  const lines = children.map(({ pid, command, yieldsEvents }) =>
    oneLine(`${pid}: ${command}${yieldsEvents ? "  (its output becomes events)" : ""}`),
  );
  return totalled(children.length, [
    ...lines,
    ...(childrenWaiting > 0 ? [`${childrenWaiting} wait for their turn`] : []),
  ]);
}

function outputLines({ outputs }: StateView, format: FormatTime): string[] {
  const used = outputs.filter(
    ({ written, queued, dropped, trouble }) =>
      [written.bytes, queued.bytes, dropped.writes].some((number) => number > 0) || trouble !== null,
  );
  return totalled(
    used.length,
    used.flatMap((output) => [oneLine(output.output), ...indent(fieldLines(outputFields(output, format)))]),
  );
}

function outputFields({ written, queued, dropped, trouble }: OutputView, format: FormatTime) {
  const amount = ({ writes, bytes }: OutputView["written"]): string =>
    writes === 0 ? "" : `${countOf(writes, "write")}, ${countOf(bytes, "byte")}`;
  const fields: [string, string][] = [
    ["written", amount(written)],
    ["waiting", amount(queued)],
    ["lost", amount(dropped)],
  ];
  if (trouble !== null) fields.push(["in trouble", `since ${format(trouble.since)}: ${trouble.reason}`]);
  return fields;
}

function actionVariableLines({ core }: StateView): string[] {
  const constant = (name: string): boolean => name.startsWith(".chr");
  const builtin = BUILTIN_NAMES.filter((name) => name.startsWith(".") && !constant(name)).map(
    (name) => [name, builtinVariable(name, core) ?? ""] as const,
  );
  const late = ["s", "t", "u"].map((name) => [name, textOf(core.variableValue(name))] as const);
  const own = [...core.variables].map(([name, value]) => [name, textOf(value)] as const);
  const values = new Map<string, string>([...builtin, ...late.filter(([, text]) => text !== ""), ...own]);
  return [
    ...[...values].map(([name, text]) => `%${name} = '${oneLine(text)}'`),
    "%.chr0 to %.chr255 = the byte of that number",
    "%% = '%'",
  ];
}

function totalled(count: number, lines: readonly string[]): string[] {
  return [...lines, ...(lines.length > 0 ? [""] : []), `total: ${count}`];
}
