/** Regular expressions that would go on for ever on a line, in all the forms that V8 cannot match in linear time. */
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

const RUNAWAYS: readonly string[] = [
  // V8 goes over to its linear engine.
  "^(x+x+)+y",
  "(?i)^(x+)+$",
  // It cannot.
  "^(?=x)(x+)+$",
  "^(x)\\1*(x+)+$",
  "^(?:x{17,}|x)+$",
  "^(?:x+x+)+(?<!y)$",
];

function pair(first: string, second: string): string {
  const common = "ptype=RegExp\ndesc=first\naction=none\nptype2=RegExp\ndesc2=second\naction2=write out second";
  return `type=Pair\ncontinue=TakeNext\npattern=${first}\npattern2=${second}\n${common}\nwindow=100\n\n`;
}

export const runawayRegExp: Fault = {
  name: "runaway-regexp",
  what: "regular expressions that never come to an end, also as second patterns of Pair rules",
  quick: true,
  setUp(place) {
    place.write("in", "");
    const subject = `${"x".repeat(400)}!`;
    const single = RUNAWAYS.map((pattern) => `${rule(pattern, "write out matched")}continue=TakeNext\n`);
    const seconds = RUNAWAYS.map((pattern) => pair("^begin (\\w)$", pattern.replaceAll("x", "$1")));
    return {
      rules: `${[...single, ...seconds].join("\n")}\n${rule("^line (\\d+)$", "write out $1")}`,
      options: ["--input=in", "--regexp-timeout=0.2"],
      break: () => place.append("in", `begin x\n${subject}\n`),
      said: [/"\^\(\?=x\)\(x\+\)\+\$" took too long on "x{200}\.\.\.": treated as no match \(.*:\d+\)/],
      mend: () => place.append("in", "line 1\n"),
      async after(daemon) {
        await daemon.until("the next line is acted on", () => place.lines("out").includes("1"));
        if (place.lines("out").length > 1) throw new Error(`something matched: ${place.lines("out")}`);
      },
      saidAfter: [/"\^\(x\)\\1\*\(x\+\)\+\$" took too long/, /"\^\(\?:x\{17,\}\|x\)\+\$" took too long/],
    };
  },
};

/** Compiled Perl code that matches with such an expression; negated, too: a call that fails is no match. */
export const runawayRegExpInPerlCode: Fault = {
  name: "runaway-regexp-in-perl-code",
  what: "Perl code that runs as JavaScript matches with a regular expression that never comes to an end",
  quick: true,
  setUp(place) {
    place.write("in", "");
    // Were the match taken for none, both would match.
    const rules = [
      ["PerlFunc", "=~ /^x/"],
      ["NPerlFunc", "!~ /^(?:x|line)/"],
    ].map(
      ([type, otherwise]) =>
        `type=Single\nptype=${type}\npattern=sub { my $text = $_[0]; $text =~ /^(?=x)(x+)+$/ or $text ${otherwise} }\n` +
        `desc=d\ncontinue=TakeNext\naction=write out ${type}\n`,
    );
    return {
      rules: `${rules.join("\n")}\n${rule("^line (\\d+)$", "write out $1")}`,
      options: ["--input=in", "--regexp-timeout=0.2"],
      break: () => place.append("in", `${"x".repeat(400)}!\n`),
      said: [
        /Perl function failed: regular expression ".+" took too long on "x{200}\.\.\." and was stopped \(.*:\d+\)/,
      ],
      mend: () => place.append("in", "line 1\n"),
      async after(daemon) {
        await daemon.until("the next line is acted on", () => place.lines("out").includes("1"));
        const written = place.lines("out").join(",");
        if (written !== "NPerlFunc,1") throw new Error(`something matched: ${written}`);
      },
    };
  },
};
