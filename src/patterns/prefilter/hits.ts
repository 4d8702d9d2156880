/** Growing lists of what a scan finds, kept from block to block: nothing is allocated for a line. */

const ROOM = 256;

/** Numbers in the order in which they are added. */
export class Numbers {
  values = new Int32Array(ROOM);
  count = 0;

  add(value: number): void {
    if (this.count === this.values.length) this.grow();
    this.values[this.count++] = value;
  }

  /** Of a list, so many from `from` on. */
  addAll(list: Int32Array, from: number, count: number): void {
    while (this.count + count > this.values.length) this.grow();
    this.values.set(list.subarray(from, from + count), this.count);
    this.count += count;
  }

  clear(): void {
    this.count = 0;
  }

  private grow(): void {
    const larger = new Int32Array(this.values.length * 2);
    larger.set(this.values);
    this.values = larger;
  }
}

/**
 * Lines in which subjects were found, ascending: for each its number, whether it wakes (must not
 * be skipped), and its subjects.
 *
 *   lines      4        9     17
 *   wakes      1        0     1
 *   firsts     0        2     3     place of the first subject; the end is the next one's, or all
 *   subjects   12  3    40    12
 */
export class FoundLines {
  readonly lines = new Numbers();
  readonly wakes = new Numbers();
  readonly firsts = new Numbers();
  readonly subjects = new Numbers();
  /** All subjects are in every line, some of which wake: then there are no lists. */
  isAll = false;

  /** Subjects that were added since the last line are those of this one. */
  endLine(line: number, first: number, wakes: boolean): void {
    this.lines.add(line);
    this.wakes.add(wakes ? 1 : 0);
    this.firsts.add(first);
  }

  get count(): number {
    return this.lines.count;
  }

  /** Where the subjects of the line at `index` end. */
  end(index: number): number {
    return index + 1 < this.firsts.count ? (this.firsts.values[index + 1] as number) : this.subjects.count;
  }

  clear(): void {
    this.isAll = false;
    this.lines.clear();
    this.wakes.clear();
    this.firsts.clear();
    this.subjects.clear();
  }
}

/** Needles that were found, each with a place inside of it, ascending. */
export class Hits {
  readonly places = new Numbers();
  readonly needles = new Numbers();

  add(place: number, needle: number): void {
    this.places.add(place);
    this.needles.add(needle);
  }

  get count(): number {
    return this.places.count;
  }

  clear(): void {
    this.places.clear();
    this.needles.clear();
  }
}
