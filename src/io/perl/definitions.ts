/** Requests that define or match something by its handle, and the shape of all requests. */
import type { FrameReader, FrameWriter } from "./protocol.js";

/** What a restarted process needs again, by handle. */
export interface Definition {
  readonly operation: "F" | "Q";
  readonly source: string;
}

/** One request in flight: how its frame is written, how its answer is read. */
export type Write = (frames: FrameWriter) => void;
export type Read<Value> = (answer: FrameReader) => Value;

export const readNothing = (): void => {};
export const readTruth = (answer: FrameReader): boolean => answer.number() === 1;

export function writeFlush(frames: FrameWriter): void {
  frames.begin("O");
  frames.end();
}

export function writeDefinition(operation: "F" | "Q" | "M" | "T", handle: number, text: string): Write {
  return (frames) => {
    frames.begin(operation);
    frames.number(handle);
    frames.rest(text);
    frames.end();
  };
}
