/** The state as JSON with the reference's keys and types (manual: --dumpfjson); docs/dump.md describes it. */
import { positionOf, type Span } from "../base/source.js";
import type { BufferedLine } from "../engine/buffers.js";
import { BUILTIN_NAMES, builtinVariable } from "../engine/builtin-variables.js";
import type { Core } from "../engine/core.js";
import { textOf } from "../perl/host.js";
import type { Rule, RuleFile } from "../rules/ast.js";
import { operationFields } from "./dump-operation.js";
import type { ChildView, InputView, ProgramView, StateView } from "./view.js";

export type Json = string | number | readonly Json[] | { readonly [key: string]: Json };

/** To be written as UTF-8: each byte of a string becomes the character of its number, as in the reference's. */
export function dumpJson(view: StateView): string {
  const { core, program } = view;
  return JSON.stringify({
    program: programJson(program),
    env: definedOf(program.environment),
    perf: performanceJson(program, core),
    rulestats: Object.fromEntries(core.files.map((file) => [file.name, ruleStatistics(file, core, program)])),
    inputs: Object.fromEntries(view.inputs.map((input) => [input.name, inputJson(input, core)])),
    buffer: bufferJson(view),
    pendingevents: pendingJson(core),
    pmatchcache: cacheJson(core),
    operations: Object.fromEntries([...core.operations].map((one) => [keyOf(one), operationFields(one)])),
    contexts: contextsJson(core),
    children: Object.fromEntries(view.children.map((child) => [String(child.pid), childJson(child)])),
    variables: variablesJson(core),
  } satisfies Record<string, Json>);
}

function programJson(program: ProgramView): Json {
  return {
    version: program.version,
    startuptime: program.started,
    confloadtime: program.rulesLoaded,
    dumptime: program.dumped,
    rcfile: program.resourceFile ?? "none",
    options: program.options,
    euid: program.userId,
    egid: program.groupId,
    sgid: program.otherGroupIds,
  };
}

function performanceJson(program: ProgramView, core: Core): Json {
  return {
    runtime: program.dumped - program.started,
    user: program.userSeconds,
    system: program.systemSeconds,
    childuser: program.childUserSeconds,
    childsystem: program.childSystemSeconds,
    lines: core.eventCount,
  };
}

function ruleStatistics(file: RuleFile, core: Core, program: ProgramView): Json {
  const stats = file.rules.map((rule) => {
    const { matches, events, cpuSeconds } = core.usage.of(rule);
    const basic = { desc: describeRule(rule), matches, ruleline: positionOf(rule.span.file, rule.span.start).line };
    return core.cpuTime === null ? basic : { ...basic, events, cputime: cpuSeconds };
  });
  return { loadtime: program.fileLoaded(file), stats };
}

export function describeRule(rule: Rule): string {
  if ("desc" in rule && rule.desc !== null) return rule.desc.source;
  return "condition" in rule ? `${rule.type} rule with pattern: ${rule.condition.pattern.source}` : rule.type;
}

const INPUT_TYPES = { file: "regular file", pipe: "pipe", stream: "socket" } as const;

function inputJson({ name, context, lines, isOpen, place }: InputView, core: Core): Json {
  return {
    file: name,
    lines,
    status: isOpen ? "Open" : "Closed",
    ...(core.settings.intcontexts ? { context: context ?? `_FILE_EVENT_${name}` } : {}),
    ...(place === null ? {} : { type: INPUT_TYPES[place.kind], dev: place.device, inode: place.inode }),
    ...(place === null || place.position === null || place.size === null
      ? {}
      : { offset: place.position, size: place.size }),
  };
}

function bufferJson({ core, inputs }: StateView): Json {
  const { size, joint } = core.buffers;
  const contents = new Map(core.buffers.contents());
  const linesOf = (lines: readonly BufferedLine[] | undefined): string[] =>
    lines?.map((line) => line.text) ?? new Array<string>(size).fill("");
  if (joint) {
    const lines = contents.get(null) ?? [];
    const sources = lines.map(({ source }) => (source === null ? "synthetic event" : (source ?? "")));
    const mode = "joint buffer for all input sources";
    return { bufmode: mode, bufsize: size, lastlines: linesOf(lines), lastinputs: sources };
  }
  return {
    bufmode: "separate buffer for each input source",
    bufsize: size,
    lastlines: Object.fromEntries(inputs.map(({ name }) => [name, linesOf(contents.get(name))])),
    lastsynevents: linesOf(contents.get(null)),
  };
}

function pendingJson(core: Core): Json {
  const { now, later } = core.events.waiting();
  const named = (context: string | null): string => context ?? "_INTERNAL_EVENT";
  return [
    ...now.map(({ text, context }) => ({ event: text, context: named(context), time: core.now })),
    ...later.map(({ text, context, at }) => ({ event: text, context: named(context), time: at })),
  ];
}

function cacheJson(core: Core): Json {
  const entries = [...core.buffers.cache].map(([name, { numbered, named, inputSource, internalContext }]) => {
    const numbers = Object.fromEntries(numbered.map((value, index) => [String(index), value]));
    const extra = { _inputsrc: inputSource, _intcontext: internalContext };
    return [name, definedOf({ ...numbers, ...(named ?? {}), ...extra })];
  });
  return Object.fromEntries(entries);
}

function contextsJson(core: Core): Json {
  return [...core.contexts.all()].flatMap((context) => {
    if (context.internal) return [];
    const { names, created, lifetime, store, list } = context;
    const action = list === null ? {} : { action: sourceOf(list.list.span) };
    return [{ name: [...names].sort(), creationtime: created, lifetime, buffer: store.toArray(), ...action }];
  });
}

function childJson({ pid, command, yieldsEvents }: ChildView): Json {
  return { pid, cmdline: command, ...(yieldsEvents ? { status: "Connected to pipe input" } : {}) };
}

function variablesJson(core: Core): Json {
  const builtin = BUILTIN_NAMES.filter((name) => name.startsWith(".")).map((name): [string, Json] => {
    const text = builtinVariable(name, core) ?? "";
    return [name, /^[1-9][0-9]*$|^0$/.test(text) && !name.startsWith(".chr") ? Number(text) : text];
  });
  const late = ["s", "t", "u"].map((name): [string, Json] | null => {
    const text = textOf(core.variableValue(name));
    return text === "" ? null : [name, name === "u" ? Number(text) : text];
  });
  const own = [...core.variables].map(([name, value]) => [name, textOf(value)]);
  return {
    "%": "%",
    ...Object.fromEntries(builtin),
    ...Object.fromEntries(late.filter((one) => one !== null)),
    ...Object.fromEntries(own),
  };
}

function keyOf({ rule, description }: { readonly rule: Rule; readonly description: string }): string {
  return `${rule.file} | ${rule.number} | ${description}`;
}

/** What the rule file has there. */
export function sourceOf({ file, start, end }: Span): string {
  return file.text.slice(start, end);
}

function definedOf(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
