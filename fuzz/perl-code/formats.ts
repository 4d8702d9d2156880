/** Formats of sprintf, with arguments that may fit. */
import type { Maker } from "./maker.js";
import { anyValue } from "./values.js";

const CONVERSIONS = [..."sdiuxXobBeEfFgGc"];
const FLAGS = ["", "", "", "-", "0", "+", " ", "#", "-0", "+0", "0+", "# ", "+ "];
const WIDTHS = ["", "", "", "1", "4", "12", "*"];
const PRECISIONS = ["", "", "", ".0", ".1", ".3", ".10", ".*", "."];

function directive(m: Maker): { readonly text: string; readonly arguments: readonly string[] } {
  if (m.chance(10))
    return {
      text: m.pick(["%%", "%vd", "%2$s%1$s", "%s", "%y", "%", "%-%", "%5%", "%ld", "%hd", "%s%n"]),
      arguments: [],
    };
  const [width, precision] = [m.pick(WIDTHS), m.pick(PRECISIONS)];
  const count = (): string => m.pick(["0", "1", "6", "-5", "3"]);
  const stars = [...`${width}${precision}`].filter((letter) => letter === "*");
  return {
    text: `%${m.pick(FLAGS)}${width}${precision}${m.pick(CONVERSIONS)}`,
    arguments: [...stars.map(count), anyValue(m, 1)],
  };
}

export function formatted(m: Maker): string {
  const directives = Array.from({ length: 1 + m.random(3) }, () => directive(m));
  const format = directives.map(({ text }) => text).join(m.pick(["", " ", "|", "-"]));
  const values = directives.flatMap((item) => item.arguments);
  return `sprintf('${format}'${[...values, ...(m.chance(6) ? [anyValue(m, 0)] : [])].map((code) => `, ${code}`).join("")})`;
}
