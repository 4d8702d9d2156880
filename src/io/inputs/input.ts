/** One input: a regular file, a named pipe, or standard input (manual: --input, --tail). */
import type { Seconds } from "../../base/seconds.js";
import type { LineFilter, LineHits, LineSource } from "../../engine/face.js";
import type { ScanAhead } from "../ahead/scan-ahead.js";
import {
  BLOCK_SIZE_MAX,
  type FileReader,
  openNamed,
  openStandardInput,
  type Reader,
  type ReaderPlace,
  type StartAt,
} from "./reader.js";
import { ScannedLines } from "./scanned-lines.js";
import type { Notifier, StopWatching } from "./watching.js";

export interface InputOptions {
  /** --tail: wait for more at the end; otherwise the input is over there. */
  readonly tail: boolean;
  readonly rwfifo: boolean;
  /** Bytes of a line; 0: no limit. */
  readonly maxLine: number;
  /** Bytes read at once under the scripted clock, where the order of lines depends on it. */
  readonly blocksize: number;
}

/** What a dump says of an input. */
export interface InputDescription {
  readonly name: string;
  /** Null: the default one. */
  readonly context: string | null;
  readonly lines: number;
  readonly isOpen: boolean;
  /** Null: it is closed. */
  readonly place: ReaderPlace | null;
}

export interface InputSurroundings {
  /** A file that stands for standard input; undefined: the process's own. */
  readonly standardInput: string | undefined;
  /** Null: every input is looked at whenever something is wanted (scripted clock). */
  readonly notifier: Notifier | null;
  /** Seconds for which a file that was replaced is still read, for writers that have not noticed. */
  readonly grace: Seconds;
  /** What to look for in what is read, and which lines to pass by. */
  readonly filter: LineFilter;
  /** An input has something new. */
  readonly onChange: (input: Input) => void;
  /** Who scans on a second core; null: nobody. */
  readonly ahead: ScanAhead | null;
  readonly log: (level: 3 | 4, message: string) => void;
}

/** Blocks of one line without end that are read in one turn. */
const BLOCKS_MAX = 64;

/** An open reader and the end of its being watched. */
interface Open {
  readonly reader: Reader;
  readonly stopWatching: StopWatching;
  /** Of a replaced file: when it last brought data. */
  dataAt: Seconds;
}

export class Input {
  readonly name: string;
  /** The internal context given for it, null for the default one. */
  get context(): string | null {
    return this.source.context;
  }

  set context(context: string | null) {
    this.source = { name: this.name, context };
  }

  /** The same for all of its lines. */
  source: LineSource;
  /** It was added by addinput, and no pattern names it: it goes with a full restart, or dropinput. */
  added: boolean;
  /** When opening it was last tried, when it last brought data. */
  triedAt: Seconds = 0;
  dataAt: Seconds = 0;
  /** When it brought nothing and --check-timeout began; null while it is not resting. */
  restsSince: Seconds | null = null;
  /** Lines that it has brought. */
  lineCount = 0;
  /** --input-timeout has been reported. */
  timedOut = false;
  /** It has read bytes when it was last asked for a line. */
  hasRead = false;
  /** It stopped reading in a long line, to let others have their turn. */
  hasMore = false;
  /** Something happened to the name, or it stood for nothing when it was last looked at. */
  isGone = false;
  private readonly options: InputOptions;
  private readonly surroundings: InputSurroundings;
  private readonly buffer: ScannedLines;
  private current: Open | null = null;
  /** Files that had the name before and may still be written to; the oldest first. */
  private replaced: Open[] = [];
  /** The current file has brought data since it replaced another one: a line that has begun is its own. */
  private hasBrought = false;
  private atEnd = false;
  private cutLines = 0;
  private readonly blockSize: number;
  private readonly blocksMax: number;

  constructor(
    name: string,
    context: string | null,
    added: boolean,
    options: InputOptions,
    surroundings: InputSurroundings,
  ) {
    this.name = name;
    this.source = { name, context };
    this.added = added;
    this.options = options;
    this.surroundings = surroundings;
    this.buffer = new ScannedLines(options.maxLine, surroundings.filter);
    const isScripted = surroundings.notifier === null;
    this.blockSize = isScripted ? Math.min(options.blocksize, BLOCK_SIZE_MAX) : BLOCK_SIZE_MAX;
    this.blocksMax = isScripted ? 0 : BLOCKS_MAX;
  }

  get isOpen(): boolean {
    return this.current !== null;
  }

  /** Nobody tells when it brings something, or ends. */
  get needsPolling(): boolean {
    if (this.current === null || this.current.reader.kind === "stream") return false;
    const mayEnd = this.current.reader.kind === "pipe" && (this.name === "-" || !this.options.rwfifo);
    return this.current.stopWatching === null || mayEnd;
  }

  describe(): InputDescription {
    const place = this.current?.reader.place() ?? null;
    return { name: this.name, context: this.context, lines: this.lineCount, isOpen: this.isOpen, place };
  }

  get hasLine(): boolean {
    return this.buffer.hasLine;
  }

  /** Nothing more will come: the end was reached with --notail, or it is closed. */
  get isOver(): boolean {
    return !this.buffer.hasLine && (this.atEnd || this.current === null);
  }

  /** Opens it; an error message when that fails. */
  open(start: StartAt, now: Seconds): string | null {
    this.triedAt = now;
    this.dataAt = now;
    try {
      const reader = this.openReader(start);
      this.current = { reader, stopWatching: this.watch(), dataAt: now };
      this.atEnd = false;
      this.surroundings.onChange(this);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Closes it, and forgets what was read and not taken. */
  close(): void {
    for (const open of [...this.replaced, ...(this.current === null ? [] : [this.current])]) shut(open);
    this.replaced = [];
    this.current = null;
    this.buffer.clear();
    this.surroundings.ahead?.forget(this);
  }

  /** Whether there is a line; reads on when none is. */
  bringLine(now: Seconds): boolean {
    this.hasRead = false;
    this.hasMore = false;
    for (let blocks = 0; !this.buffer.hasLine && this.fill(now); blocks++) {
      this.hasRead = true;
      this.hasMore = blocks >= this.blocksMax && !this.buffer.hasLine;
      if (this.hasMore) return false;
    }
    if (this.buffer.hasLine) return true;
    this.buffer.release();
    return false;
  }

  takeLine(): string {
    this.lineCount++;
    return this.buffer.next() as string;
  }

  /** Passes by up to `most` of the lines that are there and that no rule is tried on; returns how many. */
  skip(most: number, now: Seconds): number {
    if (!this.buffer.hasLine || !this.surroundings.filter.skips(this.source, now)) return 0;
    const count = this.buffer.skip(most);
    if (count === 0) return 0;
    this.lineCount += count;
    this.surroundings.filter.skip(count, this.buffer, this.source, now);
    return count;
  }

  /** What was found in the line that was taken last. */
  get hits(): LineHits {
    return this.buffer.hits;
  }

  /**
   * Looks whether the name still stands for what is open: another file or pipe there, or a
   * shorter one, is read from its beginning. An unfinished line goes on there.
   */
  checkRotation(now: Seconds): void {
    const reader = this.current?.reader;
    if (reader === undefined || this.name === "-") return;
    const standing = reader.standing(this.name);
    this.isGone = standing === "gone";
    if (standing === "truncated") {
      (reader as FileReader).rewind();
      this.surroundings.onChange(this);
      this.surroundings.log(4, `input ${this.name} was truncated: reading it from its beginning`);
    } else if (standing === "replaced") {
      this.replace(now);
    }
  }

  /** What was cut off long lines since it was last asked. */
  takeCuts(): { lines: number; bytes: number } | null {
    const { cutLines, cutBytes } = this.buffer;
    if (cutLines === this.cutLines) return null;
    this.cutLines = cutLines;
    return { lines: cutLines, bytes: cutBytes };
  }

  private openReader(start: StartAt): Reader {
    if (this.name !== "-") return openNamed(this.name, start, this.options.rwfifo);
    return openStandardInput(this.surroundings.standardInput, start, () => this.surroundings.onChange(this));
  }

  private watch(): StopWatching {
    const { notifier, standardInput } = this.surroundings;
    const path = this.name === "-" ? (standardInput ?? "/proc/self/fd/0") : this.name;
    return (
      notifier?.watch(path, (change) => {
        // What became of the name shows in a moment: look soon, then less and less often.
        if (change === "name") this.isGone = true;
        this.surroundings.onChange(this);
      }) ?? null
    );
  }

  private replace(now: Seconds): void {
    const old = this.current as Open;
    this.surroundings.log(4, `input ${this.name} was replaced: reading the new one from its beginning`);
    this.current = null;
    this.hasBrought = false;
    if (this.surroundings.grace > 0) this.replaced.push({ ...old, dataAt: now });
    else shut(old);
    const error = this.open("beginning", now);
    if (error !== null) this.surroundings.log(3, `cannot open input ${this.name}: ${error}`);
  }

  /**
   * Reads a block; false: there was none. Files that were replaced come first: what their
   * writer has put there it wrote before it turned to the new file. So that this holds, the
   * new one is read first.
   */
  private fill(now: Seconds): boolean {
    const block = this.readCurrent(now);
    if (this.replaced.length === 0) {
      if (block !== null) this.addCurrent(block);
      return block !== null;
    }
    const kept = block === null ? null : Buffer.from(block);
    for (const open of this.replaced) this.readReplaced(open, now);
    if (kept !== null) {
      this.buffer.add(kept);
      this.hasBrought = true;
    }
    this.retire(now);
    return kept !== null;
  }

  /** Where there is much to read, the next bytes are scanned on the second core while lines of these are matched. */
  private addCurrent(block: Buffer): void {
    const { ahead, filter } = this.surroundings;
    if (ahead === null || this.options.maxLine > 0) {
      this.buffer.add(block);
      return;
    }
    this.buffer.add(block, (into, filled, scanner) => ahead.take(this, into, filled, scanner));
    const place = block.length === BLOCK_SIZE_MAX ? (this.current?.reader.ahead ?? null) : null;
    if (place !== null) ahead.ask(this, place, this.buffer.begunLine, filter.scanner);
  }

  private readCurrent(now: Seconds): Buffer | null {
    if (this.current === null || this.atEnd) return null;
    const block = this.read(this.current.reader);
    if (block === "nothing") return null;
    if (block !== "end") {
      this.dataAt = now;
      return block;
    }
    // What comes after the last writer of a pipe has closed it is another writer's.
    if (!this.options.tail || this.current?.reader.kind !== "file") this.buffer.finishLine();
    this.atEnd = !this.options.tail || (this.name === "-" && this.current?.reader.kind !== "file");
    return null;
  }

  private readReplaced(open: Open, now: Seconds): void {
    let block = this.read(open.reader);
    if (typeof block === "string") return;
    const begun = this.hasBrought ? this.buffer.takeUnfinished() : undefined;
    for (; typeof block !== "string"; block = this.read(open.reader)) {
      open.dataAt = now;
      this.dataAt = now;
      this.buffer.add(block);
    }
    if (begun === undefined) return;
    this.buffer.finishLine();
    this.buffer.add(Buffer.from(begun, "latin1"));
  }

  private read(reader: Reader): ReturnType<Reader["read"]> {
    try {
      return reader.read(this.blockSize);
    } catch (error) {
      this.surroundings.log(3, `input ${this.name} cannot be read and is closed: ${(error as Error).message}`);
      if (this.current?.reader === reader) {
        shut(this.current);
        this.current = null;
      }
      return "nothing";
    }
  }

  private retire(now: Seconds): void {
    const over = this.replaced.filter((open) => now > open.dataAt + this.surroundings.grace);
    for (const open of over) shut(open);
    this.replaced = this.replaced.filter((open) => !over.includes(open));
  }
}

function shut({ reader, stopWatching }: Open): void {
  stopWatching?.();
  reader.close();
}
