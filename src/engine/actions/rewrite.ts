import { unsignedInteger } from "./numbers.js";
import type { ActionMeaning } from "./run.js";

/** Replaces the last lines of the current input buffer; later rules of the same pass see the new ones. */
export const rewrite: ActionMeaning<"rewrite"> = (action, run) => {
  const { buffers, candidates } = run.core;
  const number = unsignedInteger(run.text(action.lines));
  if (number === null) return run.warn("rewrite: the number of lines is not an unsigned integer");
  const given = run.text(action.string).split("\n");
  const count = Math.min(number === 0 ? given.length : number, buffers.size);
  const missing = Math.max(0, count - given.length);
  const lines = [...Array<string>(missing).fill(""), ...given.slice(0, count)];
  buffers.rewrite(lines);
  candidates?.rewritten(lines);
};
