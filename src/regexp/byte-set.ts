/** Sets of bytes: what a character class matches, worked out to the single byte. */

export class ByteSet {
  private readonly members = new Uint8Array(256);

  static of(...ranges: readonly (readonly [number, number])[]): ByteSet {
    const set = new ByteSet();
    for (const [from, to] of ranges) set.addRange(from, to);
    return set;
  }

  has(byte: number): boolean {
    return this.members[byte] === 1;
  }

  add(byte: number): void {
    this.members[byte] = 1;
  }

  addRange(from: number, to: number): void {
    this.members.fill(1, from, to + 1);
  }

  addAll(other: ByteSet): void {
    other.members.forEach((member, byte) => {
      if (member === 1) this.members[byte] = 1;
    });
  }

  /** All other bytes. */
  inverted(): ByteSet {
    const set = new ByteSet();
    this.members.forEach((member, byte) => {
      if (member === 0) set.add(byte);
    });
    return set;
  }

  /** With the other case of each letter: on byte strings only ASCII letters have one. */
  withBothCases(): ByteSet {
    const set = new ByteSet();
    set.addAll(this);
    for (let upper = 65; upper <= 90; upper++) {
      if (this.has(upper) || this.has(upper + 32)) {
        set.add(upper);
        set.add(upper + 32);
      }
    }
    return set;
  }

  /** Inclusive ranges in ascending order. */
  ranges(): [number, number][] {
    const ranges: [number, number][] = [];
    for (let byte = 0; byte < 256; byte++) {
      const last = ranges.at(-1);
      if (!this.has(byte)) continue;
      if (last !== undefined && last[1] === byte - 1) last[1] = byte;
      else ranges.push([byte, byte]);
    }
    return ranges;
  }
}

const DIGIT = ByteSet.of([48, 57]);
const UPPER = ByteSet.of([65, 90]);
const LOWER = ByteSet.of([97, 122]);
const ALPHA = ByteSet.of([65, 90], [97, 122]);
const ALNUM = ByteSet.of([48, 57], [65, 90], [97, 122]);
const WORD = ByteSet.of([48, 57], [65, 90], [95, 95], [97, 122]);
const SPACE = ByteSet.of([9, 13], [32, 32]);
const HORIZONTAL = ByteSet.of([9, 9], [32, 32], [160, 160]);
const VERTICAL = ByteSet.of([10, 13], [133, 133]);

/** Escapes that stand for classes; \h and \v know bytes above 127, the others do not (perlrecharclass, /d). */
export const ESCAPED_CLASSES: Readonly<Record<string, ByteSet>> = {
  d: DIGIT,
  D: DIGIT.inverted(),
  w: WORD,
  W: WORD.inverted(),
  s: SPACE,
  S: SPACE.inverted(),
  h: HORIZONTAL,
  H: HORIZONTAL.inverted(),
  v: VERTICAL,
  V: VERTICAL.inverted(),
  N: ByteSet.of([10, 10]).inverted(),
};

/** [:name:] classes. */
export const POSIX_CLASSES: Readonly<Record<string, ByteSet>> = {
  alpha: ALPHA,
  digit: DIGIT,
  alnum: ALNUM,
  upper: UPPER,
  lower: LOWER,
  word: WORD,
  space: SPACE,
  blank: ByteSet.of([9, 9], [32, 32]),
  cntrl: ByteSet.of([0, 31], [127, 127]),
  graph: ByteSet.of([33, 126]),
  print: ByteSet.of([32, 126]),
  punct: ByteSet.of([33, 47], [58, 64], [91, 96], [123, 126]),
  xdigit: ByteSet.of([48, 57], [65, 70], [97, 102]),
  ascii: ByteSet.of([0, 127]),
};

export const NOT_NEWLINE = ByteSet.of([10, 10]).inverted();
export const ANY = ByteSet.of([0, 255]);
