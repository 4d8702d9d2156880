/** Parameters and results as frames (protocol.ts). */
import type { CodeReference, PerlArgument, PerlContext, PerlResult } from "../../perl/host.js";
import type { RegExpMatch } from "../../regexp/index.js";
import type { PassedEntries } from "./entries.js";
import { type FrameReader, type FrameWriter, TAG } from "./protocol.js";

/** Hot: strings only are written in the form that Perl reads with one unpack(). */
export function writeCall(
  frames: FrameWriter,
  code: CodeReference,
  parameters: readonly PerlArgument[],
  context: PerlContext,
  entries: PassedEntries,
): void {
  const isPlain = parameters.every((parameter) => typeof parameter === "string");
  frames.begin(isPlain ? "C" : "G");
  frames.number(code.handle);
  frames.byte(context === "list" ? 1 : 0);
  if (isPlain) for (const parameter of parameters) frames.text(parameter as string);
  else for (const parameter of parameters) writeArgument(frames, parameter, entries);
  frames.end();
}

function writeArgument(frames: FrameWriter, parameter: PerlArgument, entries: PassedEntries): void {
  if (parameter === undefined || typeof parameter === "string") {
    frames.scalar(parameter);
  } else if (parameter.kind === "entry") {
    entries.write(parameter.entry, frames);
  } else if (parameter.kind === "code") {
    frames.byte(TAG.code);
    frames.number(parameter.handle);
  } else {
    frames.byte(TAG.list);
    const bytes = frames.placeholder();
    const start = frames.length;
    for (const value of parameter.values) frames.text(value);
    frames.fill(bytes, start);
  }
}

/** `referenceTo` gives the object that stands for a function. */
export function readResult(
  answer: FrameReader,
  referenceTo: (handle: number, text: string) => CodeReference,
): PerlResult {
  const tag = answer.byte();
  if (tag === TAG.undef) return undefined;
  if (tag === TAG.string) return answer.text();
  if (tag === TAG.code) return referenceTo(answer.number(), answer.text());
  const text = answer.text();
  return { kind: "hash", entries: answer.pairs(answer.number()), text };
}

export function readMatch(answer: FrameReader): RegExpMatch | null {
  const count = answer.number();
  if (count === 0) return null;
  const numbered: (string | undefined)[] = [];
  for (let index = 0; index < count; index++) numbered.push(answer.scalar());
  if (answer.isAtEnd) return { numbered, named: null };
  const named: Record<string, string | undefined> = {};
  while (!answer.isAtEnd) named[answer.text()] = answer.scalar();
  return { numbered, named };
}
