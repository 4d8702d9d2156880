/** Performs a fault on a real daemon: the steps that are the same for all. */
import { Daemon } from "../testing/daemon.js";
import { Place, until } from "../testing/place.js";
import { Ear } from "./ear.js";
import type { Fault, Scene } from "./fault.js";

/** Messages about one trouble; more would fill a disk in a night. */
const MESSAGES_MAX = 20;

export type Outcome =
  /** How long a line of another input waited for its action while the fault lasted. */
  | { readonly kind: "passed"; readonly pulseMs: number }
  | { readonly kind: "failed"; readonly message: string; readonly lastWords: readonly string[] }
  | { readonly kind: "skipped"; readonly reason: string };

/** Those under way, for the case that the program is stopped. */
const stages = new Set<Stage>();

/** Ends what is under way, so that no daemon and no file system is left behind. */
export async function abandonAll(): Promise<void> {
  await Promise.all([...stages].map(clear));
}

export async function perform(fault: Fault): Promise<Outcome> {
  const reason = fault.missing?.() ?? null;
  if (reason !== null) return { kind: "skipped", reason };
  const place = new Place();
  const stage: Stage = { place, scene: null, daemon: null, ear: null };
  stages.add(stage);
  try {
    return { kind: "passed", pulseMs: await play(fault, stage) };
  } catch (error) {
    return { kind: "failed", message: (error as Error).message, lastWords: stage.ear?.lines.slice(-12) ?? [] };
  } finally {
    await clear(stage);
  }
}

/** What is there so far, to be cleared away. */
interface Stage {
  readonly place: Place;
  scene: Scene | null;
  daemon: Daemon | null;
  ear: Ear | null;
}

/** The milliseconds of the pulse during the fault. */
async function play(fault: Fault, stage: Stage): Promise<number> {
  const { place } = stage;
  const scene = await fault.setUp(place);
  stage.scene = scene;
  const daemon = new Daemon(place, scene.rules, scene.options, scene.start);
  stage.daemon = daemon;
  const ear = new Ear(daemon, place.path(scene.log ?? "sec.log"));
  stage.ear = ear;
  await daemon.isUp();
  await daemon.pulse("before the fault");
  const before = ear.lines.length;
  const count = (words: RegExp): number => ear.lines.slice(before).filter((line) => words.test(line)).length;

  await scene.break(daemon);
  const pulseMs = await daemon.pulse("during the fault");
  for (const words of scene.said) await daemon.until(`it says ${words}`, () => count(words) > 0);

  await scene.mend(daemon);
  await scene.after(daemon);
  await daemon.pulse("after the fault");
  for (const words of scene.saidAfter ?? []) await daemon.until(`it says ${words} afterwards`, () => count(words) > 0);

  for (const words of [...scene.said, ...(scene.saidAfter ?? [])]) {
    if (count(words) > MESSAGES_MAX) throw new Error(`${words} is said ${count(words)} times`);
  }
  const status = await daemon.terminate();
  if (status !== 0) throw new Error(`after SIGTERM it ends with ${status}`);
  if (/^ +at .*:\d+:\d+/m.test(daemon.standardError)) throw new Error(`a stack trace:\n${daemon.standardError}`);
  return pulseMs;
}

async function clear(stage: Stage): Promise<void> {
  if (!stages.delete(stage)) return;
  const { place, scene, daemon } = stage;
  if (daemon !== null) {
    for (const { pid } of daemon.kill()) killIfThere(pid);
    await until("the killed daemon is gone", () => daemon.hasEnded);
  }
  await scene?.cleanUp?.();
  place.remove();
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended meanwhile
  }
}
