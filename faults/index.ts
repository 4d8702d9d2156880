/** All faults, in the order in which they are performed. */
import { childIgnoresTerm } from "./child-ignores-term.js";
import { diskFull } from "./disk-full.js";
import type { Fault } from "./fault.js";
import { fifoReaderGoes } from "./fifo-reader-goes.js";
import { fifoReaderStopped } from "./fifo-reader-stopped.js";
import { fifoWithoutReader } from "./fifo-without-reader.js";
import { inputDirectoryGoes } from "./input-directory-goes.js";
import { logDirectoryGoes, logDiskFull, logInTheWay } from "./log-cannot-be-written.js";
import { outputDirectoryGoes } from "./output-directory-goes.js";
import { ruleFileBecomesInvalid } from "./rule-file-becomes-invalid.js";
import { tcpNothingListens } from "./tcp-nothing-listens.js";
import { tcpPeerCloses, tcpPeerResets } from "./tcp-peer-fails.js";
import { tcpPeerNeverReads } from "./tcp-peer-never-reads.js";
import { manyChildren, tenThousandChildren } from "./ten-thousand-children.js";

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
  ruleFileBecomesInvalid,
  childIgnoresTerm,
  manyChildren,
  tenThousandChildren,
];
