import { type ActionMeaning, singleQuoted } from "./run.js";

export const assignsq: ActionMeaning<"assignsq"> = (action, run) => {
  run.assign(action.variable, singleQuoted(run.text(action.string)));
};
