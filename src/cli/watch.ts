/** Tells when something below directories changes. */
import { type FSWatcher, watch } from "node:fs";

export interface Changes {
  /** Resolves at the first change since the beginning or the last call, once it has been quiet for a moment. */
  next(): Promise<void>;
  close(): void;
}

/** Editors write files in several steps: changes within this time are one. */
const QUIET_MS = 100;

export function watchDirectories(paths: readonly string[]): Changes {
  let changed = false;
  let timer: NodeJS.Timeout | undefined;
  let tell: () => void = () => {};
  const note = (): void => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => tell(), QUIET_MS);
  };
  const watchers: FSWatcher[] = paths.map((path) => watch(path, { recursive: true }, note));
  return {
    next: () =>
      new Promise((resolve) => {
        tell = () => {
          changed = false;
          resolve();
        };
        if (changed) note();
      }),
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
