/**
 * A binary min-heap. `before(a, b)` says whether a must come out before b; it
 * must be a strict total order for the order of equal keys to be repeatable
 * (timers compare by second and then by a serial number).
 */
export class Heap<Item> {
  private readonly items: Item[] = [];
  private readonly before: (a: Item, b: Item) => boolean;

  constructor(before: (a: Item, b: Item) => boolean) {
    this.before = before;
  }

  get size(): number {
    return this.items.length;
  }

  /** The item that pop() would return, left in place. */
  peek(): Item | undefined {
    return this.items[0];
  }

  /** A copy, in no order. */
  toArray(): Item[] {
    return [...this.items];
  }

  push(item: Item): void {
    const { items, before } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as Item;
      if (!before(item, above)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Item | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length > 0 && last !== undefined) this.sink(last);
    return top;
  }

  clear(): void {
    this.items.length = 0;
  }

  /** The items in no particular order. */
  *[Symbol.iterator](): IterableIterator<Item> {
    yield* this.items;
  }

  private sink(item: Item): void {
    const { items, before } = this;
    const half = items.length >> 1;
    let at = 0;
    while (at < half) {
      let child = 2 * at + 1;
      const right = child + 1;
      if (right < items.length && before(items[right] as Item, items[child] as Item)) child = right;
      const below = items[child] as Item;
      if (!before(below, item)) break;
      items[at] = below;
      at = child;
    }
    items[at] = item;
  }
}
