import { alphabetOf, groupsIn, hasOneValue, isRememberedLoop, pathTo, referredGroups, setsOneOf } from "../analysis.js";
import { type Backreference, type Capture, everyNode, type Node } from "../ast.js";
import { ANY_BYTE, ByteSet } from "../byte-set.js";
import { type CharacterRules, otherCase, SHARP_S } from "../character-rules.js";
import { again, ahead, capture, END, FAIL, notAhead, repeat, Slot, sequence, setOf, type Target } from "../target.js";
import { widthOf } from "../width.js";
import { type Surroundings, type Translation, untranslatable } from "./translation.js";

/**
 * References to groups. Where the group is unset, Perl fails and V8 matches nothing; so
 * it must be known to be set, or known to be not empty, which can be seen by looking.
 */
export function translateBackreference(
  node: Backreference,
  translation: Translation,
  surroundings: Surroundings,
): Target {
  const groups = candidates(node, translation, surroundings);
  if (groups.length === 0) return FAIL;
  checkLoops(node, translation, groups);
  checkCase(node, translation, groups);
  const slots = groups.flatMap((group) => translation.slotsOf(group));
  // At most one of them is set: the others match nothing.
  const value = sequence(...slots.map(again));
  if (surroundings.before.some((before) => setsOneOf(before, new Set(groups)))) return value;
  const captures = groups.flatMap((group) => capturesOf(translation, group));
  if (captures.some(({ body }) => widthOf(body).min === 0)) {
    untranslatable("a reference to a group that may be unset or empty", node);
  }
  return sequence(isNotEmpty(value), value);
}

/** Looks whether the value takes anything away from the rest of the subject. */
function isNotEmpty(value: Target): Target {
  const rest = new Slot();
  const everything = repeat(setOf(ANY_BYTE), 0, Number.POSITIVE_INFINITY);
  return sequence(ahead(sequence(value, capture(rest, everything))), notAhead(sequence(again(rest), END)));
}

/** The groups of which one at most is set, and whose value is referred to. */
function candidates(node: Backreference, translation: Translation, surroundings: Surroundings): readonly number[] {
  const possible = referredGroups(translation.expression, node.to).filter((group) =>
    mayBeSet(node, group, translation, surroundings),
  );
  const [first] = possible;
  if (first === undefined) return [];
  // The first that is set counts.
  if (surroundings.before.some((before) => setsOneOf(before, new Set([first])))) return [first];
  if (!areExclusive(translation, possible)) untranslatable("a reference to one of several groups", node);
  return possible;
}

function mayBeSet(node: Backreference, group: number, translation: Translation, surroundings: Surroundings): boolean {
  const isInLoop = surroundings.loops.some((loop) => groupsIn(loop).has(group));
  if (isInLoop) {
    if (surroundings.before.some((before) => setsOneOf(before, new Set([group])))) return true;
    untranslatable("a reference to a group that an earlier iteration may have set", node);
  }
  const captures = capturesOf(translation, group).filter(
    (found) => !areApart(translation.expression.body, found, node),
  );
  // Perl may go back behind the group with its value still set.
  if (captures.some((found) => found.end > node.start))
    untranslatable("a reference to a group that is not closed", node);
  return captures.length > 0;
}

/**
 * What Perl remembers of a loop must not depend on the groups' values: a group may be set
 * after the loop, or in the same iteration, or have the same value always.
 */
function checkLoops(node: Backreference, translation: Translation, groups: readonly number[]): void {
  const { body } = translation.expression;
  const captures = groups.flatMap((group) => capturesOf(translation, group));
  for (const loop of everyNode(body)) {
    if (!isRememberedLoop(loop) || loop.start >= node.start || areApart(body, loop, node)) continue;
    const isAround = node.end <= loop.end;
    for (const found of captures) {
      const isInside = found.start >= loop.start && found.end <= loop.end;
      const isAfter = found.start >= loop.end;
      const isSettled = found.end <= loop.start && hasOneValue(body, found);
      if (!isAfter && !(isInside && isAround) && !isSettled) untranslatable("a reference after a loop", node);
    }
  }
}

function capturesOf(translation: Translation, group: number): Capture[] {
  return everyNode(translation.expression.body).filter(
    (node): node is Capture => node.kind === "capture" && node.group === group,
  );
}

/** Whether at most one of the groups can be set: they are in different alternatives. */
function areExclusive(translation: Translation, groups: readonly number[]): boolean {
  const captures = groups.map((group) => capturesOf(translation, group));
  return captures.every((ours, at) =>
    captures
      .slice(at + 1)
      .every((theirs) =>
        ours.every((one) => theirs.every((other) => areApart(translation.expression.body, one, other))),
      ),
  );
}

/** Whether the nodes are in different branches of an alternation. */
function areApart(root: Node, one: Node, other: Node): boolean {
  const path = pathTo(root, one);
  const otherPath = pathTo(root, other);
  const fork = path.findIndex((node, at) => node !== otherPath[at]);
  return fork > 0 && path[fork - 1]?.kind === "alternation";
}

/** Whether it is a letter above ASCII that V8 takes for a case of another. */
function isWideLetter(byte: number): boolean {
  return byte > 127 && otherCase(byte, "unicode") !== byte;
}

/** Whether V8 compares the groups' text as Perl does, for which it may have to ignore case. */
function checkCase(node: Backreference, translation: Translation, groups: readonly number[]): void {
  if (node.fold === null) {
    for (const group of groups) translation.comparedWithCase.add(group);
    return;
  }
  const rules: CharacterRules = node.fold;
  const captures = groups.flatMap((group) => capturesOf(translation, group));
  const alphabet = captures.map(alphabetOf).reduce((all, one) => all.union(one), ByteSet.of());
  const hasCase = alphabet.bytes().some((byte) => otherCase(byte, rules) !== byte);
  const isSeveralLetters = rules === "unicode" || rules === "ascii";
  const hasSeveralLetters = isSeveralLetters && [0x53, 0x73, SHARP_S].some((byte) => alphabet.has(byte));
  if (hasSeveralLetters || (rules === "native" && hasCase && alphabet.bytes().some(isWideLetter))) {
    untranslatable("a reference that ignores case", node);
  }
  if (hasCase) translation.ignoresCase = true;
}
