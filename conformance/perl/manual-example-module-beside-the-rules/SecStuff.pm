package SecStuff;
use strict;
use warnings;

my $calls = 0;

sub my_match {
  my ($line) = @_;
  $calls++;
  return ($line =~ /^(\w+)=(\d+)$/, $calls) if $line =~ /=/;
  return;
}

1;
