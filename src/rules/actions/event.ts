import { numberOf } from "../words.js";
import type { ActionSyntax } from "./syntax.js";

const TIME = /^[0-9]+(?=[ \t\r\f\v]|$)/;

/** event [<time>] [<string>]. The time is a constant: a first word that is no number belongs to the string. */
export const event: ActionSyntax<"event"> = (reader) => {
  const time = TIME.exec(reader.rest.text)?.[0];
  if (time !== undefined) reader.nextWord();
  return { time: numberOf(time ?? "0"), string: reader.string() };
};
