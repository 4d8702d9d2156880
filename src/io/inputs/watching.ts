/**
 * Notification of changes by the platform, so that an appended line is seen at once and
 * nothing needs to be looked at while nothing happens. What it misses, polling finds.
 */
import { type FSWatcher, statfsSync, watch } from "node:fs";
import { pathOf } from "../path.js";

/** "data": there may be more to read; "name": the name may stand for something else now. */
export type Change = "data" | "name";

/** Ends watching; null: this cannot be watched, it has to be polled. */
export type StopWatching = (() => void) | null;

export interface Notifier {
  watch(path: string, onChange: (change: Change) => void): StopWatching;
}

/** statfs(2) types of file systems where other machines write unnoticed: NFS, SMB, CIFS, SMB2, FUSE, 9P, AFS, Ceph. */
const REMOTE = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x5346414f, 0x00c36400]);

export class SystemNotifier implements Notifier {
  private readonly onFailure: (reason: string) => void;
  private failed = false;

  /** `onFailure` hears the first reason for which a path cannot be watched. */
  constructor(onFailure: (reason: string) => void) {
    this.onFailure = onFailure;
  }

  watch(path: string, onChange: (change: Change) => void): StopWatching {
    try {
      if (isRemote(path)) return null;
      const watcher = watch(pathOf(path), { persistent: false }, (event) =>
        onChange(event === "rename" ? "name" : "data"),
      );
      watcher.on("error", (error) => this.fail(watcher, error));
      return () => watcher.close();
    } catch (error) {
      this.say((error as Error).message);
      return null;
    }
  }

  private fail(watcher: FSWatcher, error: Error): void {
    watcher.close();
    this.say(error.message);
  }

  private say(reason: string): void {
    if (this.failed) return;
    this.failed = true;
    this.onFailure(reason);
  }
}

/** Types are 32 bits wide; some systems give them as negative numbers. */
function isRemote(path: string): boolean {
  return REMOTE.has(statfsSync(pathOf(path)).type >>> 0);
}
