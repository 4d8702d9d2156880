/**
 * The language spoken with the Perl process over two FIFOs. A frame is a length (of what
 * follows), an operation (one character) and its fields. Numbers are 32 bits,
 * little-endian; `text` is a length and that many bytes; `rest` is all bytes to the
 * frame's end.
 *
 * To Perl. Answered:                            Not answered:
 *   F handle rest    compile a function           D          forget cache entries
 *   C handle list (text)*    call, all strings    R handle*  release functions
 *   G handle list (value)*   call                 N double   the time that Perl code sees
 *   E list rest      evaluate a miniprogram
 *   Q handle rest    compile a regular expression
 *   M handle rest    match, with captures
 *   T handle rest    match or not
 *   O                write out what print has collected
 * `list` is a byte: 1 in list context, 0 in scalar context.
 *
 * From Perl:
 *   v count (value)* (id count (text value)*)*    what was returned; the cache entries that changed
 *   m count (value)* (text value)*                captures by number, then by name
 *   e text (id count (text value)*)*              failure; the cache entries that changed
 *   x number         exit() was called; nothing follows
 *   V (text value)*, h text, k number             the environment, directory, umask has changed
 *   q rest           a signal for us, by name
 *   n, g text, s text text, d text                context_list: names, get, set, delete; answered by `v`
 *   z double         sleep; answered by `N`
 *
 * A value is a tag and its fields:
 *   0 undef   1 text: string   2 handle (text): code, with what it prints as when from Perl
 *   3 id: a known cache entry   4 id bytes bytes (text text)* (text)*: a new one, its names with
 *   values and its names without   5 bytes (text)*: list of strings
 *   6 text count (text value)*: hash, from Perl only
 */

/** Undefined, string, code, list and hash values; what the numbers are is told above. */
export const TAG = { undef: 0, string: 1, code: 2, knownEntry: 3, newEntry: 4, list: 5, hash: 6 } as const;

/** Bytes that a buffer has at first, and again after a frame that needed a much larger one. */
const BUFFER_BYTES = 65_536;
const BUFFER_BYTES_KEPT_MAX = 16 * BUFFER_BYTES;

/** Texts up to this length are copied faster character by character. */
const SHORT_TEXT = 24;

/** Collects frames; what is collected is sent with one write. */
export class FrameWriter {
  buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  /** Bytes collected. */
  length = 0;
  private frameStart = 0;

  begin(operation: string): void {
    this.reserve(5);
    this.frameStart = this.length;
    this.buffer[this.length + 4] = operation.charCodeAt(0);
    this.length += 5;
  }

  end(): void {
    this.buffer.writeUInt32LE(this.length - this.frameStart - 4, this.frameStart);
  }

  /** After what was collected has been sent. */
  clear(): void {
    this.length = 0;
    if (this.buffer.length > BUFFER_BYTES_KEPT_MAX) this.buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  number(value: number): void {
    this.reserve(4);
    this.buffer.writeUInt32LE(value, this.length);
    this.length += 4;
  }

  double(value: number): void {
    this.reserve(8);
    this.buffer.writeDoubleLE(value, this.length);
    this.length += 8;
  }

  text(value: string): void {
    this.number(value.length);
    this.rest(value);
  }

  rest(value: string): void {
    const { length } = value;
    this.reserve(length);
    if (length > SHORT_TEXT) {
      this.buffer.write(value, this.length, length, "latin1");
    } else {
      for (let index = 0; index < length; index++) this.buffer[this.length + index] = value.charCodeAt(index);
    }
    this.length += length;
  }

  /** Writes a number whose value is not known yet; returns its place. */
  placeholder(): number {
    this.number(0);
    return this.length - 4;
  }

  /** How many bytes were written since `from`, into the placeholder at `place`. */
  fill(place: number, from: number): void {
    this.buffer.writeUInt32LE(this.length - from, place);
  }

  /** A string or undef. */
  scalar(value: string | undefined): void {
    if (value === undefined) {
      this.byte(TAG.undef);
    } else {
      this.byte(TAG.string);
      this.text(value);
    }
  }

  private reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.buffer.length));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

/** A frame from Perl, read from its front. It is valid until the next frame is received. */
export class FrameReader {
  readonly operation: string;
  private readonly buffer: Buffer;
  private at: number;
  private readonly limit: number;

  /** `start` and `limit`: where the frame's operation stands and where the frame ends. */
  constructor(buffer: Buffer, start: number, limit: number) {
    this.buffer = buffer;
    this.operation = String.fromCharCode(buffer[start] as number);
    this.at = start + 1;
    this.limit = limit;
  }

  get isAtEnd(): boolean {
    return this.at >= this.limit;
  }

  byte(): number {
    return this.buffer[this.at++] as number;
  }

  number(): number {
    const value = this.buffer.readUInt32LE(this.at);
    this.at += 4;
    return value;
  }

  double(): number {
    const value = this.buffer.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  text(): string {
    const length = this.number();
    this.at += length;
    return this.buffer.toString("latin1", this.at - length, this.at);
  }

  rest(): string {
    const start = this.at;
    this.at = this.limit;
    return this.buffer.toString("latin1", start, this.limit);
  }

  /** A string or undef. */
  scalar(): string | undefined {
    return this.byte() === TAG.undef ? undefined : this.text();
  }

  /** Names and their values. */
  pairs(count: number): [string, string | undefined][] {
    const pairs: [string, string | undefined][] = [];
    for (let index = 0; index < count; index++) pairs.push([this.text(), this.scalar()]);
    return pairs;
  }
}
