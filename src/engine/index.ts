/** The correlation engine: rules x lines x time to state and effects. No I/O and no clock of its own. */
export { Engine } from "./engine.js";
export type { EngineFace, EngineSettings, LineSource } from "./face.js";
export type * from "./ports.js";
