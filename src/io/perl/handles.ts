/**
 * Which of Perl's functions and regular expressions are in use on our side. Perl keeps
 * each under a handle until nobody here holds the object that stands for it any more.
 */
import type { CodeReference } from "../../perl/host.js";

export class Handles {
  private readonly references = new Map<number, WeakRef<CodeReference>>();
  private readonly registry = new FinalizationRegistry<number>((handle) => this.onCollected(handle));
  private released: number[] = [];

  /** The same object for the same function, as long as somebody holds it. */
  reference(handle: number, text: string): CodeReference {
    const known = this.references.get(handle)?.deref();
    if (known !== undefined) return known;
    const reference: CodeReference = { kind: "code", handle, text };
    this.references.set(handle, new WeakRef(reference));
    this.registry.register(reference, handle);
    return reference;
  }

  /** The handle is in use as long as somebody holds `holder`. */
  keepFor(holder: object, handle: number): void {
    this.registry.register(holder, handle);
  }

  get hasReleased(): boolean {
    return this.released.length > 0;
  }

  /** The handles that Perl need not keep any longer, told once. */
  takeReleased(): readonly number[] {
    const { released } = this;
    this.released = [];
    return released;
  }

  private onCollected(handle: number): void {
    // The function may have come back under a new object since.
    if (this.references.get(handle)?.deref() !== undefined) return;
    this.references.delete(handle);
    this.released.push(handle);
  }
}
