/** All faults, in the order in which they are performed. */
import { childIgnoresTerm } from "./child-ignores-term.js";
import { descriptorsExhausted } from "./descriptors-exhausted.js";
import { diskFull } from "./disk-full.js";
import { endlessChild } from "./endless-child.js";
import type { Fault } from "./fault.js";
import { fifoReaderGoes } from "./fifo-reader-goes.js";
import { fifoReaderStopped } from "./fifo-reader-stopped.js";
import { fifoWithoutReader } from "./fifo-without-reader.js";
import { inputDirectoryGoes } from "./input-directory-goes.js";
import { inputFifoWriterGoes } from "./input-fifo-writer-goes.js";
import { inputPermissionTaken } from "./input-permission-taken.js";
import { logDirectoryGoes, logDiskFull, logInTheWay } from "./log-cannot-be-written.js";
import { longLine, longLineCut } from "./long-line.js";
import { outputDirectoryGoes } from "./output-directory-goes.js";
import { PERL_CODE_FAULTS } from "./perl-code.js";
import { perlKilled } from "./perl-killed.js";
import { perlMissing } from "./perl-missing.js";
import { perlNotAgain } from "./perl-not-again.js";
import { perlRunawayPattern } from "./perl-runaway-pattern.js";
import { ruleFileBecomesInvalid } from "./rule-file-becomes-invalid.js";
import { runawayRegExp, runawayRegExpInPerlCode } from "./runaway-regexp.js";
import { tcpNothingListens } from "./tcp-nothing-listens.js";
import { tcpPeerCloses, tcpPeerResets } from "./tcp-peer-fails.js";
import { tcpPeerNeverReads } from "./tcp-peer-never-reads.js";
import { manyChildren, tenThousandChildren } from "./ten-thousand-children.js";
import { thousandInputs } from "./thousand-inputs.js";
import { watchesExhausted } from "./watches-exhausted.js";

export const FAULTS: readonly Fault[] = [
  diskFull,
  outputDirectoryGoes,
  fifoWithoutReader,
  fifoReaderGoes,
  fifoReaderStopped,
  tcpNothingListens,
  tcpPeerCloses,
  tcpPeerResets,
  tcpPeerNeverReads,
  logDiskFull,
  logDirectoryGoes,
  logInTheWay,
  inputDirectoryGoes,
  inputPermissionTaken,
  inputFifoWriterGoes,
  longLine,
  longLineCut,
  thousandInputs,
  watchesExhausted,
  descriptorsExhausted,
  ruleFileBecomesInvalid,
  childIgnoresTerm,
  manyChildren,
  tenThousandChildren,
  endlessChild,
  perlKilled,
  runawayRegExp,
  runawayRegExpInPerlCode,
  perlMissing,
  perlNotAgain,
  perlRunawayPattern,
  ...PERL_CODE_FAULTS,
];
