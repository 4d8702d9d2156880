/** The bytes of a regular file. A stream would read ahead in another thread, and cost more than the reading. */
import { closeSync, readSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Bytes that are read at once. */
export const CHUNK_BYTES = 131_072;
/** Chunks between two looks at signals, which arrive through Node's own loop. */
const CHUNKS_PER_TURN = 8;

/**
 * From where the descriptor stands; it is closed at the end, unless it is standard input. Each
 * chunk is there until the next one is asked for. Throws when it cannot be read.
 */
export async function* chunksOf(descriptor: number): AsyncGenerator<Buffer, void, undefined> {
  try {
    const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let chunks = 1; ; chunks++) {
      const count = readSync(descriptor, chunk, 0, CHUNK_BYTES, null);
      if (count === 0) return;
      yield chunk.subarray(0, count);
      if (chunks % CHUNKS_PER_TURN === 0) await nextTurn();
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}
