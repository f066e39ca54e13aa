import { textOf, type Json } from "../../../../stacks/vendors/provider/json";
import type { VendorProvider } from "../../../../stacks/vendors/provider/provider";
import { change, make, remove, urn, type Made } from "./steps";

/** A resource that a Pulumi program declares. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  /** The resource's former name, as in Pulumi's option `aliases`. */
  readonly formerly?: string;
  /** Returns the inputs. `idOf` returns the vendor's ID of an earlier resource of the program. */
  readonly args: (idOf: (name: string) => string) => Json;
}

/** Pulumi's placeholder for an output that is unknown until its resource exists. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const idIn = (made: readonly Made[], name: string | undefined): string | undefined =>
  textOf(made.find((one) => one.name === name)?.outs["vendorId"]);

/** Simulates the part of the Pulumi engine that calls the provider: names, aliases, creations, updates, replacements and removals. */
export class SimulatedEngine {
  private made: readonly Made[] = [];

  get state(): readonly Made[] {
    return this.made;
  }

  /** Removes a resource from the state, as if an `up` had been killed after it created the resource's object. */
  forget(name: string): void {
    this.made = this.made.filter((one) => one.name !== name);
  }

  /**
   * Runs a preview and then an `up`, each with a fresh provider. If the preview throws, changes nothing. As in the engine, removals
   * come last, in the reverse order of the creations.
   */
  async up(program: readonly Declared[], fresh: () => VendorProvider): Promise<void> {
    const previewing = fresh();
    for (const { type, args, ...named } of program) {
      const old = this.find({ type, ...named });
      const at = urn(type, named.name);
      const idOf = (name: string): string =>
        idIn(this.made, name) ?? idIn(this.made, program.find((one) => one.name === name)?.formerly) ?? unknown;
      const { inputs, failures } = await previewing.check(at, {}, args(idOf));
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      if (old !== undefined) await previewing.diff(old.id, at, old.outs, inputs);
    }
    const provider = fresh();
    const kept: Made[] = [];
    const used = new Set<Made>();
    try {
      for (const { type, args, ...named } of program) {
        const old = this.find({ type, ...named });
        const inputs = args((name) => idIn(kept, name) ?? unknown);
        kept.push(old === undefined ? await make(provider, type, named.name, inputs) : await change(provider, old, inputs, named.name));
        if (old !== undefined) used.add(old);
      }
      for (const old of [...this.made].reverse()) {
        if (used.has(old)) continue;
        await remove(provider, old);
        used.add(old);
      }
    } finally {
      // After an error, the state contains the changes made so far, and the old resources that `up` had not reached.
      this.made = [...kept, ...this.made.filter((old) => !used.has(old))];
    }
  }

  private find({ type, name, formerly }: Pick<Declared, "type" | "name" | "formerly">): Made | undefined {
    const called = (wanted: string | undefined) => this.made.find((one) => one.type === type && one.name === wanted);
    return called(name) ?? called(formerly);
  }
}
