/** Numbers as they are written in code. */
import type { Scanner } from "./scanner.js";

/** Integers from here on are kept apart from floating point numbers, which Perl prints in another way. */
const BIG = 1e15;

export function readNumber(scanner: Scanner): number | bigint {
  const radix = scanner.matching(/0(?:[xX][0-9a-fA-F_]+|[bB][01_]+|[0-7_]+)(?![\w.])/y);
  if (radix !== null) return radixInteger(BigInt(digitsOf(radix)), scanner);
  const text = scanner.matching(/(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y) ?? "";
  if (/^0\d|^\d+\.\d+\.|\.$/.test(text.replaceAll("_", "")) && !/^\d+\.$/.test(text))
    scanner.unsupported("a number of this form");
  if (
    scanner.look(/\.\d|[A-Za-z_](?<!x)/y) !== null &&
    scanner.look(/(?:x|lt|gt|le|ge|eq|ne|cmp|and|or|xor|if|unless|while|until|for|foreach)\b|x\d/y) === null
  )
    scanner.unsupported("a number of this form");
  const plain = text.replaceAll("_", "");
  return /^\d+$/.test(plain) ? integer(BigInt(plain)) : Number(plain);
}

function radixInteger(value: bigint, scanner: Scanner): number | bigint {
  if (value >= 1n << 64n) scanner.unsupported("an integer of more than 64 bits");
  return integer(value);
}

function digitsOf(text: string): string {
  const digits = text.replaceAll("_", "");
  return /^0[xXbB]/.test(digits) ? digits.toLowerCase() : `0o${digits.slice(1) || "0"}`;
}

function integer(value: bigint): number | bigint {
  if (value >= 1n << 64n) return Number(value);
  return value < BIG ? Number(value) : value;
}
