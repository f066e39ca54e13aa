import type { Clock } from "../../../../stacks/vendors/provider/client/budget";
import type { Json } from "../../../../stacks/vendors/provider/json";
import { kinds, lookups } from "../../../../stacks/vendors/provider/kinds";
import { VendorProvider, type ProviderArgs } from "../../../../stacks/vendors/provider/provider";

export const urn = (type: string, name: string): string =>
  `urn:pulumi:test::shop::monitoring:stack:Environment$monitoring:${type}::${name}`;

interface ProviderOptions {
  readonly secrets: Readonly<Record<string, string>>;
  /** Further configuration of the stack, by key without the prefix `monitoring:`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The lines that the provider prints are added to this list. */
  readonly said?: string[];
  readonly clock?: Clock;
  readonly sender?: ProviderArgs["sender"];
}

/** A fresh provider, as in a new run of Pulumi. */
export function providerWith({ secrets, config = {}, said = [], clock, sender }: ProviderOptions): VendorProvider {
  const texts = Object.entries({ ...config, secrets }).map(([key, value]) => [key, JSON.stringify(value)] as const);
  return new VendorProvider({
    version: "0.1.0",
    kinds,
    lookups,
    say: (line) => said.push(line),
    tokens: { config: Object.fromEntries(texts), readSecrets: () => ({}) },
    ...(clock && { clock }),
    ...(sender && { sender }),
  });
}

/** A resource in the state. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Json;
  readonly outs: Json;
}

/** Creates a resource as the Pulumi engine does: checks the inputs, then creates the object. Throws the failures of the check. */
export async function make(provider: VendorProvider, type: string, name: string, args: Json): Promise<Made> {
  const { inputs, failures } = await provider.check(urn(type, name), {}, args);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  const { id, outs } = await provider.create(urn(type, name), inputs);
  return { type, name, id, inputs, outs };
}

/** Changes a resource as the engine does: checks the inputs, and updates or replaces the object if the inputs differ from the state. */
export async function change(provider: VendorProvider, old: Made, args: Json, name = old.name): Promise<Made> {
  const at = urn(old.type, name);
  const { inputs, failures } = await provider.check(at, old.inputs, args);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  const { changes, replaces } = await provider.diff(old.id, at, old.outs, inputs);
  if (!changes) return { ...old, name };
  if (replaces.length > 0) {
    await provider.delete(old.id, at, old.outs);
    const { id, outs } = await provider.create(at, inputs);
    return { ...old, name, id, inputs, outs };
  }
  const { outs } = await provider.update(old.id, at, old.outs, inputs);
  return { ...old, name, inputs, outs };
}

/** Deletes a resource that the Pulumi program no longer declares. */
export const remove = (provider: VendorProvider, { id, type, name, outs }: Made): Promise<void> =>
  provider.delete(id, urn(type, name), outs);

/** Refreshes a resource. Returns undefined if its object no longer exists. */
export async function refresh(provider: VendorProvider, made: Made): Promise<Made | undefined> {
  const read = await provider.read(made.id, urn(made.type, made.name), made.outs);
  return read.id === "" ? undefined : { ...made, inputs: read.inputs ?? {}, outs: read.props };
}
