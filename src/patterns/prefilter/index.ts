/**
 * The prefilter: which patterns can match a line, found without trying them and before
 * the line is a string.
 *
 *   requirement.ts   what a pattern requires: sets of literals (regexp/literals.ts)
 *   choice.ts        one to three sets for each pattern, and the automata that look for all of them:
 *   q-grams.ts         literals of seven bytes or more, at every fourth byte
 *   gram-table.ts      what of them is looked up
 *   kernel/            the same loops in WebAssembly, sixteen bytes at a time
 *   automaton.ts       shorter ones, at every byte
 *   shapes/          patterns that no literal tells, all in one automaton
 *   scanner.ts       looks at blocks of input, and chooses by what it sees there
 *   block.ts         bytes in memory, and what was found in them
 */
export { Block } from "./block.js";
export type { Choice, Subject } from "./choice.js";
export { type FoundLines, Numbers } from "./hits.js";
export { findLineEnds } from "./q-grams.js";
export { isTelling, type Requirement, requirementOf } from "./requirement.js";
export { Scanner } from "./scanner.js";
export { SHAPES_MIN, type Shape, shapeOf } from "./shapes/index.js";
