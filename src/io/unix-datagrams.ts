/**
 * Unix datagrams (manual: udgram). Node has no sockets for them: a small perl program sends
 * what it is given, waits for peers that are slow, and says what became of each datagram.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { SYSTEM_CLOCK } from "./clock.js";
import { add, type OutputCounters, OutputLedger, type WriteLog } from "./outputs/counters.js";

/** Bytes kept for one slow peer; beyond it datagrams are dropped and counted. */
const QUEUED_BYTES_MAX = 16 * 1024 * 1024;
/** What a datagram costs besides its bytes. */
const COST_OF_DATAGRAM = 64;

interface Sent {
  readonly counters: OutputCounters;
  readonly size: number;
}

interface Sender {
  readonly child: ChildProcess;
  /** What it was given and has not answered, by number. */
  readonly unanswered: Map<number, Sent>;
}

export class UnixDatagrams {
  private sender: Sender | null = null;
  private readonly ledger: OutputLedger;
  /** The present one, and those that have yet to end. */
  private readonly senders = new Set<Sender>();
  private nextNumber = 1;
  private readonly program: string;

  /** `program` is the perl that sends. */
  constructor(log: WriteLog, ledger = new OutputLedger(log, SYSTEM_CLOCK.now), program = "perl") {
    this.ledger = ledger;
    this.program = program;
  }

  /** Datagrams handed over and not yet taken by the system. */
  get pending(): number {
    let count = 0;
    for (const { unanswered } of this.senders) count += unanswered.size;
    return count;
  }

  /** Never blocks; what cannot be sent is logged and counted. */
  send(path: string, data: string): void {
    const counters = this.ledger.of(`udgram ${path}`);
    const size = data.length + COST_OF_DATAGRAM;
    if (counters.queued.bytes + counters.queued.writes * COST_OF_DATAGRAM + size > QUEUED_BYTES_MAX) {
      this.ledger.drop(counters, 1, data.length);
      this.ledger.failed(counters, "the peer takes too little, new datagrams are lost");
      return;
    }
    const number = this.nextNumber;
    this.nextNumber = (this.nextNumber + 1) % 0x80000000;
    this.sender ??= this.start();
    this.sender.unanswered.set(number, { counters, size: data.length });
    add(counters.queued, 1, data.length);
    give(this.sender, KIND_SEND, number, path, data);
  }

  /** Closes the socket once what it was given has been sent. */
  close(path: string): void {
    if (this.sender !== null) give(this.sender, KIND_CLOSE, 0, path, "");
  }

  /** Closes all; the sender ends when it has sent, or given up, what it was given. */
  end(): void {
    this.sender?.child.stdin?.end();
    this.sender = null;
  }

  private start(): Sender {
    const child = spawn(this.program, ["-e", SENDER], { stdio: ["pipe", "pipe", "ignore"] });
    const sender: Sender = { child, unanswered: new Map() };
    this.senders.add(sender);
    const gone = (reason: string): void => {
      if (this.sender === sender) this.sender = null;
      this.senders.delete(sender);
      this.giveUp(sender, reason);
    };
    child.on("error", (error) => gone(`udgram needs perl: ${error.message}`));
    child.on("close", () => gone("the program that sends datagrams has ended"));
    child.stdin?.on("error", () => {}); // its end is reported by "close"
    let unfinished = "";
    child.stdout?.setEncoding("latin1").on("data", (text: string) => {
      const lines = (unfinished + text).split("\n");
      unfinished = lines.pop() as string;
      for (const line of lines) this.answered(sender, line);
    });
    child.unref();
    unref(child.stdin);
    unref(child.stdout);
    return sender;
  }

  /** An answer is the datagram's number and, if it failed, why. */
  private answered(sender: Sender, line: string): void {
    const [, number, reason] = /^(\d+) ?(.*)$/.exec(line) ?? [];
    const sent = sender.unanswered.get(Number(number));
    if (sent === undefined) return;
    sender.unanswered.delete(Number(number));
    const { counters, size } = sent;
    add(counters.queued, -1, -size);
    if (reason === "") {
      add(counters.written, 1, size);
      this.ledger.recovered(counters);
    } else {
      this.ledger.drop(counters, 1, size);
      this.ledger.failed(counters, `a datagram of ${size} bytes is lost: ${reason}`);
    }
  }

  /** What a sender that is gone was given: whether it was sent nobody knows, it is counted as lost. */
  private giveUp({ unanswered }: Sender, reason: string): void {
    for (const { counters, size } of unanswered.values()) {
      add(counters.queued, -1, -size);
      this.ledger.drop(counters, 1, size);
    }
    for (const counters of new Set([...unanswered.values()].map((sent) => sent.counters))) {
      this.ledger.failed(counters, reason);
    }
    unanswered.clear();
  }
}

function give({ child }: Sender, kind: number, number: number, path: string, data: string): void {
  const [name, text] = [Buffer.from(path, "latin1"), Buffer.from(data, "latin1")];
  const head = Buffer.alloc(16);
  for (const [index, value] of [kind, number, name.length, text.length].entries()) head.writeUInt32BE(value, index * 4);
  child.stdin?.write(Buffer.concat([head, name, text]));
}

/** Pipes of a child are sockets for Node, which must not keep the process alive. */
function unref(stream: unknown): void {
  (stream as { unref?(): void } | null)?.unref?.();
}

const KIND_SEND = 0;
const KIND_CLOSE = 1;

/**
 * Frames: kind, number, lengths of name and text, name, text. Each socket has a queue of its
 * own, so that a peer that does not read holds up nobody else. At the end of its input it
 * goes on for five seconds at most.
 */
const SENDER = `use Socket; use Errno qw(EAGAIN ENOBUFS EINTR); use IO::Handle;
$SIG{PIPE} = $SIG{INT} = $SIG{TERM} = $SIG{HUP} = "IGNORE"; $| = 1; binmode STDIN; binmode STDOUT;
my (%sockets, %queues); my $in = ""; my $open = 1; my $until;
sub work {
  my $name = shift; my $queue = $queues{$name};
  while (@$queue) {
    my ($kind, $number, $text) = @{$queue->[0]};
    if ($kind == 1) { delete $sockets{$name}; shift @$queue; next; }
    my $failure = "";
    if (!$sockets{$name}) {
      my $address = length($name) < 108 ? sockaddr_un($name) : undef;
      if (!defined($address)) { $failure = "the name is too long"; }
      elsif (!socket(my $s, PF_UNIX, SOCK_DGRAM, 0)) { $failure = "$!"; }
      elsif (!connect($s, $address)) { $failure = "$!"; }
      else { $s->blocking(0); $sockets{$name} = $s; }
    }
    if ($failure eq "" && !defined(send($sockets{$name}, $text, 0))) {
      return if $! == EAGAIN || $! == ENOBUFS;
      next if $! == EINTR;
      $failure = "$!"; delete $sockets{$name};
    }
    shift @$queue; print "$number $failure\\n";
  }
  delete $queues{$name};
}
while ($open || %queues) {
  last if defined($until) && time() >= $until;
  my ($r, $w) = ("", "");
  vec($r, 0, 1) = 1 if $open;
  for (keys %queues) { vec($w, fileno($sockets{$_}), 1) = 1 if $sockets{$_}; }
  select($r, $w, undef, %queues ? 0.1 : undef);
  if ($open && vec($r, 0, 1)) {
    my $n = sysread(STDIN, $in, 65536, length($in));
    if (defined($n) && $n == 0) { $open = 0; $until = time() + 5; }
    my $at = 0;
    while (length($in) - $at >= 16) {
      my ($kind, $number, $n, $t) = unpack("N4", substr($in, $at, 16));
      last if length($in) - $at < 16 + $n + $t;
      my $name = substr($in, $at + 16, $n);
      push @{$queues{$name}}, [$kind, $number, substr($in, $at + 16 + $n, $t)];
      $at += 16 + $n + $t;
    }
    substr($in, 0, $at) = "" if $at;
  }
  work($_) for keys %queues;
}`;
