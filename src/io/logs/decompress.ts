/**
 * Compressed logs, known by their first bytes, whatever their names. gzip is Node's own, and
 * zstd where Node has it; the others are left to the system's programs, which are where such
 * files come from.
 */
import { spawn } from "node:child_process";
import { PassThrough, type Readable, type Writable } from "node:stream";
import * as zlib from "node:zlib";
import { LogError } from "./error.js";

interface Compression {
  readonly name: string;
  readonly magic: readonly number[];
  /** Node's own decompressor; null: the program is run. */
  readonly make: (() => Readable & Writable) | null;
  /** Reads the compressed bytes from its standard input. */
  readonly program: readonly string[];
}

type MakeStream = (() => Readable & Writable) | undefined;
const zstd = (zlib as { createZstdDecompress?: MakeStream }).createZstdDecompress;

const COMPRESSIONS: readonly Compression[] = [
  { name: "gzip", magic: [0x1f, 0x8b], make: () => zlib.createGunzip(), program: ["gzip", "-dc"] },
  { name: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd], make: zstd ?? null, program: ["zstd", "-dcq"] },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68], make: null, program: ["bzip2", "-dc"] },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], make: null, program: ["xz", "-dc"] },
];

/** Bytes that tell a compression. */
const MAGIC_LENGTH = 6;

/** The bytes of a stream, decompressed when they are compressed. */
export async function* decompressed(name: string, raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = raw[Symbol.asyncIterator]();
  const begin = await beginning(chunks);
  const compression = COMPRESSIONS.find(({ magic }) => magic.every((byte, index) => begin[index] === byte));
  const whole = joined(begin, chunks);
  if (compression === undefined) yield* whole;
  else if (compression.make !== null) yield* throughStream(name, compression, compression.make(), whole);
  else yield* throughProgram(name, compression, whole);
}

/** Enough chunks to know the first bytes; less only when there are no more. */
async function beginning(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let begin: Buffer = Buffer.alloc(0);
  while (begin.length < MAGIC_LENGTH) {
    const next = await chunks.next();
    if (next.done === true) return begin;
    begin = Buffer.concat([begin, next.value]);
  }
  return begin;
}

async function* joined(begin: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (begin.length > 0) yield begin;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

async function* throughStream(
  name: string,
  { name: what }: Compression,
  stream: Readable & Writable,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const feeding = feed(stream, bytes);
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new LogError(`${name}: its ${what} data are damaged or cut off (${(error as Error).message})`);
  }
  await feeding;
}

async function* throughProgram(
  name: string,
  { name: what, program }: Compression,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const [file, ...words] = program as [string, ...string[]];
  const child = spawn(file, words, { stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const end = new Promise<string | null>((resolve) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      const hint = `install ${file}, or decompress it yourself and give - for the log`;
      resolve(error.code === "ENOENT" ? `it is compressed with ${what}: ${hint}` : error.message);
    });
    child.on("close", (status) => {
      resolve(
        status === 0 ? null : `its ${what} data are damaged or cut off (${reasonIn(complaint) || `${file} failed`})`,
      );
    });
  });
  const feeding = feed(child.stdin, bytes);
  // A stream of our own: that of a child that could not be started ends in an error.
  for await (const chunk of child.stdout.on("error", () => {}).pipe(new PassThrough())) yield chunk as Buffer;
  const fault = await end;
  if (fault !== null) throw new LogError(`${name}: ${fault}`);
  await feeding;
}

/** The first line of what a program has complained of, without its own name and that of its input. */
function reasonIn(complaint: string): string {
  const [first = ""] = complaint.trim().split("\n");
  return first.replace(/^(?:[a-z0-9]+: )?(?:\(stdin\): |\/\*stdin\*\\ *: )?/, "").replace(/;$/, "");
}

/** Writes all bytes; who reads the other end may stop early. */
async function feed(into: Writable, bytes: AsyncIterable<Buffer>): Promise<void> {
  let broken = false;
  into.on("error", () => {
    broken = true;
  });
  for await (const chunk of bytes) {
    if (broken) return;
    // The bytes may be used again before they are written.
    if (into.write(Buffer.from(chunk))) continue;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        into.off("drain", go).off("close", go).off("error", go);
        resolve();
      };
      into.on("drain", go).on("close", go).on("error", go);
    });
  }
  into.end();
}
