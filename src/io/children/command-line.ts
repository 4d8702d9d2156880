/** What is given to execvp(3) for a command (manual: CHILD PROCESSES). */
import type { Command } from "../../engine/ports.js";

/** Characters that make a command line one for the shell, as for Perl's exec. */
const SHELL_CHARACTERS = /[$&*(){}[\]'";\\|?<>~`\n]/;
/** So do an assignment, and the shell's own word exec, at the beginning. */
const SHELL_BEGINNING = /^\s*(?:\w+=|exec\s)/;
const ASCII_OR_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The program and its arguments as Node takes them; empty when there is no program. */
export function argumentsOf(command: Command): readonly string[] {
  const words = wordsOf(command);
  if ((words[0] ?? "") === "") return [];
  const texts = words.map(decode);
  return texts.includes(null) ? throughShell(words) : (texts as string[]);
}

/** For messages. */
export function nameOf(command: Command): string {
  return command.shell ? command.line : command.arguments.join(" ");
}

/** A shell only where the line needs one; otherwise its words are the arguments. */
function wordsOf(command: Command): readonly string[] {
  if (!command.shell) return command.arguments.map(upToNul);
  const line = upToNul(command.line).replace(/\n$/, "");
  if (SHELL_CHARACTERS.test(line) || SHELL_BEGINNING.test(line)) return ["/bin/sh", "-c", line];
  return line.trim().split(/\s+/);
}

/** Strings end at a NUL for the system, and so in the reference. */
function upToNul(text: string): string {
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

/** Node encodes arguments as UTF-8: bytes that form UTF-8 pass as they are; null for others. */
function decode(text: string): string | null {
  try {
    return ASCII_OR_UTF8.decode(Buffer.from(text, "latin1"));
  } catch {
    return null;
  }
}

/**
 * Bytes that are no UTF-8 cannot be given to Node: printf(1) makes them, in a shell that the
 * program then replaces. The x keeps newlines at the end, which a substitution would drop.
 */
function throughShell(words: readonly string[]): readonly string[] {
  const assigned = words.map((word, at) => `a${at}=$(printf '${octal(word)}x'); a${at}=\${a${at}%x}; `);
  const named = words.map((_, at) => `"$a${at}"`);
  return ["/bin/sh", "-c", `${assigned.join("")}exec ${named.join(" ")}`];
}

function octal(text: string): string {
  return [...text].map((character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`).join("");
}
