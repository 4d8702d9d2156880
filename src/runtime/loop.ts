/**
 * The order of work, in one place (manual: INPUT PROCESSING AND TIMING). A step is
 *
 *   1. the periodic work, when --cleantime seconds have passed since the last
 *   2. signals
 *   3. what children have written, and their ends
 *   4. the oldest synthetic event, or else one line of one input, against the rules;
 *      before it, a number of lines that no rule wants
 *
 * It ends with the lines, since waiting for them comes next when there are none.
 */
import type { Seconds } from "../base/seconds.js";
import { ExitRequested, type Instance } from "./instance.js";

const NEVER: Seconds = 0;
/** Synthetic events that wait; beyond it children are not heard. */
const PENDING_EVENTS_MAX = 10_000;

export class Loop {
  private readonly instance: Instance;
  private lastTick: Seconds = NEVER;
  private hasBegun = false;

  constructor(instance: Instance) {
    this.instance = instance;
  }

  /** True when it did something, so that there may be more to do at once. */
  step(): boolean {
    try {
      return this.work();
    } catch (error) {
      if (error instanceof ExitRequested) return false;
      throw error;
    }
  }

  private work(): boolean {
    const { instance } = this;
    const now = instance.clock.now();
    const hasTicked = this.tickWhenDue(now);
    if (!this.hasBegun) {
      this.hasBegun = true;
      // Signals of SEC_STARTUP wait until an event or line has been processed.
      this.takeEvent(instance.clock.now());
      return true;
    }
    const wasSignalled = instance.handleSignals();
    if (instance.exitStatus !== null) return false;
    const hasHeard = hearChildren(instance);
    // One reading of the clock per line is enough, but what came before may have taken its time.
    const later = hasTicked || wasSignalled || hasHeard ? instance.clock.now() : now;
    return this.takeEvent(later) || instance.engine.hasPendingEvents;
  }

  /** With --notail: nothing more will come. */
  get isOver(): boolean {
    const { engine, inputs, settings } = this.instance;
    return !settings.tail && !engine.hasPendingEvents && inputs.areOver;
  }

  private takeEvent(now: Seconds): boolean {
    const { engine, inputs } = this.instance;
    if (engine.processPendingEvent(now)) return true;
    const next = inputs.nextLine(now);
    if (next === undefined) {
      inputs.check(now);
      return false;
    }
    if (next !== "skipped") engine.accept(next.line, next.source, now, next.hits);
    return true;
  }

  /** True: it was due. */
  private tickWhenDue(now: Seconds): boolean {
    const { engine, settings } = this.instance;
    // A clock that was put back does not stop the periodic work until it is where it was.
    if (settings.cleantime > 0 && now >= this.lastTick && now - this.lastTick < settings.cleantime) return false;
    this.lastTick = now;
    engine.tick(now);
    return true;
  }
}

/** What children have said becomes events. True: there was something. */
export function hearChildren({ engine, children, clock }: Instance): boolean {
  // What children say waits while there is much to do, and so do they.
  if (!children.hasNews || engine.pendingEvents > PENDING_EVENTS_MAX) return false;
  for (const news of children.takeNews()) {
    if (news.kind === "line") engine.addEvent(news.line, news.context);
    else if (news.script !== null) engine.childExited(news.script, news.failed, clock.now());
  }
  return true;
}
