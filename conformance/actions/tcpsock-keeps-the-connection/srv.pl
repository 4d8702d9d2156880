use IO::Socket::INET; $| = 1;
my $s = IO::Socket::INET->new(Proto => "tcp", LocalAddr => "127.0.0.1", Listen => 5) or die;
print "READY ", $s->sockport, "\n"; my @g;
for (1..2) { my $c = $s->accept; local $/; push @g, scalar <$c>; }
open(F, ">", "got.txt"); print F "<$_>\n" for @g; close F; print "DONE\n";
