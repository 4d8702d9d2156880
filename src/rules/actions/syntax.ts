import type { ActionParameters, ActionType } from "../ast.js";
import type { Draft } from "../draft.js";
import type { ActionReader } from "./action-reader.js";

/** The syntax of one type of action: reads its parameters; faults are reported to the reader. */
export type ActionSyntax<Type extends ActionType> = (reader: ActionReader) => Draft<ActionParameters[Type]>;
