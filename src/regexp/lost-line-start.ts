import { childrenOf, type Expression, everyNode, type Node, type Place, type WordBoundary } from "./ast.js";
import { widthOf } from "./width.js";

const ENDS: ReadonlySet<Place> = new Set(["end", "finalEnd", "lineEnd"]);

/**
 * `(?m)^\b.*$` and its like, which Perl 5 does not find where it should: with a boundary right after the start of
 * a line, an end that is asked for, and nothing that must be there between them, Perl leaves itself no room to look
 * for the boundary. The boundary in question, null when there is none.
 */
export function boundaryOfLostLineStart({ body }: Expression): WordBoundary | null {
  if (widthOf(body).min > 0) return null;
  const places = firstPlaces(body);
  const boundary = places.find((node) => node.kind === "wordBoundary");
  if (boundary === undefined || !places.some((node) => node.kind === "anchor" && node.place === "lineStart"))
    return null;
  return everyNode(body).some((node) => node.kind === "anchor" && ENDS.has(node.place)) ? boundary : null;
}

/** The anchors with which every match begins, up to the first boundary. */
function firstPlaces(body: Node): readonly Node[] {
  const places: Node[] = [];
  const add = (node: Node): "go on" | "stop" => {
    switch (node.kind) {
      case "anchor":
        places.push(node);
        return "go on";
      case "wordBoundary":
        places.push(node);
        return "stop";
      case "sequence":
      case "capture":
      case "atomic":
        return childrenOf(node).some((child) => add(child) === "stop") ? "stop" : "go on";
      case "look":
        return node.behind || node.negative ? "stop" : add(node.body);
      case "quantified":
        return node.min > 0 ? add(node.body) : "stop";
      default:
        return node.kind === "empty" ? "go on" : "stop";
    }
  };
  add(body);
  return places;
}
