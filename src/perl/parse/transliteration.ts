/** The characters that tr/// names: escapes and ranges spelled out. */
import { Unsupported } from "../ast.js";
import { readEscape } from "./escape.js";
import type { Parser } from "./parser.js";
import type { Quoted } from "./scanner.js";

export function unescapeTransliteration(parser: Parser, quoted: Quoted): string {
  const { text } = quoted;
  const characters: { readonly character: string; readonly isPlain: boolean }[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (character !== "\\" || quoted.open === "'") {
      characters.push({ character, isPlain: true });
      at++;
      continue;
    }
    const read = readEscape(text, at, quoted.at);
    if (read === null) throw new Unsupported("this escape", quoted.at + at);
    characters.push({ character: read.text, isPlain: false });
    at = read.end;
  }
  let spelled = "";
  for (let at = 0; at < characters.length; at++) {
    const { character } = characters[at] as { character: string };
    const dash = characters[at + 1];
    const last = characters[at + 2];
    if (dash?.isPlain === true && dash.character === "-" && last !== undefined) {
      if (last.character < character) parser.unsupported("a range of tr/// that goes backwards");
      for (let code = character.charCodeAt(0); code <= last.character.charCodeAt(0); code++) {
        spelled += String.fromCharCode(code);
      }
      at += 2;
    } else spelled += character;
  }
  return spelled;
}
