/** A Perl host for tests, with what it did to the world. */
import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { makePerlHost, type PerlOptions, type RealPerl } from "../../../src/io/perl/host.js";
import type { CodeReference, PerlContext, PerlOutcome, PerlResult } from "../../../src/perl/host.js";

export class World {
  readonly exits: number[] = [];
  readonly log: string[] = [];
  readonly perl: RealPerl;
  private readonly directory = mkdtempSync(join(tmpdir(), "evcorr-test-"));
  private readonly descriptors: number[] = [];

  constructor(options: Partial<PerlOptions> = {}) {
    this.perl = makePerlHost({
      standardOutput: this.open("stdout"),
      standardError: this.open("stderr"),
      flushOutput: () => {},
      exit: (status) => this.exits.push(status),
      clock: null,
      timeout: null,
      contexts: null,
      log: (level, message) => this.log.push(`${level} ${message}`),
      ...options,
    });
  }

  /** What was printed so far. */
  get output(): string {
    return readFileSync(join(this.directory, "stdout"), "latin1");
  }

  /** Warnings and the like. */
  get errors(): string {
    return readFileSync(join(this.directory, "stderr"), "latin1");
  }

  /** Values of a miniprogram that must succeed. */
  values(source: string, context: PerlContext = "list"): readonly PerlResult[] {
    return resultOf(this.perl.evaluate(source, context));
  }

  /** The only value, as a string, of a miniprogram that must succeed. */
  text(source: string): string {
    const values = this.values(source);
    assert.equal(values.length, 1);
    assert.equal(typeof values[0], "string");
    return values[0] as string;
  }

  code(source: string): CodeReference {
    return resultOf(this.perl.compileFunction(source));
  }

  failure(source: string): string {
    return messageOf(this.perl.evaluate(source, "list"));
  }

  close(): void {
    this.perl.close();
    for (const descriptor of this.descriptors) closeSync(descriptor);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private open(name: string): number {
    const descriptor = openSync(join(this.directory, name), "a+");
    this.descriptors.push(descriptor);
    return descriptor;
  }
}

/** A world that is closed when the test ends. */
export function makeWorld(test: TestContext, options?: Partial<PerlOptions>): World {
  const world = new World(options);
  test.after(() => world.close());
  return world;
}

export function resultOf<Value>(outcome: PerlOutcome<Value>): Value {
  if (!outcome.ok) assert.fail(outcome.message);
  return outcome.value;
}

export function messageOf<Value>(outcome: PerlOutcome<Value>): string {
  if (outcome.ok) assert.fail(`succeeded: ${JSON.stringify(outcome.value)}`);
  return outcome.message;
}
