/** Sets of bytes: what a character class matches, worked out to the single byte. Immutable. */

type Range = readonly [first: number, last: number];

/** Sets of one byte, made on first use: expressions are full of them. */
const SINGLES: ByteSet[] = [];

export class ByteSet {
  /** One element per byte, 1 for members. */
  private readonly members: Uint8Array;
  /** The complement, once it has been asked for. */
  private others: ByteSet | undefined;
  /** How many members there are. */
  readonly size: number;

  private constructor(members: Uint8Array) {
    this.members = members;
    let size = 0;
    for (let byte = 0; byte < 256; byte++) size += members[byte] as number;
    this.size = size;
  }

  /** From inclusive ranges; what lies above 255 is cut off, since no subject has it. */
  static of(...ranges: readonly Range[]): ByteSet {
    const members = new Uint8Array(256);
    for (const [first, last] of ranges) {
      if (first <= 255) members.fill(1, first, Math.min(last, 255) + 1);
    }
    return new ByteSet(members);
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
    const members = new Uint8Array(256);
    for (let byte = 0; byte < 256; byte++) members[byte] = isMember(byte) ? 1 : 0;
    return new ByteSet(members);
  }

  has(byte: number): boolean {
    return this.members[byte] === 1;
  }

  /** The members, ascending. */
  bytes(): number[] {
    return this.ranges().flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  }

  union(other: ByteSet): ByteSet {
    const members = new Uint8Array(256);
    for (let byte = 0; byte < 256; byte++)
      members[byte] = (this.members[byte] as number) | (other.members[byte] as number);
    return new ByteSet(members);
  }

  intersects(other: ByteSet): boolean {
    for (let byte = 0; byte < 256; byte++) if (this.members[byte] === 1 && other.members[byte] === 1) return true;
    return false;
  }

  complement(): ByteSet {
    if (this.others !== undefined) return this.others;
    const members = new Uint8Array(256);
    for (let byte = 0; byte < 256; byte++) members[byte] = 1 - (this.members[byte] as number);
    this.others = new ByteSet(members);
    return this.others;
  }

  equals(other: ByteSet): boolean {
    if (this === other) return true;
    for (let byte = 0; byte < 256; byte++) if (this.members[byte] !== other.members[byte]) return false;
    return true;
  }

  /** Inclusive ranges, ascending. */
  ranges(): Range[] {
    const { members } = this;
    const ranges: [number, number][] = [];
    for (let first = members.indexOf(1); first >= 0; ) {
      const behind = members.indexOf(0, first);
      const last = behind < 0 ? 255 : behind - 1;
      ranges.push([first, last]);
      first = behind < 0 ? -1 : members.indexOf(1, behind);
    }
    return ranges;
  }
}

export const NO_BYTE = ByteSet.of();
export const ANY_BYTE = ByteSet.of([0, 255]);
export const NEWLINE = ByteSet.single(10);
export const NOT_NEWLINE = NEWLINE.complement();
