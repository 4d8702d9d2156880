/**
 * The language spoken with the Perl co-process: frames of a length (4 bytes, big-endian)
 * and one value. Values:
 *
 *   u                  undef
 *   s length bytes     string
 *   c handle text      code reference, kept by Perl under the handle
 *   l count values...  list
 *   h count (key value)... text   hash
 */

export type Wire =
  | undefined
  | string
  | { readonly code: number; readonly text: string }
  | readonly Wire[]
  | { readonly hash: readonly (readonly [string, Wire])[]; readonly text: string };

export function encodeFrame(value: Wire): Buffer {
  const parts: Buffer[] = [];
  encode(value, parts);
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

function encode(value: Wire, parts: Buffer[]): void {
  if (value === undefined) parts.push(Buffer.from("u"));
  else if (typeof value === "string") parts.push(Buffer.from("s"), number(value.length), Buffer.from(value, "latin1"));
  else if (Array.isArray(value)) {
    parts.push(Buffer.from("l"), number(value.length));
    for (const item of value) encode(item, parts);
  } else if ("code" in value) {
    parts.push(Buffer.from("c"), number(value.code));
    encode(value.text, parts);
  } else if ("hash" in value) {
    parts.push(Buffer.from("h"), number(value.hash.length));
    for (const [key, item] of value.hash) {
      encode(key, parts);
      encode(item, parts);
    }
    encode(value.text, parts);
  }
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function decode(body: Buffer): Wire {
  return new Decoder(body).value();
}

class Decoder {
  private readonly body: Buffer;
  private at = 0;

  constructor(body: Buffer) {
    this.body = body;
  }

  value(): Wire {
    const tag = String.fromCharCode(this.body[this.at++] ?? 0);
    if (tag === "u") return undefined;
    if (tag === "s") return this.text();
    if (tag === "c") return { code: this.number(), text: this.value() as string };
    if (tag === "l") return Array.from({ length: this.number() }, () => this.value());
    if (tag !== "h") throw new Error(`unexpected answer of the Perl process: ${tag}`);
    const hash = Array.from({ length: this.number() }, (): [string, Wire] => [this.value() as string, this.value()]);
    return { hash, text: this.value() as string };
  }

  private number(): number {
    const value = this.body.readUInt32BE(this.at);
    this.at += 4;
    return value;
  }

  private text(): string {
    const length = this.number();
    this.at += length;
    return this.body.toString("latin1", this.at - length, this.at);
  }
}
