package Broken;
sub x { 1 +
1;
