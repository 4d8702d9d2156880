use IO::Socket::INET; $| = 1;
my $s = IO::Socket::INET->new(Proto => "udp", LocalAddr => "127.0.0.1") or die;
print "READY ", $s->sockport, "\n"; my (@g, %p);
for (1..4) { my $b; $s->recv($b, 1000); push @g, $b; push @p, $s->peerport; }
open(F, ">", "got.txt"); print F "<$_>\n" for @g;
print F "one socket until it is closed: ", ($p[0] == $p[1] && $p[1] == $p[2] ? "yes" : "no"), "\n"; close F;
