/** What a scenario is: rules, lines, and how both programs are to be compared on them. */
import type { Random } from "../../test/rules/random.js";

export interface Scenario {
  readonly name: string;
  /** Rule files by name. */
  readonly rules: Readonly<Record<string, string>>;
  /** Gives the next line of the traffic; called anew, it begins anew. */
  readonly traffic: () => (random: Random, index: number) => string;
  /**
   * Lines at the beginning that only set up (open operations): what they cost is taken out,
   * as start-up is, where the cost of a line is compared.
   */
  readonly setup?: number;
  /** Lines behind `setup` in evcorr's run; default: all of --lines. */
  readonly lines?: number;
  /** Where even a few lines take the reference long: how many to begin with. */
  readonly firstReferenceLines?: number;
  readonly input?: "file" | "pipe";
  /** The input's name, where rules ask for it; default: traffic.log. */
  readonly inputName?: string;
  readonly options?: readonly string[];
}
