/** What faults of Perl share. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "../testing/place.js";

export function noPerl(): string | null {
  try {
    execFileSync("perl", ["-e", "1"], { stdio: "ignore" });
    return null;
  } catch {
    return "there is no perl";
  }
}

/** Where a program is. */
function programOf(name: string): string {
  return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "latin1" }).trim();
}

/** A directory of the place with links to these programs and nothing else. */
export function directoryWith(place: Place, directory: string, names: readonly string[]): string {
  const path = place.path(directory);
  mkdirSync(path);
  for (const name of names) linkTo(path, name);
  return path;
}

export function linkTo(directory: string, name: string): void {
  symlinkSync(programOf(name), join(directory, name));
}
