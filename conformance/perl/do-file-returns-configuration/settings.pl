# site settings
my %limit = (cpu => 90, mem => 80);
return { limit => \%limit, owners => { cpu => "anna", mem => "bert" } };
