package Watch;
our @seen;
sub seen { my ($what, $text) = @_; $text =~ s{ at .*}{}s; chomp($text); push(@seen, "$what $text") }
$SIG{__WARN__} = sub { seen("warned:", $_[0]) };
$SIG{__DIE__} = sub { seen("died:", $_[0]) };
$SIG{ALRM} = sub { seen("signal", $_[0]) };
1;
