import type { LogTimeFormat } from "../format.js";
import { apacheAccess } from "./apache-access.js";
import { ctime } from "./ctime.js";
import { epoch } from "./epoch.js";
import { iso8601 } from "./iso8601.js";
import { klog } from "./klog.js";
import { rfc5424 } from "./rfc5424.js";
import { shortFull } from "./short-full.js";
import { syslog } from "./syslog.js";

/** All formats; where two read the same number of lines, the earlier one is meant. */
export const FORMATS: readonly LogTimeFormat[] = [
  syslog,
  rfc5424,
  iso8601,
  shortFull,
  ctime,
  epoch,
  klog,
  apacheAccess,
];
