/** Random snippets of the subset of Perl that is compiled, and random arguments for them. */
import { ARRAYS, FUNCTIONS, HASHES, SCALARS, type SnippetArgument, type SnippetCase } from "./perl-code-run.js";

/** A number from 0 to below the bound. */
export type Random = (bound: number) => number;

const WORDS = ["a", "b", "c", "user", "10.0.0.1", "sshd", "x=1", "22", "0", "7", "abc", ""];
const LINES = [
  "Nov 27 07:17:26 host sshd[123]: Failed password for root from 10.0.0.1 port 22 ssh2",
  "kernel: iptables IN=eth0 OUT= SRC=10.1.2.3 DST=10.0.0.2 LEN=60 SYN URGP=0",
  "a=1 b=22,c=;d",
  "foo,bar,,baz,,",
  "  leading and   trailing  ",
  "one\ntwo\n",
  "3 apples",
  "1e3",
  "-0.50",
  "+7",
  "0x1f",
  "zz",
  "Az9",
  "99",
  "0",
  "",
  "abcabc",
  "\xe9t\xe9\tX",
];
const NUMBERS = [
  "0",
  "1",
  "2",
  "3",
  "-1",
  "10",
  "255",
  "0.5",
  "-2.25",
  "0.1",
  "1e3",
  "4294967296",
  "999999999999999",
  "1_000",
  "0x1f",
  "017",
  "1e15",
  "123456789012345678",
  "0.1e-6",
];
const PATTERNS = [
  "\\d+",
  "(\\w)(\\d)",
  "(\\w+)=(\\S*)",
  "[a-c]+",
  "^\\s+",
  "\\s+$",
  "(a)|(b)",
  "(\\d+)\\.(\\d+)",
  "x*",
  "(?<n>\\w+)",
  "b",
  "\\bfoo\\b",
  "o",
  ",",
  "(.)\\1",
  "^(.*?),",
  "a.c",
  "(?i)SSH",
  "$",
];

const COMPARISON = "fb";

interface Names {
  scalars: string[];
  arrays: string[];
  hashes: string[];
  references: string[];
  hashReferences: string[];
  codes: string[];
  /** Named ones; the comparisons are in FUNCTIONS. */
  functions: string[];
}

export function randomCase(random: Random): SnippetCase {
  const source = `sub { ${new SnippetMaker(random).program()} }`;
  const calls = Array.from({ length: 1 + random(3) }, () => ({
    list: random(2) === 0,
    arguments: [pick(random, LINES), pick(random, WORDS), randomArgument(random)].slice(0, 1 + random(3)),
  }));
  return { source, calls };
}

function randomArgument(random: Random): SnippetArgument {
  switch (random(4)) {
    case 0:
      return undefined;
    case 1:
      return Array.from({ length: random(4) }, () => pick(random, WORDS));
    case 2:
      return Object.fromEntries(
        Array.from({ length: random(4) }, () => [pick(random, ["a", "b", "status", "1"]), pick(random, WORDS)]),
      );
    default:
      return pick(random, LINES);
  }
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)] as Item;
}

class SnippetMaker {
  private readonly random: Random;
  private names: Names = {
    scalars: [],
    arrays: [],
    hashes: [],
    references: [],
    hashReferences: [],
    codes: [],
    functions: [],
  };
  private next = 0;
  private loops = 0;
  private topics = 0;
  private captures = false;

  constructor(random: Random) {
    this.random = random;
  }

  /** Its body, with named functions before or after it, or none. */
  program(): string {
    if (this.random(2) === 0) return this.body();
    const functions = FUNCTIONS.slice(0, 1 + this.random(3)).map((name) => this.namedFunction(name));
    const body = this.body();
    return this.random(2) === 0 ? `${functions.join(" ")} ${body}` : `${body}; ${functions.join(" ")}`;
  }

  /** It knows package variables, and those that were made before it. */
  private namedFunction(name: string): string {
    if (name === COMPARISON) {
      this.names.functions.push(name);
      return `sub ${name} { ${this.pick(["$a cmp $b", "return $b cmp $a", "length($a) <=> length($b) or $a cmp $b"])} }`;
    }
    const outer = this.names;
    this.names = {
      ...outer,
      scalars: ["p", "q"],
      arrays: [],
      hashes: [],
      references: [],
      hashReferences: [],
      codes: [],
    };
    const head = this.pick(["my ($p, $q) = @_;", "my $p = shift; my $q = shift;", "my $p = $_[0]; my ($q) = $_[1];"]);
    const body = this.pick([
      () => `${head} ${this.statements(1 + this.random(2), 2)} ${this.any(2)}`,
      () => `${head} ${this.statements(1, 1)} return (${this.list(1)});`,
      () =>
        `my $p = "x"; my $q; return ${this.pick(["$_[0]", "@_", "scalar(@_)", 'join("-", @_)', "wantarray"])} . ${this.text(1)};`,
      () => `my $p = 1; my $q = $_[0]; ${this.last()}`,
    ])();
    this.names = outer;
    this.names.functions.push(name);
    return `sub ${name} { ${body} }`;
  }

  /** A call of one that is known here. */
  private functionCall(depth: number): string {
    const callable = this.names.functions.filter((name) => name !== COMPARISON);
    if (callable.length === 0) return this.scalar();
    return `${this.pick(["", "&", "main::SEC::"])}${this.pick(callable)}(${this.list(depth)})`;
  }

  private localized(depth: number): string {
    const what = this.one(
      () => `$${this.pick(["gh", "gi"])}{${this.key()}} = ${this.any(1)}`,
      () => `@${this.pick(["gh", "gi"])}{qw(a n)} = (${this.list(1)})`,
      () => `$${this.hash()}{a}`,
      () => `$${this.pick(SCALARS)} = ${this.any(1)}`,
      () => "$@",
    );
    return this.scoped(() => `{ local ${what}; ${this.statements(1 + this.random(2), depth - 1)} }`);
  }

  body(): string {
    const head = this.random(2) === 0 ? "my ($l, $w) = @_; " : "my $l = $_[0]; my $w = shift; ";
    this.names.scalars.push("l", "w");
    return `${head}${this.statements(2 + this.random(5), 3)} ${this.last()}`;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return pick(this.random, items);
  }

  private one(...makes: (() => string)[]): string {
    return this.pick(makes)();
  }

  private last(): string {
    return this.one(
      () => `return ${this.any(2)};`,
      () => `return (${this.list(2)});`,
      () => `${this.any(2)}`,
      () => `(${this.list(2)})`,
      () => `if (${this.truth(2)}) { ${this.any(1)} } else { ${this.any(1)} }`,
      () => `if (${this.truth(2)}) { ${this.any(1)} }`,
      () => `unless (${this.truth(2)}) { ${this.any(1)} }`,
      () => `${this.any(1)} if ${this.truth(2)}`,
      () => `return ${this.any(1)} unless ${this.truth(1)}; return;`,
      () => (this.names.hashes.length > 0 ? `return \\%${this.pick(this.names.hashes)};` : `[${this.list(2)}]`),
      () => `{ a => ${this.any(1)}, 'b' => [${this.list(1)}] }`.replace(/^/, "return "),
      () => `${this.truth(2)} ? ${this.any(1)} : (${this.list(1)})`,
      () => `wantarray ? (${this.list(1)}) : ${this.any(1)}`,
      () => `for my $z (1..2) { ${this.assignment(1)} }`,
    );
  }

  /** Declarations within are forgotten afterwards. */
  private scoped(make: () => string): string {
    const { names, captures } = this;
    this.names = {
      ...names,
      scalars: [...names.scalars],
      arrays: [...names.arrays],
      hashes: [...names.hashes],
      references: [...names.references],
      hashReferences: [...names.hashReferences],
      codes: [...names.codes],
    };
    const text = make();
    this.names = names;
    this.captures = captures;
    return text;
  }

  private statements(count: number, depth: number): string {
    return Array.from({ length: count }, () => this.statement(depth)).join(" ");
  }

  private block(depth: number): string {
    return this.scoped(() => `{ ${this.statements(1 + this.random(3), depth - 1)} }`);
  }

  private statement(depth: number): string {
    if (depth <= 0) return `${this.assignment(1)};`;
    return this.one(
      () => this.declaration(depth),
      () => this.declaration(depth),
      () => `${this.assignment(depth)};`,
      () => `${this.assignment(depth)};`,
      () => `${this.assignment(1)} ${this.pick(["if", "unless"])} ${this.truth(depth - 1)};`,
      () => `if (${this.truth(depth - 1)}) ${this.block(depth)}${this.random(2) ? ` else ${this.block(depth)}` : ""}`,
      () => `if (${this.truth(1)}) ${this.block(depth)} elsif (${this.truth(1)}) ${this.block(depth)}`,
      () => `unless (${this.truth(depth - 1)}) ${this.block(depth)}`,
      () => this.foreach(depth),
      () => this.foreach(depth),
      () => this.while(depth),
      () => this.substitution(),
      () =>
        `eval { ${this.scoped(
          () =>
            `${this.statements(1, 1)} ${this.one(
              () => `die ${this.text(1)};`,
              () => `${this.any(1)} / ${this.number(1)};`,
              () => "1;",
              () => "die { code => 1 };",
            )}`,
        )} }; ${this.assigned(this.scalar(), "ref($@) ? 'r' : $@")};`,
      () => `${this.truth(1)} ${this.pick(["and", "or"])} ${this.assignment(1)};`,
      () => this.arrayChange(),
      () => this.hashChange(),
      () => this.localized(depth),
      () => `$gh{code} = sub { ${this.scoped(() => this.any(1))} }; ${this.place()} = $gh{code}->(${this.list(0)});`,
      () =>
        this.loops > 0
          ? `${this.pick(["next", "last"])} if ${this.truth(1)};`
          : `return ${this.any(1)} if ${this.truth(1)} && ${this.truth(1)};`,
    );
  }

  private fresh(prefix: string): string {
    return `${prefix}${this.next++}`;
  }

  private declaration(depth: number): string {
    return this.one(
      () => {
        const value = this.any(depth);
        const name = this.fresh("s");
        this.names.scalars.push(name);
        return `my $${name} = ${value};`;
      },
      () => {
        const list = this.list(depth);
        const name = this.fresh("a");
        this.names.arrays.push(name);
        return `my @${name} = (${list});`;
      },
      () => {
        const pairs = this.pairs(depth);
        const name = this.fresh("h");
        this.names.hashes.push(name);
        return `my %${name} = ${pairs};`;
      },
      () => {
        const list = this.list(depth);
        const [first, second] = [this.fresh("s"), this.fresh("s")];
        this.names.scalars.push(first, second);
        return `my ($${first}, $${second}) = ${this.random(2) ? `(${list})` : `(${this.text(1)} =~ /${this.pick(["(\\w)(\\d)", "(\\w+)=(\\S*)", "(a)|(b)"])}/)`};`;
      },
      () => {
        const value = this.one(
          () => `[${this.list(1)}]`,
          () => `[map { [$_] } ${this.list(1)}]`,
          () => (this.names.arrays.length > 0 ? `\\@${this.pick(this.names.arrays)}` : "[1, 2]"),
        );
        const name = this.fresh("r");
        this.names.references.push(name);
        return `my $${name} = ${value};`;
      },
      () => {
        const value = this.one(
          () => `{ a => ${this.any(1)}, b => ${this.any(1)} }`,
          () => (this.names.hashes.length > 0 ? `\\%${this.pick(this.names.hashes)}` : "{}"),
        );
        const name = this.fresh("q");
        this.names.hashReferences.push(name);
        return `my $${name} = ${value};`;
      },
      () => {
        const name = this.fresh("f");
        const { loops } = this;
        this.loops = 0;
        const code = this.scoped(
          () => `sub { my $p = shift; ${this.withScalar("p", () => `${this.statements(1, 1)} ${this.any(2)}`)} }`,
        );
        this.loops = loops;
        this.names.codes.push(name);
        return `my $${name} = ${code};`;
      },
    );
  }

  private withScalar(name: string, make: () => string): string {
    this.names.scalars.push(name);
    return make();
  }

  private scalar(): string {
    return this.random(5) === 0 ? `$${this.pick(SCALARS)}` : `$${this.pick(this.names.scalars)}`;
  }

  private array(): string {
    return this.names.arrays.length > 0 && this.random(4) > 0 ? this.pick(this.names.arrays) : this.pick(ARRAYS);
  }

  private hash(): string {
    return this.names.hashes.length > 0 && this.random(4) > 0 ? this.pick(this.names.hashes) : this.pick(HASHES);
  }

  private place(): string {
    return this.one(
      () => this.scalar(),
      () => this.scalar(),
      () => `$${this.array()}[${this.pick(["0", "1", "2"])}]`,
      () => `$${this.hash()}{${this.key()}}`,
      () => `$${this.hash()}{x${this.random(2)}}{${this.key()}}`,
      () =>
        this.names.references.length > 0 ? `$${this.pick(this.names.references)}->[${this.random(3)}]` : this.scalar(),
      () =>
        this.names.hashReferences.length > 0
          ? `$${this.pick(this.names.hashReferences)}->{${this.key()}}`
          : this.scalar(),
    );
  }

  private key(): string {
    return this.one(
      () => this.pick(["a", "b", "'c d'", "n"]),
      () => this.text(1),
      () => this.scalar(),
    );
  }

  private assigned(place: string, value: string): string {
    return `${place} = ${value}`;
  }

  private assignment(depth: number): string {
    return this.one(
      () => `${this.place()} = ${this.any(depth)}`,
      () => `${this.place()} ${this.pick(["+=", "-=", "*="])} ${this.number(depth)}`,
      () => `${this.place()} .= ${this.text(depth)}`,
      () => `${this.place()} ${this.pick(["||=", "&&=", "//="])} ${this.any(depth)}`,
      () => `${this.pick(["++", "--"])}${this.place()}`,
      () => `${this.place()}${this.pick(["++", "--"])}`,
      () => `$${this.pick(SCALARS)}++`,
      () => `@${this.array()} = (${this.list(depth)})`,
      () => `(${this.scalar()}, ${this.scalar()}) = (${this.list(depth)})`,
      () => `push @${this.array()}, ${this.list(1)}`,
      () => `%${this.hash()} = ${this.pairs(1)}`,
      () => `@${this.hash()}{qw(a b)} = (${this.list(1)})`.replace("@", "@"),
      () => `undef ${this.scalar()}`,
      () => `chomp(${this.scalar()})`,
    );
  }

  private arrayChange(): string {
    const array = this.array();
    return this.one(
      () => `unshift @${array}, ${this.list(1)};`,
      () => `${this.scalar()} = ${this.pick(["shift", "pop"])} @${array};`,
      () => `splice(@${array}, ${this.random(2)}, ${this.random(3)}${this.random(2) ? `, ${this.list(1)}` : ""});`,
      () => `$#${array} = ${this.random(3)};`,
      () => `@${array} = reverse @${array};`,
      () =>
        `@${array} = sort { ${this.pick(["$a cmp $b", "$b cmp $a", "$a <=> $b || $a cmp $b", "length($a) <=> length($b) or $a cmp $b"])} } @${array};`,
      () => `$_ .= ${this.text(1)} for @${array};`,
      () => `s/${this.pick(PATTERNS)}/-/ foreach @${array};`,
    );
  }

  private hashChange(): string {
    const hash = this.hash();
    return this.one(
      () => `delete $${hash}{${this.key()}};`,
      () => `$${hash}{$_}++ for ${this.list(1)};`,
      () => `push @{$${hash}{list}}, ${this.list(1)};`,
      () => `for my $k (keys %${hash}) { delete $${hash}{$k} if $k gt ${this.text(0)}; }`,
      () => `while (my ($k, $v) = each %${hash}) { $${this.pick(SCALARS)}++ if defined($v) && length($k) > 1; }`,
      () =>
        `${this.scalar()} = join(",", map { "$_=" . (ref($${hash}{$_}) ? "r" : defined($${hash}{$_}) ? $${hash}{$_} : "u") } sort keys %${hash});`,
      () => `$${hash}{${this.key()}}{${this.key()}}++ if !exists($${hash}{a}) || ref($${hash}{a});`,
      () => `undef %${hash};`,
    );
  }

  private foreach(depth: number): string {
    this.loops++;
    const name = this.fresh("i");
    const text = this.one(
      () => `for my $${name} (${this.list(1)}) ${this.scoped(() => this.withScalarBlock(name, depth))}`,
      () => `for my $${name} (1 .. ${this.random(4)}) ${this.scoped(() => this.withScalarBlock(name, depth))}`,
      () => `for (my $${name} = 0; $${name} < ${this.random(4)}; $${name}++) ${this.block(depth)}`,
      () =>
        `foreach (${this.list(1)}) { ${this.inTopic(() => this.scoped(() => this.statements(1 + this.random(2), depth - 1)))} }`,
    );
    this.loops--;
    return text;
  }

  private withScalarBlock(name: string, depth: number): string {
    this.names.scalars.push(name);
    return this.block(depth);
  }

  private inTopic(make: () => string): string {
    this.topics++;
    const text = make();
    this.topics--;
    return text;
  }

  private while(depth: number): string {
    const name = this.fresh("n");
    this.loops++;
    const text = this.one(
      () => `my $${name} = ${1 + this.random(4)}; while ($${name}-- > 0) ${this.block(depth)}`,
      () =>
        `my $${name} = ${this.pick(["$l", "$w", JSON.stringify(this.pick(LINES)).replace(/[$@]/g, "")])}; while ($${name} =~ /${this.pick(["(\\w+)=(\\S*)", "\\G\\s*([A-Z]+)(?:=(\\S*))?", "(\\d)", "o"])}/g) { $${this.pick(SCALARS)} .= ${this.pick(["'x'", `pos($${name})`, "(defined($1) ? $1 : 'u')", `"$&;"`])}; }`,
      () =>
        `my @${name} = (${this.list(1)}); while (defined(my $e = shift @${name})) { $${this.pick(SCALARS)} .= ${this.pick(["$e", "ref($e)"])} if !ref($e); }`,
    );
    this.loops--;
    return text;
  }

  private substitution(): string {
    const target = this.scalar();
    const flags = this.pick(["", "g", "i", "gi"]);
    return this.one(
      () =>
        `${target} =~ s/${this.pick(PATTERNS)}/${this.pick(["", "X", "<$&>", "[$1]".replace("$1", "$&")])}/${flags};`,
      () => `${this.place()} = (${target} =~ s/${this.pick(PATTERNS)}/-/${flags});`,
      () => `${target} =~ s/(\\d+)/$1 * 2/${flags}e;`,
      () =>
        `${target} =~ tr/${this.pick(["a-z", "a-c", "0-9", "abc"])}/${this.pick(["A-Z", "A-C", "x", ""])}/${this.pick(["", "d", "s", "c", "cd"])};`,
      () => `${this.place()} = (${target} =~ tr/a-z//);`,
    );
  }

  private pairs(depth: number): string {
    return this.one(
      () => "()",
      () => `(a => ${this.any(depth - 1)}, ${this.text(0)} => ${this.any(depth - 1)})`,
      () => `map { $_ => ${this.inTopic(() => this.any(0))} } (${this.list(0)})`,
      () => `map { ($_, 1) } (${this.list(0)})`,
      () => `%${this.hash()}`,
      () => `(%${this.hash()}, a => 1)`,
    );
  }

  private any(depth: number): string {
    if (depth <= 0)
      return this.one(
        () => this.scalar(),
        () => this.literal(),
        () => (this.topics > 0 ? "$_" : this.scalar()),
      );
    return this.one(
      () => this.scalar(),
      () => this.place(),
      () => this.literal(),
      () => this.number(depth),
      () => this.text(depth),
      () => `(${this.truth(depth - 1)} ? ${this.any(depth - 1)} : ${this.any(depth - 1)})`,
      () => `(${this.any(depth - 1)} ${this.pick(["||", "&&", "//"])} ${this.any(depth - 1)})`,
      () => `(${this.truth(depth - 1)})`,
      () => this.count(),
      () =>
        this.names.codes.length > 0 ? `$${this.pick(this.names.codes)}->(${this.list(depth - 1)})` : this.scalar(),
      () => this.functionCall(depth - 1),
      () => `do { ${this.scoped(() => `${this.declaration(1)} ${this.any(depth - 1)}`)} }`,
      () => `ref(${this.any(depth - 1)})`,
      () => `defined(${this.place()}) + 0`,
      () => `$_[${this.random(3)}]`,
      () => `${this.text(depth - 1)} =~ /${this.pick(PATTERNS)}/ ? "m" : "n"`.replace(/^(.*)$/, "($1)"),
      () => `(${this.text(depth - 1)} =~ /(\\w)(\\d*)/ ? "$1-$2" : "none")`,
      () => `(${this.text(depth - 1)} =~ /(?<n>\\w+)/ ? $+{n} : undef)`,
      () => `wantarray`,
      () => `(${this.list(depth - 1)})[${this.pick(["0", "1", "-1"])}]`,
    );
  }

  private count(): string {
    return this.one(
      () => `scalar(@${this.array()})`,
      () => `$#${this.array()}`,
      () => `scalar(keys %${this.hash()})`,
      () => `scalar(() = ${this.text(1)} =~ /${this.pick(PATTERNS)}/g)`,
      () => `(grep { ${this.inTopic(() => this.truth(0))} } ${this.list(0)}) + 0`,
      () => `exists($${this.hash()}{${this.key()}})`,
    );
  }

  private literal(): string {
    return this.one(
      () => this.pick(NUMBERS),
      () => `"${this.pick(["a", "b c", "x\\ty", "", "0", "z9", "\\x41", "Zz"])}"`,
      () => `'${this.pick(["it', 'so", "q", "10", "1e2", " 3 ", "abc"]).replace(/'.*/, "")}'`,
      () => "undef",
    );
  }

  private number(depth: number): string {
    if (depth <= 0)
      return this.one(
        () => this.pick(NUMBERS),
        () => this.scalar(),
      );
    const operand = (): string =>
      this.one(
        () => this.number(depth - 1),
        () => this.any(depth - 1),
      );
    return this.one(
      () => `(${operand()} ${this.pick(["+", "-", "*", "+", "-"])} ${operand()})`,
      () => `(${operand()} ${this.pick(["/", "%"])} ${this.pick(["2", "3", "7", "-3", operand()])})`,
      () => `-${operand()}`,
      () => `int(${operand()})`,
      () => `abs(${operand()})`,
      () => `length(${this.text(depth - 1)})`,
      () =>
        `index(${this.text(depth - 1)}, ${this.text(0)}${this.random(3) === 0 ? `, ${this.pick(["1", "-1", "5"])}` : ""})`,
      () => `rindex(${this.text(depth - 1)}, ${this.text(0)})`,
      () => `ord(${this.text(depth - 1)})`,
      () => `hex(${this.pick(['"ff"', '"0x1F"', '"zz"', '""'])})`,
      () => `oct(${this.pick(['"755"', '"0x1f"', '"0b101"', '"89"'])})`,
      () => `(${operand()} <=> ${operand()})`,
      () => `(${this.text(depth - 1)} cmp ${this.text(depth - 1)})`,
      () => `(int(${operand()}) ${this.pick(["&", "|", "^", "<<", ">>"])} ${this.pick(["1", "3", "255", "7"])})`,
      () => `${this.pick(["2", "3", "10"])} ** ${this.pick(["0", "2", "5"])}`,
      () => `sqrt(${this.pick(["4", "2", `abs(${this.scalar()})`])})`,
      () => this.count(),
      () => `time`,
    );
  }

  private text(depth: number): string {
    if (depth <= 0)
      return this.one(
        () => JSON.stringify(this.pick(WORDS)).replace(/[$@]/g, ""),
        () => this.scalar(),
        () => (this.topics > 0 ? "$_" : "$l"),
      );
    return this.one(
      () => `"${this.interpolated()}"`,
      () => `(${this.text(depth - 1)} . ${this.any(depth - 1)})`,
      () => `${this.pick(["lc", "uc", "ucfirst", "lcfirst", "quotemeta"])}(${this.text(depth - 1)})`,
      () => `join(${this.text(0)}, ${this.list(depth - 1)})`,
      () =>
        `substr(${this.text(depth - 1)}, ${this.pick(["0", "1", "-2", "3", "-1"])}${this.random(2) ? `, ${this.pick(["1", "2", "-1", "0", "10"])}` : ""})`,
      () => `(${this.text(depth - 1)} x ${this.pick(["0", "1", "2", "3", "-1"])})`,
      () =>
        `sprintf("${this.pick(["%s", "%5s", "%-5s|", "%03d", "%d", "%.2f", "%x", "%5.1f", "%e", "%g", "%o", "%b", "%+d", "%%%s", "%c", "%.3s", "%X", "%#x", "%05s", "%s-%s"])}", ${this.any(depth - 1)}, ${this.any(0)})`,
      () => `scalar(reverse(${this.text(depth - 1)}))`,
      () => `chr(${this.pick(["65", "48", "10", "200"])})`,
      () => `scalar(gmtime(${this.pick(["0", "1e9", "86400 * 365", "951782400"])}))`,
      () => `(${this.scalar()} =~ s/${this.pick(PATTERNS)}/_/${this.pick(["r", "gr"])})`,
      () => `(${this.scalar()} =~ tr/a-z/b-za/r)`,
    );
  }

  private interpolated(): string {
    const part = (): string =>
      this.one(
        () => this.scalar().replace(/^\$(main::.*)/, "@{[$$$1]}"),
        () => `@{[${this.number(0)}]}`,
        () => this.pick(["text ", "-", "\\t", "\\n", "=", ": "]),
        () => `$${this.array()}[0]`,
        () => `$${this.hash()}{a}`,
        () => `@${this.array()}`,
        () => `\\U${this.scalar().replace(/^\$main::.*/, "$l")}\\E`,
      );
    return Array.from({ length: 1 + this.random(3) }, part).join("");
  }

  private list(depth: number): string {
    if (depth <= 0)
      return this.one(
        () => `@${this.array()}`,
        () => `${this.any(0)}, ${this.any(0)}`,
        () => "qw(x y z)",
        () => "1 .. 3",
      );
    return this.one(
      () => `${this.any(depth - 1)}, ${this.any(depth - 1)}`,
      () => `@${this.array()}, ${this.any(depth - 1)}`,
      () =>
        `(map { ${this.inTopic(() => this.scoped(() => this.any(depth - 1)))} } ${this.list(depth - 1)})`
          .replace("map { {", "map { +{")
          .replace('map { "', 'map { "" . "'),
      () => `(grep { ${this.inTopic(() => this.scoped(() => this.truth(depth - 1)))} } ${this.list(depth - 1)})`,
      () =>
        `split(/${this.pick([",", "\\s+", " ", "", "(,)", "=", "o", "\\d*"])}/, ${this.text(depth - 1)}${this.random(3) === 0 ? `, ${this.pick(["2", "-1", "3"])}` : ""})`,
      () => `split(' ', ${this.text(depth - 1)})`,
      () => `reverse(${this.list(depth - 1)})`,
      () => `sort(keys(%${this.hash()}))`,
      () => `(sort { $a cmp $b } ${this.list(depth - 1)})`,
      () => (this.names.functions.includes(COMPARISON) ? `(sort ${COMPARISON} ${this.list(depth - 1)})` : "@_"),
      () => (this.names.functions.length > 0 ? this.functionCall(0) : "()"),
      () => `(${this.text(depth - 1)} =~ /${this.pick(PATTERNS)}/g)`,
      () => `(${this.text(depth - 1)} =~ /${this.pick(PATTERNS)}/)`,
      () => `@${this.hash()}{qw(a b)}`,
      () => `@${this.array()}[0, 1]`,
      () => `(1, ${this.any(depth - 1)}) x ${this.random(3)}`,
      () => `'a' .. '${this.pick(["c", "e"])}'`,
      () => `@_`,
      () => (this.names.codes.length > 0 ? `$${this.pick(this.names.codes)}->(${this.any(0)})` : "()"),
      () => `gmtime(${this.pick(["0", "1e9", "1234567890"])})`,
      () => `(${this.truth(0)} ? (${this.list(depth - 1)}) : ())`,
      () => (this.names.references.length > 0 ? `@{$${this.pick(this.names.references)}}` : "@_"),
    );
  }

  private truth(depth: number): string {
    if (depth <= 0)
      return this.one(
        () => this.scalar(),
        () => `${this.scalar()} eq ${this.text(0)}`,
        () => `defined(${this.scalar()})`,
        () => (this.topics > 0 ? "$_" : this.scalar()),
      );
    return this.one(
      () => `${this.any(depth - 1)} ${this.pick(["<", ">", "<=", ">=", "==", "!="])} ${this.number(depth - 1)}`,
      () => `${this.any(depth - 1)} ${this.pick(["eq", "ne", "lt", "gt", "le", "ge"])} ${this.text(depth - 1)}`,
      () => `${this.text(depth - 1)} ${this.pick(["=~", "!~"])} /${this.pick(PATTERNS)}/${this.pick(["", "i"])}`,
      () => `!(${this.truth(depth - 1)})`,
      () => `(${this.truth(depth - 1)} ${this.pick(["&&", "||"])} ${this.truth(depth - 1)})`,
      () => `defined(${this.any(depth - 1)})`,
      () => `exists($${this.hash()}{${this.key()}})`,
      () => `not(${this.truth(depth - 1)})`,
      () => `@${this.array()}`,
      () => `%${this.hash()}`,
      () => this.any(depth - 1),
      () => `(my ($m) = ${this.text(0)} =~ /(\\w)/)`.replace("my ($m)", `my ($m${this.next++})`),
      () => `ref(${this.any(0)}) eq "HASH"`,
    );
  }
}
