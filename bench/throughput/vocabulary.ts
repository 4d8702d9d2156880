/**
 * What lines and rules of the benchmark are made of. A subject is a daemon, a noun and a
 * verb; the rules of a set take some of the 64,000, lines that are to match none take
 * others: the same words in other company, as near misses in real logs are.
 */
import type { Random } from "../../test/rules/random.js";

const DAEMONS =
  "sshd postfix named dhcpd nginx kernel cron rsyslogd dovecot slapd httpd snmpd ntpd smbd mysqld postgres squid proftpd openvpn keepalived haproxy auditd systemd dockerd kubelet etcd zabbix puppetd chronyd bgpd ospfd radiusd vsftpd imapd cupsd multipathd iscsid lldpd sudo su".split(
    " ",
  );
const NOUNS =
  "session connection request transfer certificate interface volume query mailbox lease worker tunnel neighbor route account password token snapshot replica partition filesystem controller sensor fan adapter channel socket process thread job queue message listener upstream backend cache handshake keepalive policy quota".split(
    " ",
  );
const VERBS =
  "opened closed refused expired failed dropped restarted stalled rejected accepted delayed revoked suspended resumed overflowed degraded recovered exhausted truncated corrupted unreachable flapping missing mismatched duplicated throttled blocked quarantined elevated timed-out terminated reloaded promoted demoted detached attached mounted unmounted locked unlocked".split(
    " ",
  );
const REASONS =
  "no route to host;permission denied;connection reset by peer;operation timed out;too many open files;invalid argument;resource temporarily unavailable;broken pipe;device or resource busy;protocol error;name or service not known;checksum does not match;peer closed the stream early;limit of the class reached".split(
    ";",
  );
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export interface Subject {
  readonly daemon: string;
  readonly noun: string;
  readonly verb: string;
}

export const SUBJECTS = DAEMONS.length * NOUNS.length * VERBS.length;
/** Has no factor in common with SUBJECTS (2, 5): neighbouring numbers give unlike subjects. */
const STRIDE = 27_183;

export function subject(number: number): Subject {
  const at = (number * STRIDE) % SUBJECTS;
  const rest = Math.floor(at / DAEMONS.length);
  return {
    daemon: DAEMONS[at % DAEMONS.length] as string,
    noun: NOUNS[rest % NOUNS.length] as string,
    verb: VERBS[Math.floor(rest / NOUNS.length)] as string,
  };
}

const two = (number: number): string => String(number).padStart(2, "0");

/** `Nov  7 07:17:28 host12 daemon[4711]: message` */
export function syslogLine(random: Random, daemon: string, message: string): string {
  const month = MONTHS[random.below(12)];
  const day = String(1 + random.below(28)).padStart(2, " ");
  const time = `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;
  return `${month} ${day} ${time} ${host(random)} ${daemon}[${100 + random.below(32_000)}]: ${message}`;
}

export const host = (random: Random): string => `host${random.below(200)}`;
export const user = (random: Random): string => `user${random.below(1000)}`;
export const address = (random: Random): string => `10.${random.below(4)}.${random.below(256)}.${random.below(256)}`;
export const reason = (random: Random): string => random.pick(REASONS);
