package False;
sub y { "y" }
0;
