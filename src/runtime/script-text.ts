/** The text of a timed script (docs/testing-rules.md): what arrives or happens, and when. */

/** What a step does: a line arrives in a file, or a directive is carried out. */
export type Deed =
  | { readonly kind: "line"; readonly file: string; readonly text: string }
  | { readonly kind: "directive"; readonly text: string };

export interface WrittenStep {
  /** Seconds after the start; null: the line says its time itself. */
  readonly offset: number | null;
  readonly deed: Deed;
  /** File and line, for messages. */
  readonly place: string;
}

/** The script cannot be read or carried out; the message names the line. */
export class ScriptError extends Error {}

const FORMS = '"<offset> <file>: <text>", "@ <file>: <text>" nor "<offset> !<directive>"';

/** The file `events`. */
export function readEvents(text: string): WrittenStep[] {
  const steps: WrittenStep[] = [];
  text.split("\n").forEach((line, index) => {
    if (/^[ \t]*(?:#|$)/.test(line)) return;
    const place = `events:${index + 1}`;
    const [, when = "", rest = ""] = /^[ \t]*([0-9]+|@) (.*)$/s.exec(line) ?? [];
    const deed = readDeed(rest);
    if (deed === null || (when === "@" && deed.kind === "directive")) {
      throw new ScriptError(`${place}: "${line}" is neither ${FORMS}`);
    }
    steps.push({ offset: when === "@" ? null : Number(when), deed, place });
  });
  return steps;
}

/** A log as it is: its lines arrive in the input `file` at their own times. */
export function readLogLines(name: string, file: string, text: string): WrittenStep[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => ({
    offset: null,
    deed: { kind: "line", file, text: line },
    place: `${name}:${index + 1}`,
  }));
}

/** The input file that a step writes to. */
export function inputOf({ deed }: WrittenStep): string | null {
  if (deed.kind === "line") return deed.file;
  return /^partial (\S+) /.exec(deed.text)?.[1] ?? null;
}

function readDeed(text: string): Deed | null {
  if (/^!\S/.test(text)) return { kind: "directive", text: text.slice(1) };
  const found = /^(?!!)(\S+?):(?: (.*))?$/s.exec(text);
  return found === null ? null : { kind: "line", file: found[1] as string, text: found[2] ?? "" };
}
