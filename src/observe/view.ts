/** What a dump shows (manual: SIGUSR1): the state as plain data, put together by pure functions. */
import type { Seconds } from "../base/seconds.js";
import type { Core } from "../engine/core.js";
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

/** All that a dump is made of; the engine's state is read, never changed. */
export interface StateView {
  readonly program: ProgramView;
  readonly core: Core;
  readonly inputs: readonly InputView[];
  readonly children: readonly ChildView[];
}
