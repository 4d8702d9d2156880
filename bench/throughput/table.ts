/** Results as a table of text, the same on a terminal and in a record. */
import type { Measured } from "./measure.js";

const COLUMNS = [
  "traffic",
  "lines",
  "lines/s",
  "steady",
  "reference",
  "ratio",
  "by cpu",
  "steady",
  "MB",
  "ref. MB",
  "outputs",
] as const;

export const EXPLANATION = `lines/s    evcorr, all lines by the whole time of its process, start-up included
steady     the same without start-up and without the lines that only set up
reference  lines of a second of the reference, start-up and set-up lines taken out, on a beginning
           of the same traffic: it is too slow for all of it
ratio      lines/s by reference; by cpu: the same with processor time, which a busy machine disturbs
           less; steady: both without start-up
MB         the most resident memory
outputs    whether both wrote the same bytes on the beginning that the reference got`;

export class Table {
  private readonly widths = COLUMNS.map((column, index) => Math.max(column.length, index === 0 ? 17 : 8));

  get head(): string {
    return this.row(COLUMNS);
  }

  of(measured: Measured): string {
    const { scenario, lines, whole, steady, peakBytes, reference } = measured;
    const ours = [scenario.name, String(lines), number(whole.byClock), number(steady.byClock)];
    if (reference === null) return this.row([...ours, "", "", "", "", megabytes(peakBytes), "", ""]);
    return this.row([
      ...ours,
      number(reference.steady.byClock),
      ratio(whole.byClock / reference.steady.byClock),
      ratio(whole.byCpu / reference.steady.byCpu),
      ratio(steady.byClock / reference.steady.byClock),
      megabytes(peakBytes),
      megabytes(reference.peakBytes),
      `${reference.equal ? "equal" : "DIFFERENT"} on ${reference.lines}`,
    ]);
  }

  private row(cells: readonly string[]): string {
    return cells
      .map((cell, index) => {
        const width = this.widths[index] as number;
        return index === 0 || index === cells.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  }
}

function number(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

function ratio(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}
