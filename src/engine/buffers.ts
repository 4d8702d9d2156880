/**
 * Input buffers (manual: INPUT PROCESSING AND TIMING): the last N lines of all inputs
 * together, or of each input apart, with one more for synthetic and internal events.
 */
import type { MatchCache } from "../base/match-variables.js";
import type { Pattern } from "../patterns/index.js";
import type { MatchInput } from "../patterns/match.js";
import type { PerlArgument, PerlHost } from "../perl/host.js";
import type { SkippedLines } from "./face.js";
import { Reach } from "./reach.js";

/** The name of an input, or null for synthetic and internal events. */
export type SourceName = string | null;

export interface BufferedLine {
  text: string;
  /** Undefined: the buffer has not been filled as far as this. */
  source: SourceName | undefined;
}

/** Oldest line first, always `size` lines: those not yet read are empty. */
class InputBuffer {
  lines: BufferedLine[] = [];
  /** For patterns that look at several lines. */
  readonly reach = new Reach();

  constructor(size: number) {
    this.resize(size);
  }

  /** The newest lines stay. */
  resize(size: number): void {
    const missing = size - this.lines.length;
    const empty = (): BufferedLine => ({ text: "", source: undefined });
    if (missing > 0) this.lines = [...Array.from({ length: missing }, empty), ...this.lines];
    else this.lines.splice(0, -missing);
  }

  add(text: string, source: SourceName): void {
    const { lines } = this;
    // The oldest line's object becomes the newest one's.
    const line = lines[0] as BufferedLine;
    for (let i = 1; i < lines.length; i++) lines[i - 1] = lines[i] as BufferedLine;
    line.text = text;
    line.source = source;
    lines[lines.length - 1] = line;
  }
}

/** Who hears what goes wrong with a pattern at run time. */
export type PatternFaults = Pick<MatchInput, "perlFailed" | "matchStopped">;

/** The buffers, and the one that holds the current event as patterns see it. */
export class Buffers implements MatchInput {
  internalContext: string | undefined;
  cache: MatchCache = new Map();
  readonly perl: PerlHost | null;
  private readonly bySource = new Map<SourceName, InputBuffer>();
  private current: InputBuffer;
  private linesEach: number;
  private isJoint: boolean;
  /** The last line of the current buffer, when it was skipped and is not a string yet. */
  private skipped: { readonly lines: SkippedLines; readonly source: SourceName } | null = null;
  private readonly faults: PatternFaults;

  constructor(size: number, joint: boolean, perl: PerlHost | null, faults: PatternFaults) {
    this.linesEach = size;
    this.isJoint = joint;
    this.perl = perl;
    this.faults = faults;
    this.current = new InputBuffer(size);
    if (joint) this.bySource.set(null, this.current);
  }

  /** Lines in each buffer. */
  get size(): number {
    return this.linesEach;
  }

  get joint(): boolean {
    return this.isJoint;
  }

  /**
   * After a restart, whose rules may need more lines or fewer: what fits stays. When one
   * buffer takes the place of many, it is the one of the last line; many begin empty.
   */
  change(size: number, joint: boolean): void {
    this.settle();
    if (joint !== this.isJoint) {
      this.isJoint = joint;
      this.bySource.clear();
      if (joint) this.bySource.set(null, this.current);
      else this.current = new InputBuffer(size);
    }
    this.linesEach = size;
    this.current.resize(size);
    for (const buffer of this.bySource.values()) buffer.resize(size);
  }

  /** The buffers' contents by source, the newest line last: for dumps. A joint buffer has the source null. */
  *contents(): IterableIterator<readonly [SourceName, readonly BufferedLine[]]> {
    this.settle();
    for (const [source, buffer] of this.bySource) yield [source, buffer.lines];
  }

  /** A line arrives: its buffer becomes the current one. */
  add(text: string, source: SourceName): void {
    if (this.skipped !== null) this.makeCurrent(source);
    else if (!this.isJoint) this.current = this.bufferOf(source);
    this.current.add(text, source);
  }

  /**
   * Lines arrived that no rule is tried on. Where a buffer holds one line only, the last of
   * them becomes a string when somebody looks, or settle() says that it is the last chance.
   */
  skip(count: number, lines: SkippedLines, source: SourceName): void {
    this.makeCurrent(source);
    if (this.linesEach === 1) this.skipped = { lines, source };
    else for (const text of lines.last(Math.min(count, this.linesEach))) this.current.add(text, source);
  }

  /** Skipped lines that the buffers still point to become strings: their bytes are about to go. */
  settle(): void {
    const { skipped } = this;
    if (skipped === null) return;
    this.skipped = null;
    this.current.add(skipped.lines.last(1)[0] as string, skipped.source);
  }

  get reach(): Reach {
    return this.current.reach;
  }

  /** Patterns that look at several lines must see the next line of the source: something was hit shortly before. */
  isWithinReach(source: SourceName): boolean {
    const buffer = this.isJoint ? this.current : this.bySource.get(source);
    return buffer !== undefined && !buffer.reach.isEmpty;
  }

  /** The lines of all buffers have not been looked at by the patterns that there are now. */
  forgetReach(): void {
    for (const buffer of [this.current, ...this.bySource.values()]) buffer.reach.reset(this.linesEach - 1);
  }

  /** The buffer of the next line. Of a skipped line before it nothing remains if it goes to the same one. */
  private makeCurrent(source: SourceName): void {
    const next = this.isJoint ? this.current : this.bufferOf(source);
    if (next === this.current) this.skipped = null;
    else this.settle();
    this.current = next;
  }

  /** An input has gone, perhaps by its own line: rules that follow see empty lines. */
  forget(source: SourceName): void {
    this.settle();
    const buffer = this.isJoint ? undefined : this.bySource.get(source);
    if (buffer === undefined) return;
    this.bySource.delete(source);
    if (this.current !== buffer) return;
    this.current = new InputBuffer(this.linesEach);
    this.current.add("", source);
  }

  lastLines(count: number): string {
    const { lines } = this.current;
    if (count === 1) return (lines[lines.length - 1] as BufferedLine).text;
    return this.last(count)
      .map((line) => line.text)
      .join("\n");
  }

  inputSource(count: number): string {
    const { lines } = this.current;
    if (count === 1 || !this.isJoint) return sourceText((lines[lines.length - 1] as BufferedLine).source);
    return this.last(count)
      .map((line) => sourceText(line.source))
      .join(" ");
  }

  perlParameters(count: number): PerlArgument[] {
    const last = this.last(count);
    const texts = last.map((line) => line.text);
    const named = this.isJoint ? last : last.slice(-1);
    return [...texts, ...named.map((line) => (line.source === undefined ? "" : (line.source ?? undefined)))];
  }

  perlFailed(pattern: Pattern, message: string): void {
    this.faults.perlFailed(pattern, message);
  }

  matchStopped(pattern: Pattern, text: string): void {
    this.faults.matchStopped(pattern, text);
  }

  /** rewrite: puts `lines` over the last ones of the current buffer; not more than it holds. */
  rewrite(lines: readonly string[]): void {
    this.settle();
    const buffer = this.current.lines;
    const from = buffer.length - lines.length;
    lines.forEach((text, index) => {
      buffer[from + index] = { text, source: (buffer[from + index] as BufferedLine).source };
    });
  }

  private last(count: number): readonly BufferedLine[] {
    return this.current.lines.slice(-count);
  }

  private bufferOf(source: SourceName): InputBuffer {
    let buffer = this.bySource.get(source);
    if (buffer === undefined) {
      buffer = new InputBuffer(this.linesEach);
      this.bySource.set(source, buffer);
    }
    return buffer;
  }
}

function sourceText(source: SourceName | undefined): string {
  if (source === undefined) return "";
  return source ?? "synthetic";
}
