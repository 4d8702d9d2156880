/**
 * The typed, immutable rule set: what the rule language's text is turned into, what
 * the engine runs, and what tools look at. Field names follow the manual's.
 */
import type { Diagnostic } from "../base/diagnostic.js";
import type { SourceFile, Span } from "../base/source.js";
import type { Template } from "../base/template.js";
import type { Pattern } from "../patterns/pattern.js";
import type { CodeReference } from "../perl/host.js";

// --- actions (manual: ACTIONS, ACTION LISTS AND ACTION LIST VARIABLES) ---

export interface ActionList {
  readonly actions: readonly Action[];
  readonly span: Span;
}

/** Which rule `reset`, `getwpos` and `setwpos` mean. Numbers count from 1 without Options rules. */
export type RuleOffset =
  /** N: the N-th rule of the file; 0 is given as `relative` 0. */
  | { readonly kind: "absolute"; readonly number: number }
  /** +N, -N or 0: counted from the rule that the action belongs to. */
  | { readonly kind: "relative"; readonly distance: number };

/** A Perl function given in the rule file and compiled when the file is loaded. */
export interface PerlFunction {
  readonly source: string;
  readonly code: CodeReference;
  readonly span: Span;
}

interface Text {
  readonly string: Template;
}
interface FileText extends Text {
  readonly file: Template;
}
/** A parameter `%name`, without the percent sign. */
interface Assignment {
  readonly variable: string;
}
interface Named {
  readonly name: Template;
}
interface Peer {
  /** `host:port` */
  readonly peer: Template;
}
/** A command line that a shell parses when it contains shell metacharacters. */
interface CommandLine {
  readonly command: Template;
}
/** A command line split into arguments when it was loaded; no shell. */
interface CommandArguments {
  readonly arguments: readonly Template[];
}

/** The parameters of every action. `name`, `time` and so on are expanded when the action runs. */
export interface ActionParameters {
  none: object;
  logonly: Text;
  write: FileText;
  writen: FileText;
  closef: { readonly file: Template };
  owritecl: FileText;
  udgram: FileText;
  closeudgr: { readonly file: Template };
  ustream: FileText;
  closeustr: { readonly file: Template };
  udpsock: Peer & Text;
  closeudp: Peer;
  tcpsock: Peer & Text;
  closetcp: Peer;
  shellcmd: CommandLine;
  spawn: CommandLine;
  cspawn: Named & CommandLine;
  cmdexec: CommandArguments;
  spawnexec: CommandArguments;
  cspawnexec: Named & CommandArguments;
  /** Without a command the string goes to standard output. */
  pipe: Text & { readonly command: Template | null };
  pipeexec: Text & { readonly arguments: readonly Template[] | null };
  /** `time` is null when it was not given (infinite), `list` when there is no action list. */
  create: Named & { readonly time: Template | null; readonly list: ActionList | null };
  delete: Named;
  obsolete: Named;
  set: Named & { readonly time: Template; readonly list: ActionList | null };
  alias: Named & { readonly alias: Template };
  unalias: Named;
  add: Named & Text;
  prepend: Named & Text;
  fill: Named & Text;
  report: Named & { readonly command: Template | null };
  reportexec: Named & { readonly arguments: readonly Template[] | null };
  copy: Named & Assignment;
  empty: Named & { readonly variable: string | null };
  pop: Named & Assignment;
  shift: Named & Assignment;
  /** 2.9.4: removes strings older than `time` (seconds, -T or +T). */
  trim: Named & { readonly time: Template; readonly variable: string | null };
  exists: Assignment & Named;
  getsize: Assignment & Named;
  getaliases: Assignment & Named;
  getltime: Assignment & Named;
  setltime: Named & { readonly time: Template | null };
  getctime: Assignment & Named;
  setctime: Named & { readonly time: Template };
  /** `time` is a constant number of seconds from now. */
  event: Text & { readonly time: number };
  tevent: Text & { readonly time: Template };
  cevent: Named & Text & { readonly time: Template };
  reset: Text & { readonly offset: RuleOffset | null };
  getwpos: Assignment & Text & { readonly offset: RuleOffset };
  setwpos: Text & { readonly time: Template; readonly offset: RuleOffset };
  assign: Assignment & Text;
  assignsq: Assignment & Text;
  free: Assignment;
  eval: Assignment & { readonly code: Template };
  /** `function` is the variable that holds the code reference. */
  call: Assignment & { readonly function: string; readonly parameters: readonly Template[] };
  /** `operator` says what the parameters are: values (->) or names of pattern match cache entries (:>). */
  lcall: Assignment & {
    readonly parameters: readonly Template[];
    readonly operator: "->" | ":>";
    readonly function: PerlFunction;
  };
  rewrite: Text & { readonly lines: Template };
  addinput: { readonly file: Template; readonly offset: Template; readonly name: Template | null };
  dropinput: { readonly file: Template };
  sigemul: { readonly signal: Template };
  varset: Assignment & { readonly entry: Template };
  if: Assignment & { readonly then: ActionList; readonly else: ActionList | null };
  while: Assignment & { readonly list: ActionList };
  break: object;
  continue: object;
}

export type ActionType = keyof ActionParameters;
export type ActionOf<Type extends ActionType> = { readonly type: Type; readonly span: Span } & ActionParameters[Type];
export type Action = { [Type in ActionType]: ActionOf<Type> }[ActionType];

// --- context expressions (manual: CONTEXTS AND CONTEXT EXPRESSIONS) ---

export type ContextExpression =
  | { readonly kind: "context"; readonly name: Template; readonly span: Span }
  /** `parameters -> sub {...}` and `entries :> sub {...}` */
  | {
      readonly kind: "function";
      readonly operator: "->" | ":>";
      readonly parameters: readonly Template[];
      readonly function: PerlFunction;
      readonly span: Span;
    }
  /** `=( miniprogram )` */
  | { readonly kind: "program"; readonly code: Template; readonly span: Span }
  | { readonly kind: "varset"; readonly entry: Template; readonly span: Span }
  | { readonly kind: "not"; readonly operand: ContextExpression; readonly span: Span }
  /**
   * Operands joined by && and ||, without parentheses between them: groups of && operands
   * joined by ||. It is kept flat because the reference does not evaluate `A || B && C` as
   * the manual's precedence has it; engine/context-expression.ts has the exact order.
   */
  | {
      readonly kind: "combination";
      readonly groups: readonly (readonly ContextExpression[])[];
      readonly span: Span;
    };

export interface ContextField {
  readonly expression: ContextExpression;
  /** `[...]`: evaluated before the pattern, without match variables. */
  readonly beforePattern: boolean;
}

// --- rules (manual: RULE TYPES) ---

export type Continue =
  | { readonly kind: "TakeNext" }
  | { readonly kind: "DontCont" }
  | { readonly kind: "EndMatch" }
  /**
   * `target` is an index into the file's rules, their number for a label behind the last
   * one; null when no such label follows (then like DontCont).
   */
  | { readonly kind: "GoTo"; readonly label: string; readonly target: number | null };

/** What a rule asks of an event: pattern, context expression, and where matching goes on. */
export interface Condition {
  readonly pattern: Pattern;
  readonly context: ContextField | null;
  readonly continue: Continue;
}

interface RuleBase {
  /** The rule file's name, as in operation IDs. */
  readonly file: string;
  /** Number in the file from 0, Options rules not counted: the number of operation IDs. */
  readonly number: number;
  /** The whole definition. */
  readonly span: Span;
  /** Some field refers to the pattern match cache ($:{entry:name}): its values are bound with the match variables. */
  readonly bindsCache: boolean;
}

interface Described {
  /** Operation description string. */
  readonly desc: Template;
}
interface Matching {
  readonly condition: Condition;
}
interface Acting extends Described {
  readonly action: ActionList;
}

export interface SingleRule extends RuleBase, Matching, Acting {
  readonly type: "Single";
}

export interface SingleWithScriptRule extends RuleBase, Matching, Acting {
  readonly type: "SingleWithScript";
  /** With shell=yes one command line, with shell=no arguments. */
  readonly script:
    | { readonly shell: true; readonly command: Template }
    | { readonly shell: false; readonly arguments: readonly Template[] };
  readonly action2: ActionList | null;
}

export interface SingleWithSuppressRule extends RuleBase, Matching, Acting {
  readonly type: "SingleWithSuppress";
  /** Seconds. */
  readonly window: number;
}

interface PairFields extends RuleBase, Matching, Acting {
  readonly condition2: Condition;
  readonly desc2: Template;
  readonly action2: ActionList;
}
export interface PairRule extends PairFields {
  readonly type: "Pair";
  /** Seconds; 0 is for ever. */
  readonly window: number;
}
export interface PairWithWindowRule extends PairFields {
  readonly type: "PairWithWindow";
  readonly window: number;
}

export interface SingleWithThresholdRule extends RuleBase, Matching, Acting {
  readonly type: "SingleWithThreshold";
  readonly window: number;
  readonly thresh: number;
  readonly action2: ActionList | null;
}

export interface SingleWith2ThresholdsRule extends RuleBase, Matching, Acting {
  readonly type: "SingleWith2Thresholds";
  readonly window: number;
  readonly thresh: number;
  readonly desc2: Template;
  readonly action2: ActionList;
  readonly window2: number;
  readonly thresh2: number;
}

/** One of an EventGroup rule's N events. */
export interface GroupEvent {
  readonly condition: Condition;
  readonly count: ActionList | null;
  readonly thresh: number;
  readonly egtoken: Template;
}
export interface EventGroupRule extends RuleBase, Acting {
  readonly type: "EventGroup";
  readonly events: readonly GroupEvent[];
  readonly init: ActionList | null;
  readonly end: ActionList | null;
  readonly slide: ActionList | null;
  readonly multact: boolean;
  /** Event group pattern: SubStr, RegExp, PerlFunc or their negations. */
  readonly egpattern: Pattern | null;
  readonly window: number;
}

export interface SuppressRule extends RuleBase, Matching {
  readonly type: "Suppress";
  readonly desc: Template | null;
}

/** A Calendar rule's times: the allowed values of each field of the local time. */
export interface TimeSpecification {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  /** Days of the month 1-31; 0 stands for the last day. */
  readonly days: ReadonlySet<number>;
  /** 1-12 */
  readonly months: ReadonlySet<number>;
  /** 0-6, Sunday is 0. */
  readonly weekdays: ReadonlySet<number>;
  /** Last two digits; null allows every year. */
  readonly years: ReadonlySet<number> | null;
}
export interface CalendarRule extends RuleBase, Acting {
  readonly type: "Calendar";
  readonly time: TimeSpecification;
  readonly context: ContextField | null;
}

export interface JumpRule extends RuleBase, Matching {
  readonly type: "Jump";
  readonly desc: Template | null;
  /** Names of file sets; templates because constset=no allows match variables in them. */
  readonly cfset: readonly Template[];
  readonly constset: boolean;
}

export type Rule =
  | SingleRule
  | SingleWithScriptRule
  | SingleWithSuppressRule
  | PairRule
  | PairWithWindowRule
  | SingleWithThresholdRule
  | SingleWith2ThresholdsRule
  | EventGroupRule
  | SuppressRule
  | CalendarRule
  | JumpRule;
export type RuleType = Rule["type"];

/** One rule file: what loaded of it, and what is wrong with the rest. */
export interface RuleFile {
  readonly name: string;
  readonly source: SourceFile;
  /** Modification time in seconds; a soft restart keeps what belongs to unchanged files. */
  readonly modified: number;
  /** Options: file sets that this file joins. */
  readonly joincfset: readonly string[];
  /** Options: whether its rules see all input, or only what Jump rules submit. */
  readonly procallin: boolean;
  readonly rules: readonly Rule[];
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** All rule files in matching order. */
export interface RuleSet {
  readonly files: readonly RuleFile[];
}
