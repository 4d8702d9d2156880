/** Which events the lines in the input buffers are, for patterns that look at several lines. */
import type { Buffers, SourceName } from "../../engine/buffers.js";
import type { EventNode } from "./provenance.js";

export class RecentEvents {
  private readonly buffers: Pick<Buffers, "size" | "joint">;
  private readonly bySource = new Map<SourceName, EventNode[]>();
  /** Those in the buffer of the event at hand, which is the last one. */
  private current: EventNode[] = [];

  constructor(buffers: Pick<Buffers, "size" | "joint">) {
    this.buffers = buffers;
  }

  /** Synthetic and internal events have a buffer of their own: the source null. */
  add(event: EventNode, source: SourceName): void {
    const { size, joint } = this.buffers;
    if (size === 1) return;
    const buffer = joint ? null : source;
    this.current = this.bySource.get(buffer) ?? [];
    this.bySource.set(buffer, this.current);
    this.current.push(event);
    if (this.current.length > size) this.current.shift();
  }

  /** Of the last lines, so many, those before the event at hand. */
  before(lines: number): readonly EventNode[] {
    return lines > 1 ? this.current.slice(-lines, -1) : [];
  }
}
