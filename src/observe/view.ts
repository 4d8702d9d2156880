/** What a dump shows (manual: SIGUSR1): the state as plain data, put together by pure functions. */
import type { Seconds } from "../base/seconds.js";
import type { Core } from "../engine/core.js";
import type { TimeZone } from "../engine/ports.js";
import type { RuleFile } from "../rules/ast.js";

export interface ProgramView {
  readonly version: string;
  readonly started: Seconds;
  readonly rulesLoaded: Seconds;
  /** When a rule file was loaded; a soft restart leaves unchanged ones. */
  readonly fileLoaded: (file: RuleFile) => Seconds;
  readonly dumped: Seconds;
  readonly options: string;
  /** The file that SECRC names; null: none. */
  readonly resourceFile: string | null;
  readonly userId: number;
  readonly groupId: number;
  readonly otherGroupIds: readonly number[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** CPU seconds of this process. */
  readonly userSeconds: number;
  readonly systemSeconds: number;
  /** CPU seconds of the children that have ended; 0 where the platform does not tell. */
  readonly childUserSeconds: number;
  readonly childSystemSeconds: number;
}

/** An input, as the inputs describe themselves. */
export interface InputView {
  readonly name: string;
  readonly context: string | null;
  readonly lines: number;
  readonly isOpen: boolean;
  readonly place: {
    readonly kind: "file" | "pipe" | "stream";
    readonly inode: number;
    readonly device: number;
    readonly position: number | null;
    readonly size: number | null;
  } | null;
}

export interface ChildView {
  readonly pid: number;
  readonly command: string;
  /** The lines that it prints become events. */
  readonly yieldsEvents: boolean;
}

/** What became of the data of an output. */
export interface OutputView {
  readonly output: string;
  readonly written: Amount;
  readonly queued: Amount;
  readonly dropped: Amount;
  readonly trouble: { readonly reason: string; readonly since: Seconds } | null;
}

interface Amount {
  readonly writes: number;
  readonly bytes: number;
}

/** An instant as text for people. */
export type FormatTime = (time: Seconds) => string;

/** All that a dump is made of; the engine's state is read, never changed. */
export interface StateView {
  readonly program: ProgramView;
  readonly core: Core;
  readonly inputs: readonly InputView[];
  readonly children: readonly ChildView[];
  /** Children that are started when others have ended. */
  readonly childrenWaiting: number;
  readonly outputs: readonly OutputView[];
  readonly zone: TimeZone;
}
