/** A writer: a process that writes some of the files, each as fast as it can. */
import { Appender } from "./appender.js";
import type { Way } from "./plan.js";

export interface WriterTask {
  readonly seed: number;
  /** Names by number. */
  readonly files: readonly (readonly [file: number, name: string])[];
  /** Lines of each file. */
  readonly lines: number;
}

/** What a writer says: it waits for a line to be acted on; it is ready. */
export type FromWriter =
  | { readonly kind: "wait"; readonly file: number; readonly number: number }
  | { readonly kind: "end"; readonly rotations: Readonly<Record<Way, number>> };

/** The answer to "wait". */
export interface ToWriter {
  readonly file: number;
}

const { seed, files, lines } = JSON.parse(process.argv[2] as string) as WriterTask;
/** One wait per file at a time. */
const waiting = new Map<number, () => void>();
process.on("message", ({ file }: ToWriter) => {
  const go = waiting.get(file);
  waiting.delete(file);
  go?.();
});
// The program that started us is gone.
process.on("disconnect", () => process.exit(1));

function tell(message: FromWriter): void {
  process.send?.(message);
}

const appenders = files.map(
  ([file, name]) =>
    new Appender(name, seed, file, lines, (_, number) => {
      return new Promise((resolve) => {
        waiting.set(file, resolve);
        tell({ kind: "wait", file, number });
      });
    }),
);
await Promise.all(appenders.map((appender) => appender.run()));
const rotations = { rename: 0, truncate: 0, remove: 0 };
for (const appender of appenders) {
  rotations.rename += appender.rotations.rename;
  rotations.truncate += appender.rotations.truncate;
  rotations.remove += appender.rotations.remove;
}
process.send?.({ kind: "end", rotations } satisfies FromWriter, () => process.disconnect());
process.removeAllListeners("disconnect");
