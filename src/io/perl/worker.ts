/**
 * The program that the Perl process runs. It speaks the language of protocol.ts on
 * descriptors 3 and 4, and leaves everything that rule files' code may see as it would
 * be inside the correlator itself: process id, arguments, environment, signals, warnings
 * switched on, and a standard output that is written when Perl writes it.
 *
 * User code may do anything, so the program relies on nothing that such code can change:
 * no $_, $/, $, or $\, no enclosing match, no enclosing loop that `last` could leave
 * (a bare block stands around every call), and output by syswrite only.
 *
 * Arguments: our process id, our parent's, the time or "-" for the real clock, 1 when
 * context_list is shared, the first handle for functions that code returns, the name of
 * the program, its arguments.
 */
const EVALUATION = `
package main::SEC;
# User code is compiled here: no lexical variable and no pragma is in sight.
sub Evcorr::evaluate { eval $Evcorr::source }
`;

/** What Perl offers under these names differs because this process is not the correlator. */
const ENVIRONMENT = String.raw`
package Evcorr;
BEGIN {
  ($correlator, $parent, $now, $shares_contexts, $next_handle, $program, @arguments) = @ARGV;
  $is_scripted = $now ne '-';
  $forked = $changed_directory = $changed_umask = 0;
  *CORE::GLOBAL::getppid = sub () { $forked ? $correlator : $parent };
  *CORE::GLOBAL::chdir = sub (;$) { $changed_directory = 1; @_ ? CORE::chdir($_[0]) : CORE::chdir() };
  *CORE::GLOBAL::umask = sub (;$) { $changed_umask = 1; @_ ? CORE::umask($_[0]) : CORE::umask() };
  *CORE::GLOBAL::fork = sub () {
    pipe(my $reader, my $writer) or return undef;
    my $pid = CORE::fork();
    return undef if !defined($pid);
    if ($pid) { syswrite($writer, $pid); return $pid; }
    sysread($reader, my $me, 32);
    close($in);
    close($out);
    $$ = $me + 0;
    $forked = 1;
    return 0;
  };
  # Under $$, signals that mean something to the correlator reach it; all others, KILL too, only this process.
  %signal_to_us = (map({ $_ => $_ } qw(HUP INT ABRT USR1 USR2 TERM)), IOT => 'ABRT', ZERO => '');
  *CORE::GLOBAL::kill = sub (@) {
    my ($signal, @targets) = @_;
    my $name = signal_name($signal);
    my $reached = 0;
    for my $target (@targets) {
      my $is_us = !$forked && defined($target) && $target =~ /^\d+\z/ && $target == $correlator;
      if ($is_us && defined($signal_to_us{$name})) {
        send_frame('q' . $signal_to_us{$name}) if $signal_to_us{$name} ne '';
        $reached++;
      }
      else { $reached += CORE::kill($signal, $is_us ? $real_pid : $target); }
    }
    return $reached;
  };
  if ($is_scripted) {
    $^T = $now;
    *CORE::GLOBAL::time = sub () { $now };
    *CORE::GLOBAL::localtime = sub (;$) { @_ ? CORE::localtime($_[0]) : CORE::localtime($now) };
    *CORE::GLOBAL::gmtime = sub (;$) { @_ ? CORE::gmtime($_[0]) : CORE::gmtime($now) };
    *CORE::GLOBAL::sleep = sub (;$) { pause(@_ ? $_[0] : 0) };
    my $is_loading;
    unshift(@INC, sub {
      return if $_[1] ne 'Time/HiRes.pm' || $is_loading;
      $is_loading = 1;
      my $is_loaded = eval { require Time::HiRes };
      $is_loading = 0;
      return if !$is_loaded;
      my $text = 'package Time::HiRes; local $^W; *time = sub () { $Evcorr::now }; '
        . '*sleep = sub (;@) { Evcorr::pause($_[0]) }; *usleep = *nanosleep = sub ($) { 0 }; 1';
      return \$text;
    });
  }
}
sub signal_name {
  my ($signal) = @_;
  return '' if !defined($signal);
  if ($signal =~ /^\d+\z/) {
    require Config;
    return (split(' ', $Config::Config{sig_name}))[$signal] || '';
  }
  my ($name) = $signal =~ /^(?:SIG)?(\w+)/;
  return defined($name) ? $name : '';
}
sub pause {
  my ($seconds) = @_;
  send_frame('z' . pack('d<', $seconds));
  $now = unpack('x5 d<', receive());
  return int($seconds);
}
`;

const FRAMES = String.raw`
# The next frame, with its length in front.
sub receive {
  for (;;) {
    if (length($pending) >= 4) {
      my $end = 4 + unpack('V', $pending);
      if (length($pending) >= $end) {
        my $frame = substr($pending, 0, $end);
        substr($pending, 0, $end) = '';
        return $frame;
      }
    }
    my $count = sysread($in, $pending, 65536, length($pending));
    next if $count || (!defined($count) && $! == 4); # EINTR
    return "\5\0\0\0v\0\0\0\0" if $is_ending; # an END block asks: nobody is there
    $is_ending = 1;
    CORE::exit(0);
  }
}
sub send_frame { send_rest(pack('V', length($_[0])) . $_[0], 0) }
sub send_rest {
  my $sent = $_[1] || 0;
  while ($sent < length($_[0])) {
    my $count = syswrite($out, $_[0], length($_[0]) - $sent, $sent);
    if (defined($count)) { $sent += $count; }
    elsif ($! != 4) { $is_ending = 1; CORE::exit(0); }
  }
}

sub bytes {
  my $text = "$_[0]";
  utf8::downgrade($text, 1) or utf8::encode($text);
  return $text;
}
sub scalar_field { defined($_[0]) ? pack('C V/a*', 1, bytes($_[0])) : "\0" }
sub pairs { my ($hash) = @_; join('', map { pack('V/a*', bytes($_)) . scalar_field($hash->{$_}) } keys(%$hash)) }

# A returned value. Hashes are spelled out where one is the only value; other references are their text.
sub value_field {
  my ($value, $is_only) = @_;
  return "\0" if !defined($value);
  my $type = ref($value);
  return pack('C V V/a*', 2, handle_of($value), bytes($value)) if $type eq 'CODE';
  return pack('C V/a* V', 6, bytes($value), scalar(keys(%$value))) . pairs($value) if $type eq 'HASH' && $is_only;
  return pack('C V/a*', 1, bytes($value));
}
sub handle_of {
  my $address = 0 + $_[0];
  my $handle = $handle_at{$address};
  if (!defined($handle)) {
    $handle = $handle_at{$address} = $next_handle++;
    $code{$handle} = $_[0];
  }
  return $handle;
}
sub release {
  for my $handle (@_) {
    delete($regexp{$handle});
    my $code = delete($code{$handle});
    delete($handle_at{0 + $code}) if defined($code) && ($handle_at{0 + $code} || 0) == $handle;
  }
}

sub read_values {
  my ($frame, $at) = @_;
  my @values;
  while ($at < length($frame)) {
    my $tag = unpack('C', substr($frame, $at++, 1));
    if ($tag == 0) { push(@values, undef); next; }
    my $number = unpack('V', substr($frame, $at, 4));
    $at += 4;
    if ($tag == 1) { push(@values, substr($frame, $at, $number)); $at += $number; }
    elsif ($tag == 2) { push(@values, $code{$number}); }
    elsif ($tag == 3) { push(@values, $entry{$number}); }
    elsif ($tag == 5) {
      push(@values, [$number ? unpack('(V/a)*', substr($frame, $at, $number)) : ()]);
      $at += $number;
    }
    else {
      my ($set, $unset) = unpack('V V', substr($frame, $at, 8));
      my %variables = $set ? unpack('(V/a)*', substr($frame, $at + 8, $set)) : ();
      @variables{unpack('(V/a)*', substr($frame, $at + 8 + $set, $unset))} = () if $unset;
      $at += 8 + $set + $unset;
      $copy{$number} = { %variables };
      push(@values, $entry{$number} = \%variables);
    }
  }
  return @values;
}

# The cache entries that user code has changed since they were last compared.
sub changed_entries {
  my $changes = '';
  for my $id (keys(%entry)) {
    my ($entry, $copy) = ($entry{$id}, $copy{$id});
    my $is_same = keys(%$entry) == keys(%$copy);
    if ($is_same) {
      for my $name (keys(%$entry)) {
        my $value = $entry->{$name};
        next if exists($copy->{$name})
          && (defined($value) ? defined($copy->{$name}) && $value eq $copy->{$name} : !defined($copy->{$name}));
        $is_same = 0;
        last;
      }
    }
    next if $is_same;
    $copy{$id} = { map { $_ => defined($entry->{$_}) ? "$entry->{$_}" : undef } keys(%$entry) };
    $changes .= pack('V V', $id, scalar(keys(%$entry))) . pairs($entry);
  }
  return $changes;
}
`;

const CONTEXTS = String.raw`
package Evcorr::Contexts;
# %main::context_list. A value is a hash that holds a context's state as one opaque string.
sub ask { Evcorr::send_frame($_[0]); return Evcorr::read_values(Evcorr::receive(), 9); }
sub TIEHASH { bless({}, $_[0]) }
sub FETCH { my ($state) = ask('g' . pack('V/a*', "$_[1]")); defined($state) ? { state => $state } : undef }
sub STORE {
  my ($self, $name, $value) = @_;
  die("not a value of context_list\n") if ref($value) ne 'HASH' || !defined($value->{state});
  ask('s' . pack('V/a* V/a*', "$name", "$value->{state}"));
}
sub DELETE { my $value = FETCH(@_); ask('d' . pack('V/a*', "$_[1]")); return $value; }
sub EXISTS { defined((ask('g' . pack('V/a*', "$_[1]")))[0]) }
sub CLEAR { for my $name (ask('n')) { ask('d' . pack('V/a*', $name)); } }
sub FIRSTKEY { my ($self) = @_; $self->{names} = [ask('n')]; return shift(@{$self->{names}}); }
sub NEXTKEY { shift(@{$_[0]{names}}) }
sub SCALAR { my @names = ask('n'); return scalar(@names); }
`;

const OPERATIONS = String.raw`
package Evcorr;
# Modules that the correlator has loaded, so that user code may name their functions.
sub load_modules {
  my ($source) = @_;
  $watches_environment ||= $source =~ /\bENV\b/;
  $checks_environment = $watches_environment || $source =~ /\b(?:require|use|do)\b/;
  while ($source =~ /\b(POSIX|Fcntl|Socket|Sys::Syslog|Getopt::Long|IO::Handle|File::Basename|List::Util|Scalar::Util|JSON::PP)(?:::|->)/g) {
    my $file = "$1.pm";
    $file =~ s(::)(/)g;
    eval { require $file };
  }
}

sub fail {
  my $message = bytes($_[0]);
  chomp($message);
  send_frame('e' . pack('V/a*', $message) . (%entry ? changed_entries() : ''));
}
sub answer {
  my $frame = eval {
    my $is_only = @_ == 1;
    'v' . pack('V', scalar(@_)) . join('', map { value_field($_, $is_only) } @_) . (%entry ? changed_entries() : '');
  };
  defined($frame) ? send_frame($frame) : fail($@);
}
sub left_by_loop_control { fail('a loop control statement (last, next, redo) outside of a loop') }

# Hot: the arguments are the frame's, in the form that its operation says.
sub call {
  my ($is_done, @result);
  my ($handle, $is_list, @arguments) = @_;
  my $code = $code{$handle};
  return fail('not a function that exists (any more)') if !defined($code);
  {
    eval {
      if ($is_list) { @result = $code->(@arguments); }
      else { $result[0] = $code->(@arguments); }
      $is_done = 1;
    };
    $is_done ||= $@ ne '' ? 2 : 0;
  }
  leave_if_forked() if $forked || CORE::getppid() != $real_parent;
  return left_by_loop_control() if !$is_done;
  report_changes($watches_environment) if $changed_directory || $changed_umask || $watches_environment;
  return fail($@) if $is_done == 2;
  if (@result == 1 && !%entry && defined($result[0]) && !ref($result[0]) && !utf8::is_utf8($result[0])) {
    my $answer = pack('V a V C V/a*', 10 + length($result[0]), 'v', 1, 1, $result[0]);
    my $count = syswrite($out, $answer);
    return if defined($count) && $count == length($answer);
    return send_rest($answer, $count);
  }
  answer(@result);
}

sub run_source {
  my ($text, $is_list) = @_;
  load_modules($text);
  my ($is_done, @result);
  {
    $source = $text;
    if ($is_list) { @result = &evaluate(); }
    else { $result[0] = &evaluate(); }
    $is_done = 1;
  }
  leave_if_forked() if $forked || CORE::getppid() != $real_parent;
  my $error = $is_done ? $@ : "a loop control statement (last, next, redo) outside of a loop\n";
  report_changes($checks_environment);
  return ($error, @result);
}

# A child of a fork in user code that has come back here has nothing left to do.
sub leave_if_forked {
  return if !$forked && (readlink('/proc/self') || 0) == $real_pid;
  CORE::exit(0);
}

# The directory, umask and environment are the correlator's, so it learns what user code made of them.
sub report_changes {
  my ($checks_environment) = @_;
  if ($changed_directory) {
    require Cwd;
    send_frame('h' . pack('V/a*', Cwd::getcwd()));
  }
  send_frame('k' . pack('V', CORE::umask())) if $changed_umask;
  $changed_directory = $changed_umask = 0;
  return if !$checks_environment;
  my $environment = environment();
  return if $environment eq $last_environment;
  $last_environment = $environment;
  send_frame('V' . pairs(\%ENV));
}

sub environment { join("\0", map { defined($_) ? $_ : '' } %ENV) }

sub flush_output {
  my $selected = select(STDOUT);
  my $is_unbuffered = $|;
  $| = 1;
  $| = $is_unbuffered;
  select($selected);
}

sub match {
  my ($handle, $subject) = @_;
  return send_frame('m' . pack('V', 0)) if $subject !~ $regexp{$handle};
  my @groups = map { defined($-[$_]) ? substr($subject, $-[$_], $+[$_] - $-[$_]) : undef } 0 .. $#+;
  my $names = defined(re::regnames_count()) ? join('', map { pack('V/a*', $_) . scalar_field($+{$_}) } keys(%-)) : '';
  send_frame('m' . pack('V', scalar(@groups)) . join('', map { scalar_field($_) } @groups) . $names);
}

%operation = (
  C => sub { call(unpack(length($_[0]) > 10 ? 'x5 V C (V/a)*' : 'x5 V C', $_[0])) },
  G => sub { call(unpack('x5 V C', $_[0]), read_values($_[0], 10)) },
  E => sub {
    my ($error, @result) = run_source(substr($_[0], 6), substr($_[0], 5, 1) eq "\1");
    $error eq '' ? answer(@result) : fail($error);
  },
  F => sub {
    my ($error, $code) = run_source(substr($_[0], 9), 0);
    return fail($error) if $error ne '';
    return fail('the code does not yield a code reference') if ref($code) ne 'CODE';
    my $handle = unpack('x5 V', $_[0]);
    $code{$handle} = $code;
    send_frame('v' . pack('V C V/a*', 1, 1, "$code"));
  },
  Q => sub {
    my ($handle, $text) = (unpack('x5 V', $_[0]), substr($_[0], 9));
    my $compiled = eval { qr/$text/ };
    if (defined($compiled)) {
      $regexp{$handle} = $compiled;
      return send_frame('v' . pack('V', 0));
    }
    my $message = $@;
    $message =~ s/ at -e line \d+\.?\n\z//;
    fail($message);
  },
  M => sub { match(unpack('x5 V', $_[0]), substr($_[0], 9)) },
  T => sub { send_frame('m' . pack('V', substr($_[0], 9) =~ $regexp{unpack('x5 V', $_[0])} ? 1 : 0)) },
  O => sub { flush_output(); send_frame('v' . pack('V', 0)) },
  D => sub { %entry = %copy = () },
  R => sub { release(unpack('x5 V*', $_[0])) },
  N => sub { $now = unpack('x5 d<', $_[0]) },
);

END {
  # Compiled first, therefore run after all END blocks of user code.
  if (defined($real_pid) && !$forked && CORE::getppid() == $real_parent && !$is_ending) {
    my $status = $?;
    $is_ending = 1;
    flush_output();
    send_frame('x' . pack('V', $status & 255));
    $? = $status;
  }
}
`;

const START = `
$pending = '';
$is_ending = $watches_environment = 0;
open($in, '<&=', 3) && open($out, '>&=', 4) or CORE::exit(1);
fcntl($_, 2, 1) for $in, $out; # close on exec
($real_pid, $real_parent) = ($$, CORE::getppid());
$$ = $correlator;
$0 = $program;
@ARGV = @arguments;
$SIG{$_} = ($no_handler ||= sub {}) for qw(HUP INT TERM ABRT USR1 USR2);
$SIG{$_} = 'IGNORE' for qw(PIPE FPE);
tie(%main::context_list, 'Evcorr::Contexts') if $shares_contexts;
$last_environment = environment();
undef($_);
$^W = 1;
send_frame('v' . pack('V', 0));
while (1) {
  my $frame;
  # Hot: most often one read brings just one frame.
  my $count = $pending eq '' ? sysread($in, $frame, 65536) : 0;
  if (!$count || $count < 5 || unpack('V', $frame) != $count - 4) {
    $pending .= $frame if $count;
    $frame = receive();
  }
  $operation{substr($frame, 4, 1)}->($frame);
}
`;

export const WORKER = EVALUATION + ENVIRONMENT + FRAMES + CONTEXTS + OPERATIONS + START;
