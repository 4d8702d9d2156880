/** What the living operations, contexts and synthetic events have behind them. */
import type { Context } from "../../engine/contexts.js";
import type { Core } from "../../engine/core.js";
import type { SyntheticEvent } from "../../engine/event-queue.js";
import type { Operation } from "../../engine/operation.js";
import type { Asked, ContextNode, Counted, EventNode, Firing } from "./provenance.js";

/** Events that are kept of an operation; the first ones go. */
const COUNTED_MAX = 100;
/** Lists that are kept of those which changed a context: the first one, and the last ones. */
const CHANGES_MAX = 20;

interface OperationPast {
  counted: Counted[];
  /** Older ones that are not kept. */
  uncounted: number;
  /** Where the window began when the event at hand came, or before what is due to time was done. */
  start: number;
  /** Its action list, when that last ran. */
  action: Firing | null;
}

export class History {
  private readonly operations = new WeakMap<Operation, OperationPast>();
  private readonly contexts = new WeakMap<Context, { readonly by: Firing[]; notKept: number }>();
  private readonly synthetic = new WeakMap<SyntheticEvent, { readonly madeBy: Firing; readonly delay: number }>();

  made(event: SyntheticEvent, madeBy: Firing, delay: number): void {
    this.synthetic.set(event, { madeBy, delay });
  }

  originOf(event: SyntheticEvent): Pick<EventNode, "madeBy" | "delay"> {
    return this.synthetic.get(event) ?? { madeBy: null, delay: 0 };
  }

  /** An event is fed to an operation. */
  count(operation: Operation, counted: Counted): void {
    const past = this.pastOf(operation);
    past.start = operation.windowStart;
    past.counted.push(counted);
    if (past.counted.length <= COUNTED_MAX) return;
    past.counted.shift();
    past.uncounted++;
  }

  /** What is due to time is about to be done. */
  timeBegins(operation: Operation): void {
    this.pastOf(operation).start = operation.windowStart;
  }

  /** It is done, and may have moved the window while an event is being fed. */
  timeEnds(operation: Operation): void {
    this.pastOf(operation).start = operation.windowStart;
  }

  /**
   * The events in the operation's window; while one is fed to it, in the window that it came
   * into, and while its time is over (`isTimed`), in the window that has run out.
   */
  countedBy(operation: Operation, event: EventNode | null, isTimed: boolean): Pick<Firing, "counted" | "uncounted"> {
    const past = this.pastOf(operation);
    const isFed = event !== null && past.counted.at(-1)?.event === event;
    const start = isFed || isTimed ? past.start : operation.windowStart;
    const counted = past.counted.filter(({ event: { time } }) => time >= start);
    return { counted, uncounted: counted.length === past.counted.length ? past.uncounted : 0 };
  }

  actionOf(operation: Operation): Firing | null {
    return this.operations.get(operation)?.action ?? null;
  }

  acted(operation: Operation, firing: Firing): void {
    this.pastOf(operation).action = firing;
  }

  changed(context: Context, by: Firing, isNew: boolean): void {
    const changes = this.contexts.get(context);
    if (changes === undefined || isNew) {
      this.contexts.set(context, { by: [by], notKept: 0 });
      return;
    }
    if (changes.by.at(-1) === by) return;
    changes.by.push(by);
    if (changes.by.length <= CHANGES_MAX) return;
    changes.by.splice(1, 1);
    changes.notKept++;
  }

  contextNode(name: string, context: Context): ContextNode {
    const { created, lifetime, store } = context;
    const { by, notKept } = this.contexts.get(context) ?? { by: [], notKept: 0 };
    return {
      name,
      created,
      until: lifetime === 0 ? null : created + lifetime,
      strings: store.size,
      by: [...by],
      notKept,
    };
  }

  askedOf(operand: Asked["operand"], text: string, isTrue: boolean, core: Core): Asked {
    const context = operand === "context" && isTrue ? core.contexts.get(text) : undefined;
    return { operand, text, isTrue, context: context === undefined ? null : this.contextNode(text, context) };
  }

  private pastOf(operation: Operation): OperationPast {
    let past = this.operations.get(operation);
    if (past === undefined) {
      past = { counted: [], uncounted: 0, start: operation.windowStart, action: null };
      this.operations.set(operation, past);
    }
    return past;
  }
}
