import {
  CustomResource,
  ProviderResource,
  runtime,
  type CustomResourceOptions,
  type Input,
  type Output,
  type ResourceOptions,
} from "@pulumi/pulumi";
import { keepFunction } from "./permissions";
import type { VendorId } from "./vendors";

/** The type `T`, in which every value at any depth may also be an output of another resource. */
type Value<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Input<Value<Element>>[]
    : { readonly [K in keyof T]: Input<Value<T[K]>> };

/** The inputs of a resource, as the Pulumi program passes them. */
export type Args<T> = { readonly [K in keyof T]: Input<Value<T[K]>> };

/**
 * The provider for the resources of all vendors. The provider runs as a separate process, so create only one instance, and only in stacks
 * with vendor resources. The provider has no inputs, so that the state contains no secrets. In each command, the provider reads the tokens
 * from `monitoring:secrets` and `monitoring:secretsFile`.
 */
export class VendorProvider extends ProviderResource {
  constructor(name: string, options?: ResourceOptions) {
    super("monitoring", name, {}, options);
  }
}

/**
 * The options of a vendor resource. `provider` is required, because Pulumi's default provider would store the stack's configuration in the
 * state.
 */
export interface VendorOptions extends Omit<CustomResourceOptions, "provider"> {
  readonly provider: VendorProvider;
}

/** Names of the outputs that are not also inputs. */
type Outputs<O> = readonly (keyof O & string)[];

/** A resource at a vendor. `outputs` are the names of the outputs that the vendor sets. */
export abstract class VendorResource<O extends object = object> extends CustomResource {
  /**
   * The vendor's ID, such as a number, or the slug of a team or project. In Pulumi's `id`, the vendor's ID comes after the inputs that
   * locate the object.
   */
  declare readonly vendorId: Output<string>;

  protected constructor(type: `monitoring:${string}`, name: string, args: object, outputs: Outputs<O>, options: VendorOptions) {
    super(type, name, { ...args, ...Object.fromEntries(["vendorId", ...outputs].map((output) => [output, undefined])) }, options);
  }
}

/** Makes the provider keep all objects at these vendors in this run. A deletion then only removes the resource from Pulumi's state. */
export const keepObjects = async (vendors: readonly VendorId[], provider: VendorProvider): Promise<void> => {
  await runtime.invoke(keepFunction, { vendors: [...vendors] }, { provider, async: true });
};

/** Calls a lookup of the provider. The lookup runs at every preview and update. */
export const lookUp = async <R>(
  type: `monitoring:${string}`,
  args: Readonly<Record<string, unknown>>,
  provider: VendorProvider,
): Promise<R> => (await runtime.invoke(type, { ...args }, { provider, async: true })) as R;
