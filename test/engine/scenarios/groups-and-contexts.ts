/** EventGroup and Calendar rules, the way through rules, contexts, delayed events; see scenario.ts. */
import type { Scenario } from "./scenario.js";

export const GROUPS_AND_CONTEXTS: readonly Scenario[] = [
  {
    name: "EventGroup2: two kinds of events, the window slides over them",
    rules: String.raw`
type=EventGroup2
ptype=RegExp
pattern=^a (\S+)
continue=TakeNext
thresh=2
count=write - %u count a $1
ptype2=RegExp
pattern2=^b (\S+)
thresh2=1
count2=write - %u count b $1
desc=group
init=write - %u init $1
slide=getwpos %w 0; write - %u slide %w
end=write - %u end $1
action=write - %u action $1
window=5

type=Single
ptype=TValue
pattern=TRUE
desc=d
action=write - %u rest $0
`,
    events: `
1 a 1
4 b 2
7 a 3
8 b 4
9 a 5
10 a 6
20 b 7
`,
    end: 30,
    expected: `
1 init 1
1 count a 1
1 rest $0
4 count b 2
7 slide 4
7 count a 3
7 rest $0
8 count b 4
9 count a 5
9 action 1
9 rest $0
10 end 1
10 init 6
10 count a 6
10 rest $0
16 end 6
20 init 7
20 count b 7
26 end 7
`,
  },
  {
    name: "EventGroup: multact acts at every event for which the thresholds hold",
    rules: String.raw`
type=EventGroup
ptype=RegExp
pattern=^e (\S+)
desc=g
multact=yes
init=write - %u init
slide=write - %u slide
end=write - %u end
action=write - %u action $1
window=4
thresh=2
`,
    events: `
1 e a
2 e b
3 e c
6 e d
7 e e
14 e f
`,
    end: 24,
    expected: `
1 init
2 action a
3 action a
6 slide
6 action a
7 slide
7 action a
8 slide
11 slide
12 end
14 init
19 end
`,
  },
  {
    name: "EventGroup: egpattern asks for an order of events",
    rules: String.raw`
type=EventGroup2
ptype=RegExp
pattern=^(a) ?(.*)
egtoken=A$2
ptype2=SubStr
pattern2=b
egtoken2=B
desc=g
egptype=RegExp
egpattern=^(?:A\d? )*B A
action=write - %u action
end=write - %u end
window=6
thresh=1
`,
    events: `
1 b
2 b
3 a 1
4 a 2
11 a 3
12 b
13 a
30 b
31 a
`,
    end: 45,
    expected: `
11 end
13 action
18 end
31 action
37 end
`,
  },
  {
    name: "Jump and file sets: options, labels and the order of rules",
    rules: `
type=Single
ptype=SubStr
pattern=go
continue=GoTo there
desc=d
action=write - %u first

type=Single
ptype=TValue
pattern=TRUE
continue=TakeNext
desc=d
action=write - %u skipped for go

label=there

type=Single
ptype=SubStr
pattern=end
continue=EndMatch
desc=d
action=write - %u there

type=Single
ptype=TValue
pattern=TRUE
desc=d
action=write - %u last
`,
    events: `
1 go
2 stop
3 go end
4 end
`,
    end: 5,
    expected: `
1 first
1 last
2 skipped for go
2 last
3 first
3 there
4 skipped for go
4 there
`,
  },
  {
    name: "Calendar: once in every minute that matches, when its context holds",
    rules: `
type=Calendar
time=* * * * *
context=C
desc=cal
action=write - %u %s

type=Calendar
time=15-16 22 * * *
desc=quarter
action=write - %u %s

type=Single
ptype=SubStr
pattern=make
desc=d
action=create C 50
`,
    events: `
5 make
30 x
70 make
`,
    end: 300,
    expected: `
6 cal
40 cal
100 cal
100 quarter
160 quarter
`,
  },
  {
    name: "Contexts: lifetimes, renewal, the list at the end, and actions in it",
    rules: String.raw`
type=Single
ptype=RegExp
pattern=^make (\S+) (\d+)
desc=make $1
action=create $1 $2 (write - %u end of $1: %s; exists %e $1; write - exists %e; report _THIS)

type=Single
ptype=RegExp
pattern=^add (\S+) (.*)
desc=d
action=add $1 $2

type=Single
ptype=RegExp
pattern=^(obsolete|delete|unalias) (\S+)
desc=d
continue=TakeNext
action=write - %u $1

type=Single
ptype=RegExp
pattern=^obsolete (\S+)
desc=d
action=obsolete $1; exists %e $1; write - %e

type=Single
ptype=RegExp
pattern=^delete (\S+)
desc=d
action=delete $1; exists %e $1; write - %e

type=Single
ptype=RegExp
pattern=^renew (\S+) (\d+)
desc=d
action=set $1 $2
`,
    events: `
1 make A 3
2 add A one
3 add A two
6 make B 5
8 renew B 5
15 make C 2
16 renew C 1
20 make D 4
22 obsolete D
22 make E 9
23 delete E
`,
    end: 30,
    expected: `
5 end of A: make A
exists 1
one
two
14 end of B: make B
exists 1
18 end of C: make C
exists 1
22 obsolete
22 end of D: make D
exists 1
0
23 delete
0
`,
  },
  {
    name: "Delayed events: by second, then by creation; the window of an operation reset from a list",
    rules: `
type=Single
ptype=SubStr
pattern=start
desc=d
action=event 3 e three; event 1 e one; event 3 e three again; event e zero; tevent 2 e two; write - %u done

type=SingleWithThreshold
ptype=RegExp
pattern=^e (.*)
desc=e
continue=TakeNext
action=write - %u reached with $1; reset 0
window=10
thresh=3

type=Single
ptype=RegExp
pattern=^e (.*)
desc=d
action=write - %u $1
`,
    events: `
1 start
2 x
`,
    end: 8,
    expected: `
1 done
1 zero
2 one
3 reached with zero
3 two
4 three
4 three again
`,
  },
  {
    name: "setwpos: the window moves forward only, and events before it are forgotten",
    rules: String.raw`
type=SingleWithThreshold
ptype=RegExp
pattern=^e
desc=e
action=write - %u reached
window=20
thresh=4

type=Single
ptype=RegExp
pattern=^move (\S+)
desc=d
action=assign %w none; setwpos 17000000$1 -1 e; getwpos %w -1 e; write - %u %w
`,
    events: `
1 e
2 e
3 move 02
4 e
5 e
6 e
7 e
8 move 03
9 move 99
30 e
31 e
32 move 32
33 move 33
`,
    end: 60,
    expected: `
3 2
6 reached
8 3
9 3
32 none
33 none
`,
  },
  {
    name: "setwpos: the end of the window moves with its beginning",
    rules: `
type=SingleWithSuppress
ptype=RegExp
pattern=^e
desc=e
action=write - %u %s
window=5

type=PairWithWindow
ptype=SubStr
pattern=down
desc=down
action=write - %u missing
ptype2=SubStr
pattern2=up
desc2=up
action2=write - %u up
window=5

type=Single
ptype=SubStr
pattern=move
desc=d
action=setwpos %u -2 e; setwpos %u -1 down
`,
    events: `
1 e
1 down
4 move
8 e
10 e
`,
    end: 20,
    expected: `
1 e
10 missing
10 e
`,
  },
];
