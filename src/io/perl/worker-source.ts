/** The program that the Perl co-process runs; it speaks the language of frames.ts. */
export const WORKER_SOURCE = String.raw`
package main::SEC;
# User code is compiled here, above every lexical variable of this program.
sub main::evaluate_list { return eval $_[0]; }
sub main::evaluate_scalar { my $r = eval $_[0]; return $r; }

package main;
our ($now, %codes, $next, %entries, %regexps, $in, $out);
BEGIN {
  *CORE::GLOBAL::time = sub () { defined($main::now) ? $main::now : CORE::time() };
  *CORE::GLOBAL::localtime = sub (;$) { CORE::localtime(@_ ? $_[0] : time()) };
  *CORE::GLOBAL::gmtime = sub (;$) { CORE::gmtime(@_ ? $_[0] : time()) };
  *CORE::GLOBAL::exit = sub (;$) { main::answer(["exit", @_ ? $_[0] : 0]); CORE::exit(0); };
}
use strict;
use Scalar::Util qw(reftype);

sub put {
  my ($v) = @_;
  if (!defined($v)) { return "u"; }
  my $type = reftype($v) // "";
  if ($type eq "CODE") {
    my $handle = 0 + $v;
    if (!exists($codes{"$v"})) { $codes{"$v"} = [++$next, $v]; $codes{$next} = $v; }
    return "c" . pack("N", $codes{"$v"}[0]) . put("$v");
  }
  if (ref($v) eq "main::frame_list") { return "l" . pack("N", scalar(@$v)) . join("", map { put($_) } @$v); }
  if (ref($v) eq "main::frame_hash") { return put_hash($v->[0]); }
  my $text = "$v";
  utf8::encode($text) if utf8::is_utf8($text) && !utf8::downgrade($text, 1);
  return "s" . pack("N", length($text)) . $text;
}

sub put_hash {
  my ($h) = @_;
  return "h" . pack("N", scalar(keys %$h)) . join("", map { put($_) . put(plain($h->{$_})) } keys %$h) . put("$h");
}

# Other references than code are their text.
sub plain { my ($v) = @_; return (defined($v) && ref($v) && reftype($v) ne "CODE") ? "$v" : $v; }

sub get {
  my ($frame, $at) = @_;
  my $tag = substr($$frame, $$at++, 1);
  if ($tag eq "u") { return undef; }
  my $n = unpack("N", substr($$frame, $$at, 4)); $$at += 4;
  if ($tag eq "s") { my $s = substr($$frame, $$at, $n); $$at += $n; return $s; }
  if ($tag eq "l") { return [map { get($frame, $at) } 1 .. $n]; }
  if ($tag eq "c") { get($frame, $at); return $codes{$n}; }
  my %h; for (1 .. $n) { my $k = get($frame, $at); $h{$k} = get($frame, $at); } get($frame, $at); return \%h;
}

sub receive {
  my $head = ""; read($in, $head, 4) == 4 or CORE::exit(0);
  my $n = unpack("N", $head); my $frame = "";
  while (length($frame) < $n) { read($in, $frame, $n - length($frame), length($frame)) or CORE::exit(0); }
  my $at = 0; return get(\$frame, \$at);
}

sub answer {
  my $body = put(bless([@{$_[0]}], "main::frame_list"));
  my $frame = pack("N", length($body)) . $body; my $sent = 0;
  while ($sent < length($frame)) { my $n = syswrite($out, $frame, length($frame) - $sent, $sent); defined($n) or CORE::exit(0); $sent += $n; }
}

# Asks the correlator for something while user code runs.
sub ask { answer(["ask", @_]); return receive(); }

package main::contexts;
sub TIEHASH { return bless({}, $_[0]); }
sub FETCH { my $v = main::ask("get", $_[1]); return defined($v) ? { __name => $_[1], __state => $v } : undef; }
sub STORE { main::ask("set", $_[1], ref($_[2]) ? $_[2]{__state} : $_[2]); }
sub DELETE { main::ask("delete", $_[1]); }
sub EXISTS { return defined(main::ask("get", $_[1])); }
sub CLEAR { main::ask("delete", $_) for @{main::ask("names")}; }
sub FIRSTKEY { $_[0]{names} = main::ask("names"); return shift @{$_[0]{names}}; }
sub NEXTKEY { return shift @{$_[0]{names}}; }
sub SCALAR { return scalar(@{main::ask("names")}); }

package main;
our %context_list;
tie(%context_list, "main::contexts");

sub result {
  my ($failed, @values) = @_;
  if ($failed ne "") { my $m = "$failed"; chomp $m; return ["failed", $m]; }
  return ["done", bless([@values], "main::frame_list")];
}

sub returned {
  my ($v) = @_;
  return $v if !defined($v) || !ref($v);
  my $type = reftype($v);
  return $v if $type eq "CODE";
  return bless([$v], "main::frame_hash") if $type eq "HASH";
  return "$v";
}

sub argument {
  my ($v) = @_;
  return $v if ref($v) ne "HASH";
  return $v->{list} if exists($v->{list});
  my $id = $v->{id};
  $entries{$id} = $v->{entry} if exists($v->{entry});
  return $entries{$id};
}

my %operations = (
  compile => sub {
    my $code = evaluate_scalar($_[0]); my $error = $@;
    return ["failed", $error =~ s/\n\z//r] if $error ne "";
    return ["failed", "it does not give a code reference"] if !ref($code) || reftype($code) ne "CODE";
    return result("", $code);
  },
  call => sub {
    my ($code, $context, $list) = @_;
    return ["failed", "no such function"] if !defined($code);
    my @arguments = map { argument($_) } @$list; my @values;
    if ($context eq "list") { @values = eval { $code->(@arguments) }; }
    else { $values[0] = eval { $code->(@arguments) }; }
    my $answer = result($@, map { returned($_) } @values);
    my @changed;
    for my $given (@$list) {
      next if ref($given) ne "HASH" || !exists($given->{id});
      push @changed, $given->{id}, bless([$entries{$given->{id}}], "main::frame_hash");
    }
    return [@$answer, bless(\@changed, "main::frame_list")];
  },
  evaluate => sub {
    my ($source, $context) = @_; my @values;
    if ($context eq "list") { @values = evaluate_list($source); } else { $values[0] = evaluate_scalar($source); }
    return result($@, map { returned($_) } @values);
  },
  regexp => sub {
    my ($source) = @_; my $compiled = eval { no warnings; qr/$source/ };
    return ["failed", $@ =~ s/ at \(eval.*|\n\z//sr] if $@ ne "";
    $regexps{++$next} = $compiled; return result("", $next);
  },
  match => sub {
    my ($handle, $subject) = @_;
    return result("", undef) if $subject !~ $regexps{$handle};
    my @groups = map { defined($-[$_]) && defined($+[$_]) ? substr($subject, $-[$_], $+[$_] - $-[$_]) : undef } 1 .. $#-;
    push @groups, undef while @groups < $#+;
    my %named = %+;
    return result("", substr($subject, $-[0], $+[0] - $-[0]), bless(\@groups, "main::frame_list"), bless([\%named], "main::frame_hash"));
  },
  forget => sub { %entries = (); return ["done"]; },
);

open($in, "<:raw", $ARGV[0]) or CORE::exit(1);
open($out, ">:raw", $ARGV[1]) or CORE::exit(1);
{ my $pid = $ARGV[2]; @ARGV = (); $$ = $pid; }
$| = 1; $next = 0;
answer(["ready"]);
while (1) {
  my ($time, $limit, $operation, @parameters) = @{receive()};
  $now = $time;
  alarm($limit) if $limit;
  my $answer = $operations{$operation}->(@parameters);
  alarm(0) if $limit;
  answer($answer);
}
`;
