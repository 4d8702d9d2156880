/** Sets of bytes: what a character class matches, worked out to the single byte. Immutable. */

type Range = readonly [first: number, last: number];

/** Sets of one byte, made on first use: expressions are full of them. */
const SINGLES: ByteSet[] = [];

/** Each has the bits of 32 bytes. */
const WORDS = 8;

export class ByteSet {
  /** One bit per byte, 1 for members: starting makes dozens of sets, in code that is still slow. */
  private readonly words: Uint32Array;
  /** The complement, once it has been asked for. */
  private others: ByteSet | undefined;
  private count = -1;

  private constructor(words: Uint32Array) {
    this.words = words;
  }

  /** From inclusive ranges; what lies above 255 is cut off, since no subject has it. */
  static of(...ranges: readonly Range[]): ByteSet {
    const words = new Uint32Array(WORDS);
    for (const [first, last] of ranges) addRange(words, first, Math.min(last, 255));
    return new ByteSet(words);
  }

  static single(byte: number): ByteSet {
    const known = SINGLES[byte];
    if (known !== undefined) return known;
    const set = ByteSet.of([byte, byte]);
    if (byte <= 255) SINGLES[byte] = set;
    return set;
  }

  /** From ranges in hexadecimal: "9-d 20". */
  static hexadecimal(ranges: string): ByteSet {
    const words = ranges.split(" ").filter((word) => word !== "");
    return ByteSet.of(
      ...words.map((word): Range => {
        const [first = "", last = first] = word.split("-");
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      }),
    );
  }

  static where(isMember: (byte: number) => boolean): ByteSet {
    const words = new Uint32Array(WORDS);
    for (let byte = 0; byte < 256; byte++) if (isMember(byte)) addRange(words, byte, byte);
    return new ByteSet(words);
  }

  /** How many members there are. */
  get size(): number {
    if (this.count < 0) this.count = this.words.reduce((sum, word) => sum + ones(word), 0);
    return this.count;
  }

  has(byte: number): boolean {
    return (((this.words[byte >>> 5] as number) >>> (byte & 31)) & 1) === 1;
  }

  /** The members, ascending. */
  bytes(): number[] {
    return this.ranges().flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  }

  union(other: ByteSet): ByteSet {
    return new ByteSet(this.words.map((word, at) => word | (other.words[at] as number)));
  }

  intersection(other: ByteSet): ByteSet {
    return new ByteSet(this.words.map((word, at) => word & (other.words[at] as number)));
  }

  intersects(other: ByteSet): boolean {
    return this.words.some((word, at) => (word & (other.words[at] as number)) !== 0);
  }

  complement(): ByteSet {
    this.others ??= new ByteSet(this.words.map((word) => ~word));
    return this.others;
  }

  equals(other: ByteSet): boolean {
    return this === other || this.words.every((word, at) => word === other.words[at]);
  }

  /** Inclusive ranges, ascending. */
  ranges(): Range[] {
    const ranges: [number, number][] = [];
    for (let byte = 0; byte < 256; byte++) {
      if (!this.has(byte)) continue;
      const last = ranges.at(-1);
      if (last?.[1] === byte - 1) last[1] = byte;
      else ranges.push([byte, byte]);
    }
    return ranges;
  }
}

/** Adds the bytes from `first` to `last`, both included. */
function addRange(words: Uint32Array, first: number, last: number): void {
  for (let at = first >>> 5; at <= last >>> 5; at++) {
    const from = Math.max(first - at * 32, 0);
    const to = Math.min(last - at * 32, 31);
    words[at] = (words[at] as number) | ((-1 << from) & (-1 >>> (31 - to)));
  }
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export const NO_BYTE = ByteSet.of();
export const ANY_BYTE = ByteSet.of([0, 255]);
export const NEWLINE = ByteSet.single(10);
export const NOT_NEWLINE = NEWLINE.complement();
