/**
 * What loads, ours against the installed reference's: probes made of random pieces of the
 * rule language, thousands in one run of the reference.
 *
 *   node build/fuzz/rules.js [--probes=N] [--seed=S]
 *
 * Prints the probes on which the two differ, and exits with 1 when there are any.
 */
import { parseRuleFile } from "../src/rules/index.js";
import { FEWEST, FORMS, type TableName } from "../test/rules/acceptance/forms.js";
import { loadInReference } from "../test/rules/acceptance/reference.js";
import { ExpressionPerl, makeCompilers } from "../test/rules/fakes.js";
import { makeRandom, type Random } from "../test/rules/random.js";

const BATCH = 2000;

/** The pieces that probes of each kind are made of; blanks between them come and go. */
const PIECES: Partial<Record<TableName, readonly string[]>> = {
  actions: [
    ..."none logonly write writen closef owritecl udgram udpsock closeudp shellcmd cspawn cmdexec pipe".split(" "),
    ..."pipeexec create delete set alias add report reportexec copy empty exists setltime setctime event".split(" "),
    ..."tevent cevent reset getwpos setwpos assign free eval call lcall rewrite addinput sigemul varset".split(" "),
    ..."if while break continue else IF Else".split(" "),
    ..."( ) ( ) (none) (none;none) () ; ; \\( \\) ' ' '' 'x' %a %b %a %.sec %{a} a b 5 0 -1 +2 - A $1 %s x;y".split(
      " ",
    ),
    ..."-> :> sub{1} (sub{1}) foo =".split(" "),
  ],
  contexts: [
    ..."A B C ! && || ( ) ( ) (A) (B) [ ] -> :> sub{1} (sub{1}) = =1 =(1) varset varset $1 & | \\( \\) 1 \\".split(" "),
  ],
  varmaps: [..."a b1 _c = = ; ; ; 1 0 99 , ! -".split(" ")],
  times: [..."* * * * * * 1 5 59 0 60 7 - , / */5 1-5 0-59/7 , x 99 00 31 12".split(" ")],
  files: [
    "\n",
    "\n",
    "\\\n",
    "\\",
    " ",
    "#",
    "rem=x\n",
    "label=a\n",
    "x",
    "=",
    "type=Single\n",
    "ptype=SubStr\n",
  ].concat([
    "pattern=a\n",
    "desc=d\n",
    "action=none\n",
    "type=Single\nptype=SubStr\npattern=a\ndesc=d\naction=none\n",
    "type=Suppress\nptype=TValue\npattern=TRUE\n\n",
    "continue=GoTo a\n",
    "\r\n",
    "\t",
    "context=A\n",
  ]),
};

const TYPES = Object.keys(FEWEST);
const KEYWORDS =
  "continue ptype pattern varmap context desc action script shell window continue2 ptype2 pattern2 varmap2 context2 " +
  "desc2 action2 window2 thresh thresh2 init end slide multact count count2 egptype egpattern egtoken egtoken2 time " +
  "cfset constset joincfset procallin rem label";
const VALUES =
  "TakeNext DontCont GoTo_a RegExp SubStr2 NRegExp Cached NCached TValue TRUE PerlFunc sub_{1} ( a$1( a a;b=1 yes no 0 5 x none bad *_*_*_*_* A_B";

/** The fewest fields of a rule type, some taken away, some added. */
function makeRule(random: Random): string {
  const changes = Array.from({ length: random.below(5) }, () => {
    const keyword = random.pick(KEYWORDS.split(" "));
    return random.below(6) === 0 ? `-${keyword}` : `+${keyword}=${random.pick(VALUES.split(" "))}`;
  });
  return [random.pick(TYPES), ...changes].join(" ");
}

function makeProbe(table: TableName, random: Random): string {
  if (table === "rules") return makeRule(random);
  const pieces = PIECES[table] as readonly string[];
  const count = 1 + random.below(table === "files" ? 12 : 9);
  let probe = "";
  for (let index = 0; index < count; index++) {
    const blank = table === "files" || random.below(4) === 0 ? "" : " ";
    probe += `${index === 0 ? "" : blank}${random.pick(pieces)}`;
  }
  return table === "files" ? JSON.stringify(probe) : probe;
}

function option(name: string, byDefault: number): number {
  const prefix = `--${name}=`;
  return Number(process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? byDefault);
}

const seed = option("seed", 1);
const random = makeRandom(seed);
const tables = ["rules", ...(Object.keys(PIECES) as TableName[])] as const;
let differences = 0;
let loaded = 0;
let done = 0;
for (const wanted = option("probes", 20_000); done < wanted; done += BATCH) {
  const probes = Array.from({ length: BATCH }, () => {
    const table = random.pick(tables);
    return { table, probe: makeProbe(table, random) };
  });
  const texts = probes.map(({ table, probe }) => FORMS[table](probe));
  const theirs = loadInReference(texts).counts;
  texts.forEach((text, index) => {
    const compilers = makeCompilers(new ExpressionPerl());
    const ours = parseRuleFile({ name: "probe", text }, 0, compilers).rules.length;
    if (ours > 0) loaded++;
    if (ours === theirs[index]) return;
    differences++;
    console.log(`${probes[index]?.table}: reference ${theirs[index]}, ours ${ours}: ${probes[index]?.probe}`);
  });
}
console.log(`${done} probes with seed ${seed}, ${loaded} of them load, ${differences} differences`);
if (differences > 0) process.exitCode = 1;
