/** The tree of a snippet of Perl. `at` is the place in the snippet's text (bytes from its beginning). */

interface Located {
  readonly at: number;
}

export type Sigil = "$" | "@" | "%";

/** A `my` variable, one object for each declaration. */
export interface Lexical {
  readonly sigil: Sigil;
  readonly name: string;
  readonly id: number;
  /** A reference to it is taken: it lives in a box. */
  isReferenced: boolean;
  /** pos() or a match with /g in scalar context uses it. */
  hasPosition: boolean;
  /** The package variable that `our` makes it. */
  readonly global: string | null;
}

/** What a name means: a `my` variable, or one of a package by its full name. */
export type Binding =
  | { readonly kind: "lexical"; readonly lexical: Lexical }
  | { readonly kind: "global"; readonly name: string };

export interface Variable extends Located {
  readonly kind: "variable";
  readonly sigil: Sigil;
  readonly name: string;
  binding?: Binding;
}

/** An array or hash: a variable, @_, or what a reference points to. */
export type Container = Variable | { readonly kind: "through"; readonly at: number; readonly reference: Expression };

export interface Element extends Located {
  readonly kind: "element";
  readonly of: "array" | "hash";
  readonly container: Container;
  readonly index: Expression;
}

export interface Slice extends Located {
  readonly kind: "slice";
  readonly of: "array" | "hash";
  readonly container: Container;
  readonly indexes: Expression;
}

export interface Dereference extends Located {
  readonly kind: "dereference";
  readonly sigil: Sigil;
  readonly reference: Expression;
  /** Under `use strict`: what is undef is no empty list. */
  readonly isStrict: boolean;
}

/** `$#a`, `$#{$r}` */
export interface LastIndex extends Located {
  readonly kind: "lastIndex";
  readonly container: Container;
}

export interface Declaration extends Located {
  readonly kind: "my";
  /** Null: undef, to leave out a value. */
  readonly variables: readonly (Variable | null)[];
  readonly isList: boolean;
}

/** Text with values in it. */
export interface Interpolation extends Located {
  readonly kind: "interpolation";
  readonly parts: readonly Expression[];
}

/** Values of a list in a string: joined by `$"`, which is a space. */
export interface Joined extends Located {
  readonly kind: "joined";
  readonly list: Expression;
}

export interface RegExpLiteral {
  readonly at: number;
  /** Constant text, or what makes the text. */
  readonly source: string | Interpolation;
  /** Letters of i, m, s, x, n. */
  readonly flags: string;
}

export interface Match extends Located {
  readonly kind: "match";
  /** Null: `$_`. */
  readonly target: Expression | null;
  readonly regexp: RegExpLiteral;
  readonly isGlobal: boolean;
  readonly keepsPosition: boolean;
}

export interface Substitution extends Located {
  readonly kind: "substitution";
  readonly target: Expression | null;
  readonly regexp: RegExpLiteral;
  readonly replacement: Expression;
  readonly isGlobal: boolean;
  readonly returnsResult: boolean;
}

export interface Transliteration extends Located {
  readonly kind: "transliteration";
  readonly target: Expression | null;
  readonly from: string;
  readonly to: string;
  readonly flags: string;
}

export interface Block {
  readonly at: number;
  /** What map, grep or sort bind for it: `$_`, or `$a` and `$b`. */
  readonly binds?: readonly Lexical[];
  readonly statements: readonly Statement[];
}

export interface Call extends Located {
  readonly kind: "call";
  readonly code: Expression;
  /** Null: `&$f;` passes the caller's @_. */
  readonly arguments: Expression;
}

/** A built-in function by its name; `$_` that was left out is filled in. */
export interface Builtin extends Located {
  readonly kind: "builtin";
  readonly name: string;
  readonly arguments: readonly Expression[];
}

export interface BlockList extends Located {
  readonly kind: "map" | "grep" | "sort";
  /** An expression stands for a block of one statement; null: sort without one. */
  readonly block: Block | null;
  /** `sort by_name ...` */
  readonly by?: Extract<Expression, { kind: "named" }>;
  readonly list: Expression;
}

export type Expression =
  | (Located & { readonly kind: "number"; readonly value: number | bigint })
  | (Located & { readonly kind: "string"; readonly value: string })
  /** `isBlock`: it stands in the braces of a reference, where a match's values are over at the end. */
  | (Located & { readonly kind: "list"; readonly items: readonly Expression[]; readonly isBlock?: true })
  | (Located & { readonly kind: "listSlice"; readonly list: Expression; readonly indexes: Expression })
  | (Located & { readonly kind: "anonymousArray"; readonly list: Expression })
  | (Located & { readonly kind: "anonymousHash"; readonly list: Expression })
  /** `source`: its text, to make it anew in the real Perl. */
  | (Located & { readonly kind: "sub"; readonly body: Block; readonly source: string })
  /** `&name`: a named function by its full name. */
  | (Located & { readonly kind: "named"; readonly name: string })
  | (Located & { readonly kind: "reference"; readonly of: Expression })
  | (Located & { readonly kind: "unary"; readonly operator: "!" | "-" | "~"; readonly operand: Expression })
  | (Located & {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Located & {
      readonly kind: "logical";
      readonly operator: "&&" | "||" | "//";
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Located & {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    })
  | (Located & {
      readonly kind: "assignment";
      /** "" for `=`, else the operator before it. */
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Located & {
      readonly kind: "step";
      readonly operator: "++" | "--";
      readonly isPrefix: boolean;
      readonly target: Expression;
    })
  | (Located & { readonly kind: "range"; readonly from: Expression; readonly to: Expression })
  | (Located & { readonly kind: "regexp"; readonly regexp: RegExpLiteral })
  | (Located & { readonly kind: "do" | "eval"; readonly body: Block })
  | (Located & { readonly kind: "return"; readonly value: Expression | null })
  | (Located & { readonly kind: "jump"; readonly to: "last" | "next"; readonly label: string | null })
  | (Located & { readonly kind: "local"; readonly target: Expression })
  /** `$1` is 1, `$&` is 0. */
  | (Located & { readonly kind: "capture"; readonly group: number })
  | (Located & { readonly kind: "namedCapture"; readonly name: Expression })
  | Variable
  | Element
  | Slice
  | Dereference
  | LastIndex
  | Declaration
  | Interpolation
  | Joined
  | Match
  | Substitution
  | Transliteration
  | Call
  | Builtin
  | BlockList;

export interface Branch {
  readonly condition: Expression;
  /** `unless`: the body runs when the condition is false. */
  readonly isUnless: boolean;
  readonly body: Block;
}

export type Statement =
  | (Located & { readonly kind: "expression"; readonly expression: Expression })
  | (Located & {
      readonly kind: "if";
      readonly branches: readonly Branch[];
      readonly otherwise: Block | null;
    })
  | (Located & {
      readonly kind: "while";
      readonly label: string | null;
      /** Null: for ever. */
      readonly condition: Expression | null;
      readonly body: Block;
      readonly initial: Expression | null;
      readonly step: Expression | null;
      /** `do {} while`: the body first. */
      readonly isPostfixDo: boolean;
      /** `statement while condition` */
      readonly isModifier: boolean;
    })
  | (Located & {
      readonly kind: "foreach";
      readonly label: string | null;
      /** Null: `$_`. */
      readonly variable: Variable | null;
      readonly isDeclared: boolean;
      readonly list: Expression;
      readonly body: Block;
    })
  | (Located & { readonly kind: "block"; readonly label: string | null; readonly body: Block });

/** `sub name { ... }`: defined when the text is read, wherever it stands in it. */
export interface NamedFunction {
  readonly at: number;
  /** As globalName has it. */
  readonly name: string;
  readonly body: Block;
  /** The text of its block. */
  readonly source: string;
}

export interface Program {
  readonly kind: "program";
  readonly body: Block;
  readonly functions: readonly NamedFunction[];
  /** A part of it is under `use strict`. */
  readonly isStrict: boolean;
}

export type Parsed =
  | Program
  /** Perl that the compiler does not know, or no Perl at all: the real Perl decides. */
  | { readonly kind: "unsupported"; readonly feature: string; readonly offset: number };

/** Thrown within parser and compiler, turned into a result at their faces. */
export class Unsupported extends Error {
  readonly feature: string;
  readonly offset: number;
  constructor(feature: string, offset: number) {
    super(feature);
    this.feature = feature;
    this.offset = offset;
  }
}
