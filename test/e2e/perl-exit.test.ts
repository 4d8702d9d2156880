/** exit() in Perl code ends the program with that status, wherever the code stands. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { OUR_SEC } from "../../testing/daemon.js";
import { Place } from "../../testing/place.js";

const PLACES_OF_CODE: Readonly<Record<string, string>> = {
  "an lcall action":
    "ptype=RegExp\npattern=^end\naction=write out leaving; lcall %o -> ( sub { exit(7) } ); write out never",
  "an eval action":
    "ptype=RegExp\npattern=^end\naction=write out leaving; eval %o ( eval { exit(7) } ); write out never",
  "a pattern": "ptype=PerlFunc\npattern=sub { exit(7) if $_[0] eq 'end'; 0 }\naction=write out never",
  "a context expression": "ptype=RegExp\npattern=^end\ncontext= -> ( sub { exit(7) } )\naction=write out never",
};

for (const [where, fields] of Object.entries(PLACES_OF_CODE)) {
  test(`exit() in ${where}`, (context) => {
    const place = new Place();
    context.after(() => place.remove());
    place.write("rules.sec", `type=Single\ndesc=d\n${fields}\n`);
    const [file, ...words] = OUR_SEC as readonly [string, ...string[]];
    const { status, stderr } = spawnSync(file, [...words, "--conf=rules.sec", "--input=-", "--notail"], {
      cwd: place.directory,
      input: "first\nend\nlast\n",
      encoding: "latin1",
    });
    assert.equal(status, 7, stderr);
    assert.doesNotMatch(stderr, /^ +at .*:\d+:\d+/m);
    assert.doesNotMatch(place.read("out"), /never/);
  });
}
