/** Dropping root's privileges (manual: --user, --group). */
import { execFileSync } from "node:child_process";

/** Without root's privileges there is nothing to drop: nothing is changed then. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/**
 * Becomes `user` with the first of `groups` and the others as supplementary groups; without
 * groups, with the user's primary group alone. Throws an Error that names what there is not.
 */
export function becomeUser(user: string, groups: readonly string[]): void {
  const uid = lookUp("-u", user, `there is no user "${user}" (--user)`);
  const gids =
    groups.length === 0 ? [lookUp("-g", user, `user "${user}" has no group`)] : groups.map((group) => groupId(group));
  process.setgroups?.(gids);
  process.setgid?.(gids[0] as number);
  process.setuid?.(uid);
}

/** id(1) asks all of the system's sources of users, which Node has no call for. */
function lookUp(flag: "-u" | "-g", user: string, otherwise: string): number {
  try {
    return Number(execFileSync("id", [flag, "--", user], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    throw new Error(otherwise);
  }
}

function groupId(group: string): number {
  try {
    const entry = execFileSync("getent", ["group", group], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return Number(entry.split(":")[2]);
  } catch {
    throw new Error(`there is no group "${group}" (--group)`);
  }
}
