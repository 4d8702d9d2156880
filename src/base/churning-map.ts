/**
 * Maps and sets of what comes and goes. V8 moves a Map to a new table when entries that were
 * deleted have filled the old one, and leaves a pointer from the old table to the new one:
 *
 *   table 1 (dead, in old space) ──▶ table 2 (dead) ──▶ table 3 (dead) ──▶ ... ──▶ table now
 *
 * Once a full collection has moved one of them to the old space, each table keeps the next
 * one alive with all that was in it, until the next full collection: collections of young
 * objects then cost up to thirty times as much. So the Map itself is replaced before its
 * table is, often enough that no table lives through two collections.
 *
 * Who iterates while entries are deleted may see entries that are gone: take a copy.
 */

/** Fewer deletions than this are not worth a new Map, */
const DELETED_MIN = 64;
/** nor is a large one: its table is replaced seldom, and to copy it would take time that is noticed. */
const SIZE_MAX = 65_536;

function isStale(deleted: number, size: number): boolean {
  return deleted >= DELETED_MIN && deleted >= size && size <= SIZE_MAX;
}

/** A Map whose entries come and go; see above. Entries are in order of their first insertion. */
export class ChurningMap<Key, Value> {
  private map: Map<Key, Value>;
  private deleted = 0;

  constructor(entries?: Iterable<readonly [Key, Value]>) {
    this.map = new Map(entries);
  }

  get size(): number {
    return this.map.size;
  }

  get(key: Key): Value | undefined {
    return this.map.get(key);
  }

  has(key: Key): boolean {
    return this.map.has(key);
  }

  set(key: Key, value: Value): void {
    this.map.set(key, value);
  }

  delete(key: Key): void {
    if (!this.map.delete(key)) return;
    this.deleted++;
    if (!isStale(this.deleted, this.map.size)) return;
    this.map = new Map(this.map);
    this.deleted = 0;
  }

  clear(): void {
    this.map = new Map();
    this.deleted = 0;
  }

  keys(): IterableIterator<Key> {
    return this.map.keys();
  }

  values(): IterableIterator<Value> {
    return this.map.values();
  }

  [Symbol.iterator](): IterableIterator<[Key, Value]> {
    return this.map.entries();
  }
}

/** A Set whose values come and go; see above. */
export class ChurningSet<Value> {
  private set: Set<Value>;
  private deleted = 0;

  constructor(values?: Iterable<Value>) {
    this.set = new Set(values);
  }

  get size(): number {
    return this.set.size;
  }

  add(value: Value): void {
    this.set.add(value);
  }

  delete(value: Value): void {
    if (!this.set.delete(value)) return;
    this.deleted++;
    if (!isStale(this.deleted, this.set.size)) return;
    this.set = new Set(this.set);
    this.deleted = 0;
  }

  [Symbol.iterator](): IterableIterator<Value> {
    return this.set.values();
  }
}
