import {
  CustomResource,
  ProviderResource,
  runtime,
  type CustomResourceOptions,
  type Input,
  type Output,
  type ResourceOptions,
} from "@pulumi/pulumi";

/** Any value of it may be an output of another resource. */
type Value<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Input<Value<Element>>[]
    : { readonly [K in keyof T]: Input<Value<T[K]>> };

/** Inputs of a resource as a program gives them. */
export type Args<T> = { readonly [K in keyof T]: Input<Value<T[K]>> };

/**
 * The provider of all vendors; make one, and only in stacks that have a resource of a vendor: it is a process of its own. It has no inputs,
 * so that nothing secret gets into the state: tokens are read from `monitoring:secrets` and `monitoring:secretsFile` by each command.
 */
export class VendorProvider extends ProviderResource {
  constructor(name: string, options?: ResourceOptions) {
    super("monitoring", name, {}, options);
  }
}

/** Options of a vendor's resource. The provider must be named: the engine's own would keep the stack's configuration in the state. */
export interface VendorOptions extends Omit<CustomResourceOptions, "provider"> {
  readonly provider: VendorProvider;
}

/** Names of outputs that are no inputs. */
type Outputs<O> = readonly (keyof O & string)[];

/** A resource of a vendor; `outputs` are those that the vendor makes. */
export abstract class VendorResource<O extends object = object> extends CustomResource {
  /** The vendor's own id: a number, or the slug of a team or project. `id` has the ids of what it is in before it. */
  declare readonly vendorId: Output<string>;

  protected constructor(type: `monitoring:${string}`, name: string, args: object, outputs: Outputs<O>, options: VendorOptions) {
    super(type, name, { ...args, ...Object.fromEntries(["vendorId", ...outputs].map((output) => [output, undefined])) }, options);
  }
}

/** Asks a vendor, by the provider, at every preview and update. */
export const lookUp = async <R>(
  type: `monitoring:${string}`,
  args: Readonly<Record<string, unknown>>,
  provider: VendorProvider,
): Promise<R> => (await runtime.invoke(type, { ...args }, { provider, async: true })) as R;
