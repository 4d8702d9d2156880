/** Single*, Suppress and Pair* rules; see scenario.ts. */
import type { Scenario } from "./scenario.js";

export const SINGLE_AND_PAIR: readonly Scenario[] = [
  {
    name: "SingleWithSuppress: the window has its last second, and each description its own operation",
    rules: String.raw`
type=SingleWithSuppress
ptype=RegExp
pattern=^e (\S+)
desc=e $1
action=write - %u %s
window=5
`,
    events: `
1 e a
2 e b
6 e a
7 e a
7 e b
8 e b
12 e a
13 e a
`,
    end: 20,
    expected: `
1 e a
2 e b
7 e a
8 e b
13 e a
`,
  },
  {
    name: "Suppress: nothing behind it sees the event",
    rules: `
type=Suppress
ptype=SubStr
pattern=noise
context=!LOUD

type=Single
ptype=RegExp
pattern=(.*)
desc=d
action=write - %u $1; create LOUD 2
`,
    events: `
1 noise
2 signal
3 noise
4 noise
6 noise
7 noise
`,
    end: 9,
    expected: `
2 signal
3 noise
4 noise
6 noise
7 noise
`,
  },
  {
    name: "Pair: the second event within the window ends it, behind it there is no operation any more",
    rules: String.raw`
type=Pair
ptype=RegExp
pattern=^down (\S+)
desc=down $1
action=write - %u %s
ptype2=RegExp
pattern2=^up $1 (\S+)
desc2=up %1 $1
action2=write - %u %s %u
window=4

type=Single
ptype=RegExp
pattern=^up
desc=$0
action=write - %u alone: %s
`,
    events: `
1 down x
2 down x
3 down y
5 up x 1
6 up x 2
7 up y 3
8 down x
12 up x 4
13 down x
18 up x 5
19 down x
`,
    end: 30,
    expected: `
1 down x
3 down y
5 up x 1 5
6 alone: up x 2
7 up y 3 7
8 down x
12 up x 4 12
13 down x
18 alone: up x 5
19 down x
`,
  },
  {
    name: "Pair: window 0 waits for ever, the second pattern's special characters are masked",
    rules: `
type=Pair
ptype=RegExp
pattern=^down (.+)
desc=down $1
action=write - %u %s
ptype2=RegExp
pattern2=^up $1$
desc2=up %1
action2=write - %u %s
window=0
`,
    events: `
1 down a.c(
2 up abc(
3000 up a.c(
3001 down a.c(
`,
    end: 3002,
    expected: `
1 down a.c(
3000 up a.c(
3001 down a.c(
`,
  },
  {
    name: "Pair: continue2 and the rules behind it",
    rules: `
type=Pair
ptype=SubStr
pattern=down
continue=TakeNext
desc=D
action=write - %u 1
ptype2=SubStr
pattern2=up
continue2=TakeNext
desc2=U
action2=write - %u 2
window=10

type=Single
ptype=TValue
pattern=TRUE
desc=d
action=write - %u rest
`,
    events: `
1 down
2 up
3 up
`,
    end: 4,
    expected: `
1 1
1 rest
2 2
2 rest
3 rest
`,
  },
  {
    name: "PairWithWindow: without the second event the action comes in the second after the window",
    rules: String.raw`
type=PairWithWindow
ptype=RegExp
pattern=^down (\S+)
desc=down $1
action=write - %u missing %s
ptype2=RegExp
pattern2=^up $1
desc2=up %1
action2=write - %u %s
window=4
`,
    events: `
1 down x
2 down y
3 down x
5 up x
8 down z
12 up z
13 up z
`,
    end: 20,
    expected: `
5 up x
7 missing down y
12 up z
`,
  },
  {
    name: "SingleWithThreshold: the window slides to the earliest event that is left",
    rules: `
type=SingleWithThreshold
ptype=RegExp
pattern=^e
desc=e
action=write - %u reached; getwpos %w 0; write - window %w
action2=write - %u over
window=5
thresh=3
`,
    events: `
1 e
5 e
7 e
9 e
10 e
12 e
13 e
20 e
25 e
31 e
`,
    end: 40,
    expected: `
9 reached
window 5
11 over
`,
  },
  {
    name: "SingleWithThreshold: several events of one second count, events after the action are consumed",
    rules: String.raw`
type=SingleWithThreshold
ptype=RegExp
pattern=^e (\S+) ?(.*)
desc=e $1
action=write - %u %s first $2
window=3
thresh=2
`,
    events: `
1 e a one
1 e b two
1 e a three
2 e b four
3 e a five
5 e a six
6 e a seven
`,
    end: 12,
    expected: `
1 e a first one
2 e b first two
6 e a first six
`,
  },
  {
    name: "SingleWithThreshold: thresh 1 acts at once and then is quiet for the window",
    rules: `
type=SingleWithThreshold
ptype=SubStr
pattern=e
desc=e
action=write - %u action
action2=write - %u action2
window=3
thresh=1
`,
    events: `
1 e
2 e
4 e
5 e
`,
    end: 12,
    expected: `
1 action
5 action2
5 action
9 action2
`,
  },
  {
    name: "SingleWith2Thresholds: many events, then few",
    rules: String.raw`
type=SingleWith2Thresholds
ptype=RegExp
pattern=^e (\S+)
desc=many
action=write - %u %s $1
window=4
thresh=3
desc2=few
action2=write - %u %s $1
window2=5
thresh2=1
`,
    events: `
1 e a
2 e b
4 e c
6 e d
8 e e
9 e f
14 e g
14 e h
`,
    end: 40,
    expected: `
4 many a
20 few a
`,
  },
  {
    name: "SingleWith2Thresholds: thresh2 0 waits for a silence",
    rules: `
type=SingleWith2Thresholds
ptype=SubStr
pattern=e
desc=many
action=write - %u %s; getwpos %w 0 many; write - %w
window=10
thresh=2
desc2=silence
action2=write - %u %s
window2=3
thresh2=0
`,
    events: `
1 e
3 e
5 e
8 e
11 e
16 e
17 e
`,
    end: 30,
    expected: `
3 many
3
15 silence
17 many
17
21 silence
`,
  },
  {
    name: "SingleWith2Thresholds: the events that thresh2 allows do not move the second window",
    rules: `
type=SingleWith2Thresholds
ptype=SubStr
pattern=e
desc=many
action=write - %u %s
window=10
thresh=2
desc2=few
action2=write - %u %s
window2=5
thresh2=1
`,
    events: `
1 e
2 e
5 e
20 e
21 e
23 e
25 e
`,
    end: 40,
    expected: `
2 many
8 few
21 many
31 few
`,
  },
];
