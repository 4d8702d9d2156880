/** How calls of built-in functions are written. */

/**
 * `none`: no argument. `unary`: one, `$_` where it is left out. `optional`: one or none.
 * `list`: the rest of the expression.
 */
export type CallForm = "none" | "unary" | "optional" | "list";

export const BUILTINS: ReadonlyMap<string, CallForm> = new Map<string, CallForm>([
  ...names("none", "time wantarray"),
  ...names("unary", "defined ref lc uc lcfirst ucfirst length chr ord int abs hex oct sqrt quotemeta chomp chop pos"),
  ...names("optional", "scalar exists delete each keys values shift pop localtime gmtime undef"),
  ...names("list", "push unshift splice join split sprintf reverse die substr index rindex"),
]);

function names(form: CallForm, words: string): [string, CallForm][] {
  return words.split(" ").map((name) => [name, form]);
}

/** Words that begin something that only the real Perl has, with the reason. */
export function foreignWord(word: string): string {
  if (/^(?:require|use|no)$/.test(word)) return "modules";
  if (word === "sub") return "a named function";
  if (word === "package" || word === "BEGIN" || word === "END") return word;
  return KNOWN_FOREIGN.has(word) ? `the function ${word}` : `the name ${word}`;
}

const KNOWN_FOREIGN = new Set(
  (
    "print printf say open close opendir readdir closedir eof read sysread syswrite seek tell binmode unlink rename " +
    "mkdir rmdir stat lstat chmod chown utime link symlink readlink truncate rand srand sleep system exec fork wait " +
    "waitpid kill alarm exit warn sin cos exp log atan2 pack unpack vec sprintf study reset caller bless tie untie " +
    "tied lock glob chdir umask getppid select socket connect send recv bind listen accept crypt times dump goto redo " +
    "formline write state our local format prototype evalbytes fc"
  ).split(" "),
);
