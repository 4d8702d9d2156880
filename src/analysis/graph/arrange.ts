/**
 * Many small pictures as one: rows from left to right, in the order in which they come, so that
 * what stands together in the rule files stays together. Graphviz can pack graphs itself, but
 * then it leaves the words at the edges out.
 */

interface Piece {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** Between the pieces, in points. */
const GAP = 26;
/** Width by height of the whole, as screens have it beside the details. */
const SHAPE = 1.3;

/** `svgs`: as Graphviz writes them. */
export function arrange(svgs: readonly string[]): string {
  const pieces = svgs.map(pieceOf);
  const area = pieces.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(...pieces.map(({ width }) => width), Math.sqrt(area * SHAPE));
  const placed: string[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let totalWidth = 0;
  for (const { width, height, content } of pieces) {
    if (x > 0 && x + width > widest) {
      x = 0;
      y += rowHeight + GAP;
      rowHeight = 0;
    }
    placed.push(`<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)})">${content}</g>`);
    x += width + GAP;
    rowHeight = Math.max(rowHeight, height);
    totalWidth = Math.max(totalWidth, x - GAP);
  }
  const margin = GAP / 2;
  const size = `${(totalWidth + GAP).toFixed(2)} ${(y + rowHeight + GAP).toFixed(2)}`;
  return `<svg viewBox="-${margin} -${margin} ${size}" xmlns="http://www.w3.org/2000/svg">\n${placed.join("\n")}\n</svg>\n`;
}

function pieceOf(svg: string): Piece {
  const [, width, height] = /<svg width="([\d.]+)pt" height="([\d.]+)pt"/.exec(svg) ?? [];
  const start = svg.indexOf("<g ");
  if (width === undefined || height === undefined || start < 0) throw new Error(`no picture: ${svg.slice(0, 200)}`);
  // Numbers of edges and of the graph itself would come again in each piece.
  const content = svg.slice(start, svg.lastIndexOf("</svg>")).replace(/ id="(?:edge\d+|graph\d+)"/g, "");
  return { width: Number(width), height: Number(height), content };
}
