/** What the command line and the resource file ask for, resolved (manual: OPTIONS). */
export interface Settings {
  /** File patterns of rule files, in order. */
  readonly conf: readonly string[];
  /** File patterns of inputs with their internal contexts, in order. */
  readonly input: readonly { readonly pattern: string; readonly context: string | null }[];
  /** Seconds; 0 switches it off. */
  readonly inputTimeout: number;
  readonly timeoutScript: string | null;
  /** Seconds; 0 switches it off. */
  readonly reopenTimeout: number;
  /** Seconds; 0 switches it off. */
  readonly checkTimeout: number;
  /** Seconds, a real number. */
  readonly pollTimeout: number;
  /** Seconds. */
  readonly socketTimeout: number;
  /** Bytes. */
  readonly blocksize: number;
  /** Lines; 0: as many as the rules' patterns need. */
  readonly bufsize: number;
  /** Strings; 0: no limit. */
  readonly evstoresize: number;
  /** Seconds. */
  readonly cleantime: number;
  readonly log: string | null;
  /** Facility, e.g. local0. */
  readonly syslog: string | null;
  /** 1 to 6. */
  readonly debug: number;
  readonly pid: string | null;
  readonly dump: string;
  readonly user: string | null;
  readonly group: readonly string[];
  /** Null: as inherited. */
  readonly umask: number | null;
  readonly ruleperf: boolean;
  readonly dumpfts: boolean;
  readonly dumpfjson: boolean;
  readonly quoting: boolean;
  readonly tail: boolean;
  readonly fromstart: boolean;
  readonly detach: boolean;
  /** Null: not given (joint when the buffer size is 1, else separate). */
  readonly jointbuf: boolean | null;
  readonly keepopen: boolean;
  readonly rwfifo: boolean;
  readonly childterm: boolean;
  readonly intevents: boolean;
  /** True also when an input has a context. */
  readonly intcontexts: boolean;
  readonly testonly: boolean;
  /** Bytes of a line that are kept, the rest is cut off and counted; 0: no limit. */
  readonly maxLine: number;
  /** Inputs are scanned on a second core. */
  readonly threads: boolean;
  /** Children that run at once, others wait for their turn; 0: no limit. */
  readonly maxChildren: number;
  /** Seconds that a child may run; 0: no limit. */
  readonly childTimeout: number;
  /** Seconds, a real number, that a match of a regular expression may take; 0: no limit. */
  readonly regexpTimeout: number;
  /** Seconds that a call of Perl code may take, a real number; 0: no limit. */
  readonly perlTimeout: number;
  readonly logFormat: "text" | "json";
  /** Rules are tried only on lines that hold what their patterns require. */
  readonly prefilter: boolean;
  /** Perl code is compiled where that is exact; otherwise all of it runs in Perl. */
  readonly perlCompile: boolean;
}
