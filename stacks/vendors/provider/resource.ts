import {
  CustomResource,
  ProviderResource,
  runtime,
  type CustomResourceOptions,
  type Input,
  type Output,
  type ResourceOptions,
} from "@pulumi/pulumi";

/** A type in which any value can be an output of another resource. */
type Value<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Input<Value<Element>>[]
    : { readonly [K in keyof T]: Input<Value<T[K]>> };

/** Inputs of a resource in the program. */
export type Args<T> = { readonly [K in keyof T]: Input<Value<T[K]>> };

/**
 * The provider of all vendors. Create one instance, and only in stacks with vendor resources, because it is a separate process. It has no
 * inputs, so that no secret gets into the state: each command reads tokens from `monitoring:secrets` and `monitoring:secretsFile`.
 */
export class VendorProvider extends ProviderResource {
  constructor(name: string, options?: ResourceOptions) {
    super("monitoring", name, {}, options);
  }
}

/**
 * Options of a vendor resource. The provider is required, because the engine's default provider would store the stack's configuration in
 * the state.
 */
export interface VendorOptions extends Omit<CustomResourceOptions, "provider"> {
  readonly provider: VendorProvider;
}

/** Names of outputs that are not inputs. */
type Outputs<O> = readonly (keyof O & string)[];

/** A vendor resource; `outputs` are those set by the vendor. */
export abstract class VendorResource<O extends object = object> extends CustomResource {
  /** The vendor's own id: a number, or the slug of a team or project. In `id` it is prefixed with the ids of its parents. */
  declare readonly vendorId: Output<string>;

  protected constructor(type: `monitoring:${string}`, name: string, args: object, outputs: Outputs<O>, options: VendorOptions) {
    super(type, name, { ...args, ...Object.fromEntries(["vendorId", ...outputs].map((output) => [output, undefined])) }, options);
  }
}

/** Calls a lookup of the provider at every preview and update. */
export const lookUp = async <R>(
  type: `monitoring:${string}`,
  args: Readonly<Record<string, unknown>>,
  provider: VendorProvider,
): Promise<R> => (await runtime.invoke(type, { ...args }, { provider, async: true })) as R;
