import { Template } from "../../base/template.js";
import type { SubStrPattern } from "../../patterns/pattern.js";
import type { PatternSyntax } from "./syntax.js";

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", s: " ", "0": "", "\\": "\\" };

/** Escape sequences are replaced now, so those in values of match variables never are. */
export const subStr: PatternSyntax<SubStrPattern> = ({ base, text, bound }) => {
  const template = new Template(text.text.replace(/\\([tnrs0\\])/g, (_, letter: string) => ESCAPES[letter] as string));
  return { ...base, text: template, bound: bound && template.hasMatchVariables } as SubStrPattern;
};
