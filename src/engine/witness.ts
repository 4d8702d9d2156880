/**
 * Who is told which events operations and synthetic events come from (evcorr replay): much
 * less than a tracer is told, so that it costs little. In production there is none.
 */
import type { SyntheticEvent } from "./event-queue.js";
import type { Operation } from "./operation.js";

export interface EngineWitness {
  /** The current event reaches the operation; new ones included. */
  reached(operation: Operation): void;
  /** What is due when its window is over, or was moved, is about to be done. */
  timeBegins(operation: Operation): void;
  /** Lists of it that are due now run afterwards. */
  operationEnds(operation: Operation): void;
  /** By the list that runs, which may be an operation's. */
  eventMade(event: SyntheticEvent, by: Operation | null): void;
}
