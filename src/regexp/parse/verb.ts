import type { Node } from "../ast.js";
import { LOOK_VERBS, readLook } from "./look.js";
import type { Parser } from "./parser.js";

/** Whether an argument is needed, for the verbs in capitals. */
const VERBS: Readonly<Record<string, "optional" | "needed">> = {
  ACCEPT: "optional",
  COMMIT: "optional",
  F: "optional",
  FAIL: "optional",
  MARK: "needed",
  // (*:name)
  "": "needed",
  PRUNE: "optional",
  SKIP: "optional",
  THEN: "optional",
};

const SCRIPT_RUNS = ["sr", "script_run", "asr", "atomic_script_run"];

const LOWERCASE = /\*([a-z_]+):/y;
const CAPITALS = /\*([A-Z]*)(?::([^)]*))?\)/y;

/** `(*VERB)`, `(*VERB:argument)`, `(*pla:...)` with the cursor on the star. */
export function readVerb(parser: Parser, open: number): Node {
  const named = parser.takesPattern(LOWERCASE)?.[1];
  if (named !== undefined) return readNamed(parser, open, named);
  const found = parser.takesPattern(CAPITALS);
  if (found === null) return parser.invalid("this is no verb", open);
  const [, verb = "", argument] = found;
  if (!Object.hasOwn(VERBS, verb)) return parser.invalid(`there is no verb ${verb}`, open);
  if (VERBS[verb] === "needed" && (argument ?? "") === "") return parser.invalid("the verb needs an argument", open);
  const extent = { start: open, end: parser.at };
  if (verb === "F" || verb === "FAIL") return { kind: "fail", ...extent };
  // A mark is only seen by other verbs.
  if (verb === "MARK" || verb === "") return { kind: "empty", ...extent };
  return { kind: "untranslatable", feature: `the verb ${verb}`, ...extent };
}

function readNamed(parser: Parser, open: number, name: string): Node {
  const look = LOOK_VERBS.get(name);
  if (look !== undefined) return readLook(parser, open, look);
  if (name === "atomic") {
    // Perl takes it for a look-around where \K is concerned, but not (?>...).
    parser.lookDepth++;
    const body = parser.inside(open, () => parser.alternatives(parser));
    parser.lookDepth--;
    return { kind: "atomic", body, start: open, end: parser.at };
  }
  if (!SCRIPT_RUNS.includes(name)) return parser.invalid(`there is no construct (*${name}:...)`, open);
  parser.inside(open, () => parser.alternatives(parser));
  return { kind: "untranslatable", feature: "a script run", start: open, end: parser.at };
}
