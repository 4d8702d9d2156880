/** Why an action ran: all that led to it, as an indented tree. */
import type { Asked, ContextNode, EventNode, Firing, Way } from "../../observe/explain/index.js";
import { askedText, eventText, indented, listName, ruleName, type Style, shown, timeText } from "./explain-text.js";

/** The lines of the tree; each list is told once. */
export function renderChain(firing: Firing, style: Style): string[] {
  return new Chain(style).firing(firing);
}

class Chain {
  private readonly style: Style;
  private readonly told = new Map<Firing, number>();
  private readonly named = new Set<EventNode>();

  constructor(style: Style) {
    this.style = style;
  }

  firing(firing: Firing): string[] {
    const { paint } = this.style;
    const number = this.told.get(firing);
    if (number !== undefined) return [`[${number}] ${listName(firing)}: see above`];
    this.told.set(firing, this.told.size + 1);
    const title = `[${this.told.size}] ${paint(listName(firing), "bold")}  ${timeText(firing.time, this.style)}`;
    return [title, ...indented(this.causes(firing))];
  }

  /** Those that have been told are named in one line. */
  private firings(firings: readonly Firing[]): string[] {
    const known = firings.flatMap((one) => this.told.get(one) ?? []);
    const above = known.length === 0 ? [] : [`${known.map((number) => `[${number}]`).join(" ")}: see above`];
    return [...above, ...firings.filter((one) => !this.told.has(one)).flatMap((one) => this.firing(one))];
  }

  private causes(firing: Firing): string[] {
    const lines = [
      ...this.trigger(firing),
      ...jumpsText(firing),
      ...this.contexts(firing),
      ...this.used(firing),
      ...this.before(firing),
    ];
    if (firing.isCut) lines.push("what led to it is so far back that it is not kept");
    return lines;
  }

  private trigger(firing: Firing): string[] {
    const { reason, operation, context, outer } = firing;
    switch (reason) {
      case "event":
        return [
          ...(operation === null
            ? this.matched(firing)
            : this.counted(firing, firing.rule.type.startsWith("Pair") ? "reached by" : "counted")),
          ...cacheText(firing),
        ];
      case "script":
        return [...this.matched(firing), ...cacheText(firing)];
      case "window over":
        return this.counted(firing, "its window was over; in it:");
      case "window moved":
        return [...this.counted(firing, "its window was moved; in it:"), ...this.by("moved by", outer)];
      case "context over": {
        const why = outer === null ? "its lifetime was over" : "an action ended it";
        const made = this.firings((context?.by ?? []).filter((by) => by !== outer));
        return [
          `the context ${shown(context?.name ?? "")} came to its end: ${why}`,
          ...indented([
            ...this.by("ended by", outer),
            ...(context !== null && made.length > 0 ? [changesOf(context), ...indented(made)] : []),
          ]),
        ];
      }
      case "calendar":
        return ["it was its time"];
      case "script ended":
        return ["its program has ended"];
    }
  }

  private matched(firing: Firing): string[] {
    const { event } = firing;
    if (event === null) return [];
    if (this.named.has(event)) return [`this event matched: ${shortly(event)}, named above`];
    return ["this event matched", ...indented(this.event(event, firing))];
  }

  private counted(firing: Firing, what: string): string[] {
    const { operation, counted, uncounted, event } = firing;
    const wayOf = new Map(counted.map((one) => [one.event, one]));
    const events = counted.map((one) => one.event);
    if (event !== null && !events.includes(event)) events.push(event);
    const title = `operation "${shown(operation ?? "")}": ${what} ${events.length} event${events.length === 1 ? "" : "s"}`;
    const older = uncounted > 0 ? [`${uncounted} older ones are not kept`] : [];
    if (events.length > 0 && events.every((one) => this.named.has(one))) {
      return [`${title}, named above: ${events.map(shortly).join(", ")}`, ...indented(older)];
    }
    return [title, ...indented([...older, ...events.flatMap((one) => this.event(one, wayOf.get(one) ?? null))])];
  }

  /** `way`: how it has come to match; null: as it is. */
  private event(event: EventNode, way: Pick<Way, "lines" | "earlier"> | null): string[] {
    this.named.add(event);
    return [eventText(event), ...indented([...this.earlier(way), ...this.maker(event)])];
  }

  /** The lines that a pattern of several lines has matched before the event. */
  private earlier(way: Pick<Way, "lines" | "earlier"> | null): string[] {
    const before = way?.lines?.split("\n").slice(0, -1) ?? [];
    if (way === null || before.length === 0) return [];
    const first = before.length - way.earlier.length;
    const lines = before.flatMap((text, index) => {
      const event = way.earlier[index - first];
      // As the pattern saw it: an action may have rewritten it.
      return event === undefined ? [shown(text)] : [eventText({ ...event, text }), ...indented(this.maker(event))];
    });
    return ["together with what came before it", ...indented(lines)];
  }

  private maker({ madeBy, isCut, delay }: EventNode): string[] {
    if (madeBy === null) return isCut ? ["what made it is so far back that it is not kept"] : [];
    const later = delay > 0 ? ` ${delay} s before` : "";
    return [`made${later} by`, ...indented(this.firing(madeBy))];
  }

  /** What the conditions asked for, each context once. */
  private contexts({ asked, counted }: Firing): string[] {
    const known = new Map<string, Asked>();
    for (const one of [...counted.flatMap((event) => event.asked), ...asked])
      known.set(askedText(one, this.style), one);
    return [...known].flatMap(([text, { context }]) => {
      if (context === null || context.by.length === 0) return [text];
      const by = this.firings(context.by);
      return [text, ...indented([changesOf(context), ...indented(by)])];
    });
  }

  private used({ used }: Firing): string[] {
    return used.flatMap((context) => {
      const others = context.by.filter((one) => !this.told.has(one));
      if (others.length === 0) return [];
      const by = this.firings(others);
      return [`it used the context ${shown(context.name)}, ${changesOf(context)}`, ...indented(by)];
    });
  }

  private before({ previous }: Firing): string[] {
    return this.by("the operation had acted before", previous);
  }

  private by(what: string, firing: Firing | null): string[] {
    return firing === null ? [] : [what, ...indented(this.firing(firing))];
  }
}

function cacheText({ cachedBy }: Firing): string[] {
  return cachedBy === null ? [] : [`the match was cached by ${ruleName(cachedBy)}`];
}

/** Rules in the order in which they led there, each once. */
function jumpsText({ jumps, counted }: Firing): string[] {
  const rules = new Set([...counted.flatMap((one) => one.jumps), ...jumps]);
  return rules.size === 0 ? [] : [`led to the rule by ${[...rules].map(ruleName).join(", ")}`];
}

function shortly({ place, text }: EventNode): string {
  return place === null ? `"${shown(text, 40)}"` : `${place.log}:${place.number}`;
}

/** Where the lists are that created and changed a context. */
function changesOf({ notKept }: ContextNode): string {
  return `created and changed by${notKept > 0 ? ` (the first one and the last ones; ${notKept} between them are not kept)` : ""}`;
}
