/**
 * Explain: a view of the engine at work.
 *
 *   recorder.ts        what the engine's tracer is told, put together
 *   provenance.ts      what led to what: the graph
 *   history.ts         what operations, contexts and events that live have behind them
 *   recent-events.ts   what the lines in the input buffers are
 *   trail.ts           the way of an event through the rules
 *   trail-recorder.ts  that way, while it is gone
 *   why-not.ts         why a pattern does not match
 *   near-miss.ts       the little thing that is wrong with a text, if it is one
 */
export {
  type Asked,
  type ContextNode,
  type Counted,
  causesOf,
  type EventNode,
  everyCause,
  type Firing,
  fieldOf,
  LINKS_MAX,
  type Way,
} from "./provenance.js";
export { Recorder } from "./recorder.js";
export {
  type ActionStep,
  allRules,
  type FilePass,
  isStep,
  type ListRun,
  type NotTried,
  type OperationState,
  type OperationStep,
  type RuleStep,
  type Told,
  type Trail,
  type Try,
} from "./trail.js";
export { missingLiterals, patternsOf, type WhyNot, whyNot } from "./why-not.js";
