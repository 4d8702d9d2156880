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
