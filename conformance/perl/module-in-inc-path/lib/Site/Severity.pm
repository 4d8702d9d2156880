package Site::Severity;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT_OK = qw(severity name_of);
our %LEVEL = (emerg => 0, alert => 1, crit => 2, err => 3, warning => 4, notice => 5, info => 6, debug => 7);
sub severity { my ($text) = @_; for my $name (sort { $LEVEL{$a} <=> $LEVEL{$b} } keys(%LEVEL)) { return $LEVEL{$name} if $text =~ /\b$name/i } return 6 }
sub name_of { my ($level) = @_; my %name = reverse(%LEVEL); return $name{$level} }
1;
