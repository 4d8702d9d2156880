/** Contexts and their names (manual: CONTEXTS AND CONTEXT EXPRESSIONS). */
import { ChurningMap } from "../base/churning-map.js";
import type { Seconds } from "../base/seconds.js";
import type { BoundList } from "./binding.js";
import { EventStore } from "./event-store.js";
import { type Timed, Timers } from "./timers.js";

export interface Context extends Timed {
  /** The first second at which its lifetime is over; null: never. */
  deadline: Seconds | null;
  /** All of its names, oldest first. */
  readonly names: string[];
  created: Seconds;
  /** Seconds; 0 is for ever. */
  lifetime: number;
  /** Runs when the context expires or is made obsolete. */
  list: BoundList | null;
  readonly store: EventStore;
  /** Its action list is running because it ends: it cannot be ended once more meanwhile. */
  ending: boolean;
  /** It exists while one event is matched, and no action can change it (manual: INTERNAL EVENTS AND CONTEXTS). */
  readonly internal: boolean;
}

export class ContextTable {
  private readonly byName = new ChurningMap<string, Context>();
  private readonly timers = new Timers<Context>(({ deadline }) => deadline);

  get(name: string): Context | undefined {
    return this.byName.get(name);
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** All names, oldest first. */
  names(): IterableIterator<string> {
    return this.byName.keys();
  }

  /** Each context once, by its oldest name: for dumps. */
  all(): ReadonlySet<Context> {
    return new Set(this.byName.values());
  }

  /** Creates the context, or sets an existing one back: new lifetime and list, empty store, same names. */
  create(name: string, now: Seconds, lifetime: number, list: BoundList | null): Context {
    const existing = this.byName.get(name);
    if (existing === undefined) return this.put(name, now, lifetime, list, false);
    existing.store.clear();
    existing.list = list;
    this.setTimes(existing, now, lifetime);
    return existing;
  }

  /** An internal context takes the place of whatever has its name. */
  putInternal(name: string, created: Seconds): void {
    this.put(name, created, 0, null, true);
  }

  private put(name: string, now: Seconds, lifetime: number, list: BoundList | null, internal: boolean): Context {
    const context: Context = {
      names: [name],
      created: now,
      lifetime,
      list,
      store: new EventStore(),
      ending: false,
      internal,
      deadline: null,
      queuedFor: null,
    };
    this.byName.set(name, context);
    this.setTimes(context, now, lifetime);
    return context;
  }

  /** A context of age `lifetime` still exists; it is over in the second after. */
  setTimes(context: Context, created: Seconds, lifetime: number): void {
    context.created = created;
    context.lifetime = lifetime;
    context.deadline = lifetime === 0 ? null : created + lifetime + 1;
    this.timers.restart(context);
  }

  /** False when the name is taken. */
  alias(context: Context, alias: string): boolean {
    if (this.byName.has(alias)) return false;
    this.byName.set(alias, context);
    context.names.push(alias);
    return true;
  }

  /** Drops one name; true when it was the last one. */
  unalias(name: string): boolean {
    const context = this.byName.get(name);
    if (context === undefined) return false;
    if (context.names.length === 1) return true;
    this.byName.delete(name);
    context.names.splice(context.names.indexOf(name), 1);
    return false;
  }

  /** Removes the context under all of its names. */
  remove(context: Context): void {
    for (const name of context.names) if (this.byName.get(name) === context) this.byName.delete(name);
    context.deadline = null;
    this.timers.restart(context);
  }

  /** While a context's action list runs, _THIS is one more name of it. */
  setThis(context: Context | undefined): void {
    if (context === undefined) this.byName.delete("_THIS");
    else this.byName.set("_THIS", context);
  }

  removeNamed(name: string): void {
    const context = this.byName.get(name);
    if (context !== undefined) this.remove(context);
  }

  takeExpired(now: Seconds): Context | undefined {
    return this.timers.takeDue(now);
  }

  get earliestDeadline(): Seconds | null {
    return this.timers.earliest;
  }

  clear(): void {
    this.byName.clear();
    this.timers.clear();
  }
}
