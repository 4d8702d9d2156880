/** Lists that are handed on to a sub, or a block: their variables and elements themselves. */
import type { Expression } from "../ast.js";
import { checkHeld } from "./aliases.js";
import { truth, value } from "./expression.js";
import type { Generator } from "./generator.js";
import { flattened, isBorrowed, isScalar, list, listOfItems, repeatsList } from "./list.js";
import { comesToBe, containerOf, readable } from "./place.js";

/** Such a list: what references in it should lead to comes to be. */
export function handedList(g: Generator, node: Expression, isOrderFree = false): string {
  if (isScalar(node)) return `[${handedValue(g, node)}]`;
  switch (node.kind) {
    case "list":
      return listOfItems(g, node.items, isOrderFree, handedValue, handedList);
    case "dereference": {
      const container = handedContainer(g, node);
      return node.sigil === "@" ? container : flattened(g, node, container, isOrderFree);
    }
    case "slice": {
      checkHeld(g, node.container, [node.indexes]);
      const name = node.of === "hash" ? "hashSliceMade" : "arraySliceMade";
      return g.call(name, "S", containerOf(g, node.container, node.of), list(g, node.indexes));
    }
    case "conditional":
      if (repeatsList(node.yes) || repeatsList(node.no)) break;
      return `(${truth(g, node.condition)} ? ${handedList(g, node.yes, isOrderFree)} : ${handedList(g, node.no, isOrderFree)})`;
    case "logical":
      // Perl works it out beforehand.
      if (isLiteral(node.left)) return g.unsupported("a choice that is known", node);
      break;
    case "binary":
      return g.call("repeatList", handedList(g, node.left), value(g, node.right));
    default:
      break;
  }
  return list(g, node, isOrderFree);
}

function handedValue(g: Generator, node: Expression): string {
  switch (node.kind) {
    case "conditional":
      return `(${truth(g, node.condition)} ? ${handedValue(g, node.yes)} : ${handedValue(g, node.no)})`;
    case "logical":
      if (isLiteral(node.left)) return g.unsupported("a choice that is known", node);
      break;
    case "transliteration":
      // Perl takes counting for changing then, and the other way around: it shows in which elements come to be.
      if (node.target?.kind === "element") return g.unsupported("a transliteration of an element in a list", node);
      break;
    case "list":
      if (node.items.length !== 1) break;
      return handedValue(g, node.items[0] as Expression);
    case "builtin": {
      const [only] = node.arguments;
      if (node.name !== "scalar" || only === undefined) break;
      if (only.kind === "builtin" || only.kind === "conditional") return handedValue(g, only);
      if (only.kind !== "dereference" || only.sigil === "$" || !comesToBe(only.reference)) break;
      return `${handedContainer(g, only)}.${only.sigil === "@" ? "length" : "size"}`;
    }
    default:
      break;
  }
  return value(g, node);
}

function isLiteral({ kind }: Expression): boolean {
  return kind === "string" || kind === "number";
}

function handedContainer(g: Generator, node: Extract<Expression, { kind: "dereference" }>): string {
  const through = { kind: "through", at: node.at, reference: node.reference } as const;
  const of = node.sigil === "@" ? "array" : "hash";
  return comesToBe(node.reference) ? containerOf(g, through, of) : readable(g, node);
}

/** An array of such a list that nobody else has. */
export function freshHandedList(g: Generator, node: Expression): string {
  const code = handedList(g, node);
  return isBorrowed(node) ? `${code}.slice()` : code;
}
