package Handlers;
our @got;
sub note { push(@got, $_[0]) }
sub install { my ($name) = @_; $SIG{$name} = \&note }
1;
