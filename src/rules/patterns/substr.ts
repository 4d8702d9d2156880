import { Template } from "../../base/template.js";
import type { PatternSyntax } from "./syntax.js";

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", s: " ", "0": "", "\\": "\\" };

/** Escape sequences are replaced now, so those in values of match variables never are. */
export const subStr: PatternSyntax<"SubStr"> = ({ text, bound }) => {
  const plain = text.text.replace(/\\([tnrs0\\])/g, (_, letter: string) => ESCAPES[letter] as string);
  const template = new Template(plain);
  return { text: template, bound: bound && template.hasMatchVariables };
};
