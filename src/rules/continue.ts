/** continue* fields and the labels that they lead to (manual: CONFIGURATION FILES). */
import type { SourceText } from "../base/source.js";
import type { Continue } from "./ast.js";
import type { Problems } from "./diagnostics.js";

const GOTO = /^goto[ \t\r\f\v]+(.+)$/is;
const NAMES = ["TakeNext", "DontCont", "EndMatch", "GoTo"] as const;

type GoTo = { -readonly [Key in keyof Extract<Continue, { kind: "GoTo" }>]: Extract<Continue, { kind: "GoTo" }>[Key] };

/** A GoTo whose label may stand further down; its rule's index says what is forward. */
interface PendingGoTo {
  readonly goTo: GoTo;
  readonly text: SourceText;
  readonly index: number;
}

/** The labels of a file and the fields that refer to them, which are settled when all of it is read. */
export class Labels {
  /** Label to the index of the rule that follows it; of two with one name the last counts. */
  private readonly targets = new Map<string, number>();
  private pending: PendingGoTo[] = [];

  define(label: SourceText, index: number, problems: Problems): void {
    if (this.targets.has(label.text)) problems.report("repeated-label", label.span(), label.text);
    this.targets.set(label.text, index);
  }

  /** `index` is the rule's own. Null, with a message: the value is none of those allowed. */
  parseContinue(text: SourceText, index: number, problems: Problems): Continue | null {
    const value = text.text.toLowerCase();
    if (value === "takenext") return { kind: "TakeNext" };
    if (value === "dontcont") return { kind: "DontCont" };
    if (value === "endmatch") return { kind: "EndMatch" };
    const label = GOTO.exec(text.text)?.[1];
    if (label === undefined) {
      const near = value === "goto" ? "" : problems.nearest(text.text, NAMES);
      problems.report("unknown-continue", text.span(), text.text, near);
      return null;
    }
    const goTo: GoTo = { kind: "GoTo", label, target: null };
    this.pending.push({ goTo, text, index });
    return goTo;
  }

  /** The rule with this index and those after it have not loaded: their fields lead nowhere. */
  forget(index: number): void {
    while ((this.pending.at(-1)?.index ?? -1) >= index) this.pending.pop();
  }

  /** Leads each GoTo to its label; one that leads nowhere is reported and is then like DontCont. */
  settle(problems: Problems): void {
    for (const { goTo, text, index } of this.pending) {
      const target = this.targets.get(goTo.label);
      const span = text.span(text.text.length - goTo.label.length);
      if (target === undefined) {
        problems.report("unknown-label", span, goTo.label, problems.nearest(goTo.label, this.targets.keys()));
      } else if (target <= index) problems.report("backward-label", span, goTo.label);
      else goTo.target = target;
    }
    this.pending = [];
  }
}
