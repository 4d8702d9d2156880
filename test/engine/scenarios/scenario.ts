/**
 * Rules second by second: events are lines `<second> <text>`; `expected` is what the
 * reference wrote to standard output until `end`, its times as seconds since the start.
 */
export interface Scenario {
  readonly name: string;
  readonly rules: string;
  readonly events: string;
  readonly end: number;
  readonly expected: string;
}
