/** Names of functions that code defines itself. */

/** Perl's own words: as names of functions they mean something else, or are hard to call. */
const RESERVED = new Set(
  (
    "abs accept alarm atan2 bind binmode bless break caller chdir chmod chomp chop chown chr chroot close closedir " +
    "connect continue cos crypt dbmclose dbmopen defined delete die do dump each endgrent endhostent endnetent " +
    "endprotoent endpwent endservent eof eval evalbytes exec exists exit exp fc fcntl fileno flock fork format " +
    "formline getc getgrent getgrgid getgrnam gethostbyaddr gethostbyname gethostent getlogin getnetbyaddr " +
    "getnetbyname getnetent getpeername getpgrp getppid getpriority getprotobyname getprotobynumber getprotoent " +
    "getpwent getpwnam getpwuid getservbyname getservbyport getservent getsockname getsockopt glob gmtime goto grep " +
    "hex import index int ioctl join keys kill last lc lcfirst length link listen local localtime lock log lstat map " +
    "mkdir msgctl msgget msgrcv msgsnd my next no oct open opendir ord our pack package pipe pop pos print printf " +
    "prototype push quotemeta rand read readdir readline readlink readpipe recv redo ref rename require reset return " +
    "reverse rewinddir rindex rmdir say scalar seek seekdir select semctl semget semop send setgrent sethostent " +
    "setnetent setpgrp setpriority setprotoent setpwent setservent setsockopt shift shmctl shmget shmread shmwrite " +
    "shutdown sin sleep socket socketpair sort splice split sprintf sqrt srand stat state study sub substr symlink " +
    "syscall sysopen sysread sysseek system syswrite tell telldir tie tied time times truncate uc ucfirst umask undef " +
    "unimport unlink unpack unshift untie use utime values vec wait waitpid wantarray warn write " +
    "if elsif else unless while until for foreach given when default try catch finally defer class method field " +
    "and or not xor cmp eq ne lt gt le ge isa x q qq qr qw qx m s y tr any all"
  ).split(" "),
);

/**
 * The full name of a function that code may define and call: one of main::SEC, or of main.
 * Null: a word of Perl's own, or the name of a function elsewhere, in a module most likely.
 */
export function functionName(word: string): string | null {
  const [, packageName, name] = /^((?:::)?(?:main::)?(?:SEC::)?)([A-Za-z_]\w*)$/.exec(word) ?? [];
  // All capitals: BEGIN, AUTOLOAD and so on, and file handles.
  if (name === undefined || RESERVED.has(name) || /^[A-Z_\d]+$/.test(name)) return null;
  return packageName === "" || packageName?.endsWith("SEC::") ? `SEC::${name}` : name;
}
