import type { ActionSyntax } from "./syntax.js";

/** The time is a constant: a first word that is no number belongs to the string. */
export const event: ActionSyntax<"event"> = (reader) => {
  const time = /^[0-9]+(?=[ \t\r\f\v]|$)/.exec(reader.rest.text)?.[0];
  if (time !== undefined) reader.nextWord();
  return { time: Number(time ?? 0), string: reader.string() };
};
