/** Numbers. */
import type { Maker } from "./maker.js";
import { scalarName } from "./places.js";
import { textCode } from "./texts.js";
import { anyValue, countCode } from "./values.js";
import { NUMBERS } from "./words.js";

export function numberCode(m: Maker, depth: number): string {
  if (depth <= 0)
    return m.one(
      () => m.pick(NUMBERS),
      () => scalarName(m),
    );
  const operand = (): string =>
    m.one(
      () => numberCode(m, depth - 1),
      () => anyValue(m, depth - 1),
    );
  return m.one(
    () => `(${operand()} ${m.pick(["+", "-", "*", "+", "-"])} ${operand()})`,
    () => `(${operand()} ${m.pick(["/", "%"])} ${m.pick(["2", "3", "7", "-3", operand()])})`,
    () => `-${operand()}`,
    () => `int(${operand()})`,
    () => `abs(${operand()})`,
    () => `length(${textCode(m, depth - 1)})`,
    () =>
      `index(${textCode(m, depth - 1)}, ${textCode(m, 0)}${m.random(3) === 0 ? `, ${m.pick(["1", "-1", "5"])}` : ""})`,
    () => `rindex(${textCode(m, depth - 1)}, ${textCode(m, 0)})`,
    () => `ord(${textCode(m, depth - 1)})`,
    () => `hex(${m.pick(['"ff"', '"0x1F"', '"zz"', '""'])})`,
    () => `oct(${m.pick(['"755"', '"0x1f"', '"0b101"', '"89"'])})`,
    () => `(${operand()} <=> ${operand()})`,
    () => `(${textCode(m, depth - 1)} cmp ${textCode(m, depth - 1)})`,
    () => `(int(${operand()}) ${m.pick(["&", "|", "^", "<<", ">>"])} ${m.pick(["1", "3", "255", "7"])})`,
    () => `${m.pick(["2", "3", "10"])} ** ${m.pick(["0", "2", "5", "53", "15"])}`,
    () => `(${m.pick(NUMBERS)} ${m.pick(["+", "-", "*"])} ${m.pick(NUMBERS)})`,
    () => `sqrt(${m.pick(["4", "2", `abs(${scalarName(m)})`])})`,
    () => countCode(m),
    () => `time`,
  );
}
