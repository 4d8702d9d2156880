/** continue* fields and the labels that they lead to (manual: CONFIGURATION FILES). */
import type { SourceText } from "../base/source.js";
import type { Continue } from "./ast.js";
import type { Problems } from "./diagnostics.js";
import { nearestWord } from "./suggest.js";

const GOTO = /^goto[ \t\r\f\v]+(.+)$/i;

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
  private readonly pending: PendingGoTo[] = [];

  define(label: string, index: number): void {
    this.targets.set(label, index);
  }

  /** `index` is the rule's own. Null, with a message: the value is none of those allowed. */
  parseContinue(text: SourceText, index: number, problems: Problems): Continue | null {
    switch (text.text.toLowerCase()) {
      case "takenext":
        return { kind: "TakeNext" };
      case "dontcont":
        return { kind: "DontCont" };
      case "endmatch":
        return { kind: "EndMatch" };
    }
    const label = GOTO.exec(text.text)?.[1];
    if (label === undefined) {
      problems.report("unknown-continue", text.span(), text.text);
      return null;
    }
    const goTo: GoTo = { kind: "GoTo", label, target: null };
    this.pending.push({ goTo, text, index });
    return goTo;
  }

  /** Leads each GoTo to its label; one that leads nowhere is reported and is then like DontCont. */
  settle(problems: Problems): void {
    for (const { goTo, text, index } of this.pending) {
      const target = this.targets.get(goTo.label);
      const span = text.span(text.text.length - goTo.label.length);
      if (target === undefined) {
        problems.report("unknown-label", span, goTo.label, nearestWord(goTo.label, this.targets.keys()) ?? "");
      } else if (target <= index) problems.report("backward-label", span, goTo.label);
      else goTo.target = target;
    }
  }
}
