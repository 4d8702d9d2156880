/** What the Perl process tells and asks while code runs. */
import type { FrameReader, FrameWriter } from "./protocol.js";

/** %main::context_list. A context's state is opaque to Perl code; it can be kept and given back. */
export interface Contexts {
  names(): string[];
  /** Undefined when there is no such context. */
  get(name: string): string | undefined;
  set(name: string, state: string): void;
  delete(name: string): void;
}

/** Whether an answer was written. */
export function answerRequest(request: FrameReader, contexts: Contexts | null, frames: FrameWriter): boolean {
  switch (request.operation) {
    case "n":
      writeValues(frames, contexts?.names() ?? []);
      return true;
    case "g":
      writeValues(frames, [contexts?.get(request.text())]);
      return true;
    case "s":
      contexts?.set(request.text(), request.text());
      writeValues(frames, []);
      return true;
    case "d":
      contexts?.delete(request.text());
      writeValues(frames, []);
      return true;
    case "h":
      changeDirectory(request.text());
      return false;
    case "k":
      process.umask(request.number());
      return false;
    case "V":
      replaceEnvironment(request);
      return false;
    default:
      throw new Error(`unexpected answer of the Perl process: ${request.operation}`);
  }
}

function writeValues(frames: FrameWriter, values: readonly (string | undefined)[]): void {
  frames.begin("v");
  frames.number(values.length);
  for (const value of values) frames.scalar(value);
  frames.end();
}

function changeDirectory(directory: string): void {
  try {
    process.chdir(Buffer.from(directory, "latin1").toString());
  } catch {
    // It has vanished meanwhile.
  }
}

/** Children that we start later inherit what Perl code made of the environment. */
function replaceEnvironment(request: FrameReader): void {
  const environment = new Map<string, string>();
  while (!request.isAtEnd) environment.set(decode(request.text()), decode(request.scalar() ?? ""));
  for (const name of Object.keys(process.env)) if (!environment.has(name)) delete process.env[name];
  for (const [name, value] of environment) if (process.env[name] !== value) process.env[name] = value;
}

/** Bytes as Node wants them in names and values of the environment. */
function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString();
}
